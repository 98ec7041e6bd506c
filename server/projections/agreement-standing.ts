import type { Entitlement, SessionState } from '#agreement/commands';
import { writtenOf, type AgreementState } from '#agreement/state';
import { entitlementOf } from '#ceremony/parties/entitled';
import type { AgreementStateName } from '#contract/constants';
import { partsIn } from '#contract/zones';
import type { LiveCeremony } from './live-ceremony.ts';

type Known = Exclude<AgreementState, { phase: 'unknown' }>;

export const sessionOf = (live: LiveCeremony, state: AgreementState): SessionState =>
  state.phase === 'unknown' ? 'planned' : (live.ceremony.waves.get(state.wave)?.session ?? 'planned');

/** Its phase in the law, and two names more: a draft of which a proof was made, and ready while its wave is open. */
export const stateNameOf = (live: LiveCeremony, state: Known): AgreementStateName => {
  if (state.phase === 'draft') return state.proofs.count > 0 ? 'proof' : 'draft';
  if (state.phase === 'ready') return sessionOf(live, state) === 'open' ? 'in-session' : 'ready';
  return state.phase;
};

/** When it became what it is, for those states that are an end; null for the others. */
export const standsSince = (state: Known): string | null => {
  switch (state.phase) {
    case 'draft':
    case 'ready':
      return null;
    case 'complete':
      return state.completedAt;
    case 'sealed':
      return state.sealedAt;
    case 'declined':
      return state.declinedAt;
    case 'paper':
      return state.paper.at;
    case 'voided':
    case 'replaced':
      return state.endedAt;
  }
};

/** The day in the ceremony's zone, `YYYY-MM-DD`. */
export const dayIn = (live: LiveCeremony, now: Date): string => {
  const { year, month, day } = partsIn(now, live.ceremony.plan?.zone ?? 'UTC');
  return `${year}-${month}-${day}`;
};

/** C125: every party is cleared, and whoever is yet to sign for one may; `today` as `dayIn` gives it. */
export const entitlementFor = (live: LiveCeremony, state: Known, today: string): Entitlement => {
  const { draft, signatories } = state;
  const signed = new Set(writtenOf(state)?.signatures.map(({ field }) => field));
  return entitlementOf(
    live.ceremony,
    {
      agreementId: draft.agreementId,
      value: draft.value,
      partyIds: draft.parties.map(({ partyId }) => partyId),
      signing: signatories.flatMap(({ field, partyId, personId }) =>
        partyId === null || signed.has(field) ? [] : [{ partyId, personId }],
      ),
    },
    today,
  );
};
