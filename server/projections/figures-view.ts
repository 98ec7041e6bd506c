import { AGREEMENT_KINDS, SECTORS } from '#contract/constants';
import type { FiguresView, Tally } from '#contract/views';
import type { AgreementState } from '#agreement/state';
import type { LiveCeremony } from './live-ceremony.ts';
import { partyNames } from './party-names.ts';

const RECENT = 8;

type Known = Exclude<AgreementState, { phase: 'unknown' }>;

const tally = (agreements: readonly Known[]): Tally => {
  const signed = agreements.filter(({ phase }) => phase === 'complete');
  const sum = (some: readonly Known[]) => some.reduce((total, { draft }) => total + draft.value, 0);
  return { count: agreements.length, signed: signed.length, value: sum(agreements), signedValue: sum(signed) };
};

const tallies = <Key extends string>(
  keys: readonly Key[],
  agreements: readonly Known[],
  keyOf: (agreement: Known) => Key,
): { readonly [key in Key]: Tally } =>
  Object.fromEntries(keys.map((key) => [key, tally(agreements.filter((one) => keyOf(one) === key))])) as {
    [key in Key]: Tally;
  };

/** Count and value by kind, sector and wave. What was declined stays in the count: it was planned. */
export const figuresView = (live: LiveCeremony): FiguresView => {
  const agreements = [...live.agreements.values()].filter((one) => one.phase !== 'unknown');
  return {
    kinds: tallies(AGREEMENT_KINDS, agreements, ({ draft }) => draft.kind),
    sectors: tallies(SECTORS, agreements, ({ draft }) => draft.sector),
    waves: [...live.ceremony.waves.values()].map(({ wave, title, session }) => ({
      wave,
      title,
      state: session,
      tally: tally(agreements.filter(({ draft }) => draft.wave === wave)),
    })),
    recent: agreements
      .filter((one) => one.phase === 'complete')
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
