import type { Open } from './open-for-signing.ts';
import type { Signatory } from './state.ts';

type Someone = { readonly personId: string; readonly actingFor: string | null };

/** A12, A33: as whom this person signs: as themselves, or as the deputy of a witness. A deputy never signs for a party. */
export const findSignatory = (open: Open, { personId, actingFor }: Someone): Signatory | undefined =>
  open.signatories.find((one) => one.personId === personId) ??
  open.signatories.find((one) => actingFor !== null && one.personId === actingFor && one.capacity === 'witness');
