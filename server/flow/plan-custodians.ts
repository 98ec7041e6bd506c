import type { CeremonyEvent } from '#ceremony/events';
import type { CeremonyPlan } from '#contract/ceremony-plan';
import type { RandomBytes } from '#platform/random';
import { custodianSubject } from '#projections/record-data';
import type { PersonalData } from '#store/port';
import { noteBeside } from './personal-note.ts';

/** C145: those whom the plan names already. */
export const planCustodians = (
  plan: CeremonyPlan,
  random: RandomBytes,
): { readonly events: readonly CeremonyEvent[]; readonly personal: readonly PersonalData[] } => {
  const noted = (plan.custodians ?? []).map(({ id: custodianId, ...words }) => ({
    custodianId,
    ...noteBeside(random, words, () => custodianSubject(custodianId)),
  }));
  return {
    events: noted.map(({ custodianId, commitment }) => ({
      type: 'custodian-named',
      data: { custodianId, commitment },
    })),
    personal: noted.map(({ personal }) => personal),
  };
};
