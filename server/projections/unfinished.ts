import type { AgreementState } from '#agreement/state';
import type { LiveCeremony } from './live-ceremony.ts';

// Agreements that something is still to come for, told apart by what that is.

const idsWhere = (live: LiveCeremony, holds: (state: AgreementState) => boolean): readonly string[] =>
  [...live.agreements].filter(([, state]) => holds(state)).map(([agreementId]) => agreementId);

/** C142: everyone has signed, and the seal is still to come. */
export const unsealed = (live: LiveCeremony): readonly string[] => idsWhere(live, ({ phase }) => phase === 'complete');

/** C148: those of one person that are neither finished nor given up, so that their name is still needed. */
export const unfinishedOf = (live: LiveCeremony, personId: string): readonly string[] =>
  (live.agreementsOf.get(personId) ?? []).filter((agreementId) => {
    const phase = live.agreements.get(agreementId)?.phase;
    return phase === 'draft' || phase === 'ready';
  });
