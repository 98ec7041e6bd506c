import type { PlannedParty } from '#contract/ceremony-plan';

export type PartiesState = { readonly parties: Map<string, PlannedParty> };

export const noParties = (): PartiesState => ({ parties: new Map() });
