import { actingFor } from '#ceremony/drill/state';
import type { LiveCeremony } from './live-ceremony.ts';

const NONE: readonly string[] = [];

/** What a person signs or witnesses: their own, and what the principal witnesses while this deputy acts (A33). */
export const agreementsFor = (live: LiveCeremony, personId: string): readonly string[] => {
  const own = live.agreementsOf.get(personId) ?? NONE;
  const principal = actingFor(live.ceremony, personId);
  if (principal === null) return own;
  return [...new Set([...own, ...witnessedBy(live, principal)])];
};

/** Whether a person signs something, or is the deputy who would: then an identity check is due before it is needed. */
export const maySign = (live: LiveCeremony, personId: string): boolean =>
  live.agreementsOf.has(personId) || live.ceremony.drillPlan?.deputyId === personId;

const witnessedBy = (live: LiveCeremony, personId: string): readonly string[] =>
  (live.agreementsOf.get(personId) ?? NONE).filter((agreementId) => {
    const state = live.agreements.get(agreementId);
    return state !== undefined && state.phase !== 'unknown' && state.draft.witnessId === personId;
  });
