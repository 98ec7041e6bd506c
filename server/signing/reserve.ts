import type { TimeStamper } from './time-stamp.ts';

// S4, S43: room in bytes that is kept for a signature before hashing. In the file each byte takes two digits, so that room is
// most of what a signature costs; what comes from outside is not known beforehand and gets plenty.

/** A signature without a token. Ours needs about 2,100 with a P-256 key, 3,000 with RSA. */
export const CMS_RESERVE = 3584;
/** With a token of our own authority. */
export const CMS_RESERVE_OWN_STAMP = 5632;
/** With a token of another authority: RSA of 4,096 bits and a chain of three. */
export const CMS_RESERVE_OUTSIDE_STAMP = 12_288;
/** A document timestamp is the token alone. */
export const TOKEN_RESERVE_OWN = 3072;
export const TOKEN_RESERVE_OUTSIDE = 9216;

/** Room for a signature whose token this stamper gives, if any. */
export function signatureReserve(stamper: Pick<TimeStamper, 'attestedBy'> | null): number {
  if (!stamper) return CMS_RESERVE;
  return stamper.attestedBy === 'organiser' ? CMS_RESERVE_OWN_STAMP : CMS_RESERVE_OUTSIDE_STAMP;
}

export const tokenReserve = ({ attestedBy }: Pick<TimeStamper, 'attestedBy'>): number =>
  attestedBy === 'organiser' ? TOKEN_RESERVE_OWN : TOKEN_RESERVE_OUTSIDE;
