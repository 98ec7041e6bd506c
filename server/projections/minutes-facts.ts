import type { AgreementState } from '#agreement/state';
import type { Person } from '#ceremony/people/state';
import { AGREEMENT_KINDS, SECTORS, type AgreementKind } from '#contract/constants';
import { OUTCOMES, type MinutesFacts, type MinutesWave, type Outcome } from '#contract/minutes-facts';
import { PROVINCES } from '#contract/provinces';
import { ceremonyHead } from './ceremony-head.ts';
import { clockOf } from './extracts/head.ts';
import { figuresView } from './figures-view.ts';
import type { LiveCeremony } from './live-ceremony.ts';
import { partyNames } from './party-names.ts';
import { nameOf } from './people-data.ts';
import { custodianWords } from './record-data.ts';
import { unsealed } from './unfinished.ts';

type Known = Exclude<AgreementState, { phase: 'unknown' }>;

/** What became of an agreement; null for one that a new version replaced, which is counted instead. */
const outcomeOf = (state: Known): Outcome | null => {
  switch (state.phase) {
    case 'complete':
    case 'sealed':
      return 'signed';
    case 'draft':
    case 'ready':
      return 'unsigned';
    case 'replaced':
      return null;
    case 'paper':
    case 'declined':
    case 'voided':
      return state.phase;
  }
};

const ALL_WAVES = { id: 'Seluruh gelombang', en: 'All waves' } as const;

/** D14: what the ledger tells up to where it was folded. `print` makes a time ready to print. */
export const minutesFacts = (
  live: LiveCeremony,
  record: MinutesFacts['record'],
  parts: { readonly print: (at: string) => string; readonly recordUrl: string },
): MinutesFacts => {
  const { phaseTimes, people, waves, custodians, closingForcedAt } = live.ceremony;
  const agreements = [...live.agreements.values()].filter((one) => one.phase !== 'unknown');
  const figures = figuresView(live);
  const numberOf = (agreementId: string): string => {
    const state = live.agreements.get(agreementId);
    return state === undefined || state.phase === 'unknown' ? agreementId : state.draft.number;
  };
  const time = (at: string | undefined): string | null => (at === undefined ? null : parts.print(at));
  const present = [...people.values()].filter((person) => sinceOf(live, person) !== null);
  const delegations = [...people.values()].filter(({ role }) => role === 'delegation');
  return {
    ...ceremonyHead(live),
    times: {
      open: time(phaseTimes.get('open')),
      live: time(phaseTimes.get('live')),
      closing: time(phaseTimes.get('closing')),
    },
    forced: closingForcedAt !== null,
    attendance: {
      invited: people.size,
      present: present.length,
      officials: present.filter(({ role }) => role === 'delegation').reduce((sum, one) => sum + officialsOf(one), 0),
      provincesPresent: new Set(
        present.flatMap(({ role, province }) => (role === 'delegation' && province !== null ? [province] : [])),
      ).size,
      delegations: delegations
        .toSorted((a, b) => ((a.province ?? '~') < (b.province ?? '~') ? -1 : 1))
        .map((person) => {
          const since = sinceOf(live, person);
          return {
            province: PROVINCES[person.province ?? ''] ?? '—',
            name: nameOf(live, person.personId),
            position: person.position,
            representing: person.representing,
            officials: officialsOf(person),
            since: since === null ? null : clockOf(parts.print(since)),
          };
        }),
    },
    waves: [
      ...(waves.size > 1 ? [{ title: ALL_WAVES, kinds: tallies(agreements) }] : []),
      ...[...waves.values()].map(({ wave, title }) => ({
        title,
        kinds: tallies(agreements.filter((one) => one.wave === wave)),
      })),
    ],
    sectors: SECTORS.flatMap((sector) => {
      const { kinds } = figures.sectors[sector];
      const signed = (kind: AgreementKind) => ({ count: kinds[kind].signed, value: kinds[kind].signedValue });
      const own = { contract: signed('contract'), 'pre-contract': signed('pre-contract') };
      return own.contract.count + own['pre-contract'].count === 0 ? [] : [{ sector, kinds: own }];
    }),
    open: agreements.flatMap((state) => {
      const outcome = outcomeOf(state);
      if (outcome === null || outcome === 'signed' || outcome === 'paper') return [];
      const { first, second } = partyNames(live, state.draft);
      return [{ number: state.draft.number, parties: `${first} – ${second}`, outcome }];
    }),
    unsealed: unsealed(live).map(numberOf),
    custodians: [...custodians.keys()].flatMap((custodianId) => {
      const words = custodianWords(live, custodianId);
      return words === null ? [] : [{ name: words.name, institution: words.institution }];
    }),
    record,
    recordUrl: parts.recordUrl,
  };
};

const officialsOf = (person: Person): number => person.listed?.count ?? person.officials;

/** By the minutes that were sampled; by who opened a link only in a ledger without samples, for a link is tried long before the day. */
const sinceOf = ({ ceremony: { attended } }: LiveCeremony, { personId, arrivedAt }: Person): string | null =>
  attended.size > 0 ? (attended.get(personId)?.first ?? null) : arrivedAt;

const tallies = (agreements: readonly Known[]): MinutesWave['kinds'] =>
  Object.fromEntries(
    AGREEMENT_KINDS.map((kind) => [
      kind,
      Object.fromEntries(
        OUTCOMES.map((outcome) => {
          const own = agreements.filter((one) => one.draft.kind === kind && outcomeOf(one) === outcome);
          return [outcome, { count: own.length, value: own.reduce((sum, { draft }) => sum + draft.value, 0) }];
        }),
      ),
    ]),
  ) as MinutesWave['kinds'];
