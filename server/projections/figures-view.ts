import { isSigned, type AgreementState } from '#agreement/state';
import { AGREEMENT_KINDS, SECTORS, type AgreementKind } from '#contract/constants';
import type { FiguresView, KindTallies, Progress } from '#contract/views/agreements';
import type { LiveCeremony } from './live-ceremony.ts';
import { partyNames } from './party-names.ts';

const RECENT = 8;

type Known = Exclude<AgreementState, { phase: 'unknown' }>;

type Sum = { count: number; signed: number; paper: number; value: number; signedValue: number; paperValue: number };
type Sums = { readonly [kind in AgreementKind]: Sum };

const nothing = (): Sum => ({ count: 0, signed: 0, paper: 0, value: 0, signedValue: 0, paperValue: 0 });
const nothings = (): Sums => ({ contract: nothing(), 'pre-contract': nothing() });

const add = (sums: Sums, state: Known): void => {
  const { kind, value } = state.draft;
  const sum = sums[kind];
  sum.count += 1;
  sum.value += value;
  if (isSigned(state)) {
    sum.signed += 1;
    sum.signedValue += value;
  } else if (state.phase === 'paper') {
    sum.paper += 1;
    sum.paperValue += value;
  }
};

const progressOf = (kinds: KindTallies): Progress => {
  const total = (key: 'count' | 'signed' | 'paper') => AGREEMENT_KINDS.reduce((sum, kind) => sum + kinds[kind][key], 0);
  return { count: total('count'), signed: total('signed'), paper: total('paper'), kinds };
};

/**
 * Count and value by kind, sector, province and wave. What was declined or voided stays in the count: it was planned.
 * What was replaced does not: its next version is there instead.
 */
export const figuresView = (live: LiveCeremony): FiguresView => {
  const all = nothings();
  const sectors = new Map(SECTORS.map((sector) => [sector, nothings()] as const));
  const provinces = new Map<string, Sums>();
  const waves = new Map([...live.ceremony.waves.keys()].map((wave) => [wave, nothings()] as const));
  const signed: Extract<Known, { phase: 'complete' | 'sealed' }>[] = [];
  for (const state of live.agreements.values()) {
    if (state.phase === 'unknown' || state.phase === 'replaced') continue;
    const province = provinceOf(live, state);
    const ofProvince = provinces.get(province) ?? nothings();
    provinces.set(province, ofProvince);
    for (const sums of [all, sectors.get(state.draft.sector), ofProvince, waves.get(state.wave)]) {
      if (sums !== undefined) add(sums, state);
    }
    if (isSigned(state)) signed.push(state);
  }
  return {
    kinds: all,
    sectors: Object.fromEntries(
      [...sectors].map(([sector, sums]) => [sector, progressOf(sums)]),
    ) as FiguresView['sectors'],
    provinces: Object.fromEntries([...provinces].map(([province, sums]) => [province, progressOf(sums)])),
    waves: [...live.ceremony.waves.values()].map(({ wave, title, session, openedAt, endsAt, closedAt }) => ({
      wave,
      title,
      state: session,
      openedAt,
      endsAt,
      closedAt,
      tally: progressOf(waves.get(wave) ?? nothings()),
    })),
    recent: signed
      .sort((a, b) => (a.completedAt < b.completedAt ? 1 : -1))
      .slice(0, RECENT)
      .map(({ draft, completedAt }) => ({
        agreementId: draft.agreementId,
        number: draft.number,
        ...partyNames(live, draft),
        at: completedAt,
      })),
  };
};

/** Where the small one of the partners is at home: it is its province that the map lights. */
const provinceOf = (live: LiveCeremony, { draft }: Known): string => {
  const parties = draft.parties.flatMap(({ partyId }) => live.ceremony.parties.get(partyId) ?? []);
  return (parties.find(({ kind }) => kind === 'umkm') ?? parties[0])?.province ?? '';
};
