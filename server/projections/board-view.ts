import { turnsOf, writtenOf, type AgreementState } from '#agreement/state';
import type { Awaited, BoardRow, BoardView } from '#contract/views/agreements';
import { entitlementFor, stateNameOf } from './agreement-standing.ts';
import { evidenceOf, minutesEvidence, pendingOf, type PendingWork } from './evidence-view.ts';
import type { LiveCeremony } from './live-ceremony.ts';
import { partyNames } from './party-names.ts';
import { nameOf } from './people-data.ts';
import { agreementsInOrder } from './wave-order.ts';

type Known = Exclude<AgreementState, { phase: 'unknown' }>;

/** Every agreement, who has to sign it next, and what the house has still to do, for the officers and the director. */
export const boardView = (
  live: LiveCeremony,
  connected: ReadonlySet<string>,
  work: readonly PendingWork[],
  ends: BoardView['ends'] = [],
): BoardView => {
  const places = new Map(
    [...live.ceremony.waves.keys()].flatMap((wave) =>
      agreementsInOrder(live, wave).map((agreementId, index) => [agreementId, index + 1] as const),
    ),
  );
  const rows: { [agreementId: string]: BoardRow } = {};
  for (const [agreementId, state] of live.agreements) {
    if (state.phase === 'unknown') continue;
    rows[agreementId] = {
      ...rowOf(live, state, places.get(agreementId) ?? 0, connected),
      evidence: evidenceOf(state),
      pending: pendingOf(state, work),
    };
  }
  return {
    differing: [...live.differing].map(([subject, position]) => ({ subject, position })),
    ends,
    minutes: minutesEvidence(live.ceremony.minutes, work),
    rows,
    waiting: waitingOf(live, connected),
  };
};

const rowOf = (
  live: LiveCeremony,
  state: Known,
  place: number,
  connected: ReadonlySet<string>,
): Omit<BoardRow, 'evidence' | 'pending'> => {
  const { draft, signatories } = state;
  const isOpen = state.phase === 'ready';
  const entitlement =
    isOpen || state.phase === 'draft' ? entitlementFor(live, state, live.ceremony.plan?.date ?? '') : 'entitled';
  return {
    agreementId: draft.agreementId,
    number: draft.number,
    version: draft.version,
    kind: draft.kind,
    title: draft.title,
    sector: draft.sector,
    value: draft.value,
    wave: state.wave,
    place,
    state: stateNameOf(live, state),
    signed: writtenOf(state)?.signatures.length ?? 0,
    of: signatories.length,
    ...partyNames(live, draft),
    awaiting: isOpen ? turnsOf(state).map(({ personId }) => awaited(live, personId, connected)) : [],
    obstacle: entitlement === 'entitled' ? null : entitlement,
    replacedBy: state.phase === 'replaced' ? state.nextId : null,
  };
};

const awaited = (live: LiveCeremony, personId: string, connected: ReadonlySet<string>): Awaited => ({
  personId,
  name: nameOf(live, personId),
  connected: connected.has(personId),
});

const waitingOf = (live: LiveCeremony, connected: ReadonlySet<string>): BoardView['waiting'] => {
  const waves = new Map<number, Map<string, number>>();
  for (const state of live.agreements.values()) {
    if (state.phase !== 'ready') continue;
    const people = waves.get(state.wave) ?? new Map<string, number>();
    waves.set(state.wave, people);
    const signed = new Set(state.signatures.map(({ field }) => field));
    for (const { field, personId } of state.signatories) {
      if (!signed.has(field)) people.set(personId, (people.get(personId) ?? 0) + 1);
    }
  }
  return [...waves]
    .sort(([a], [b]) => a - b)
    .map(([wave, people]) => ({
      wave,
      people: [...people]
        .map(([personId, agreements]) => ({ ...awaited(live, personId, connected), agreements }))
        .sort((a, b) => Number(a.connected) - Number(b.connected) || (a.name < b.name ? -1 : 1)),
    }));
};
