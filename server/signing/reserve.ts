import { issuerAndSerial } from './cms.ts';
import { signatureAlgorithm } from './signature-algorithm.ts';
import { signedAttributes } from './signed-attributes.ts';
import type { TimeStamper } from './time-stamp.ts';

// S4, S43: room in bytes that is kept for a signature before hashing. In the file each byte takes two digits, so that room is
// most of what a signature costs. What goes in is known but for the signature's own bytes and for the tokens of others.

/** A signature without a token, when nothing is known of it. Ours needs about 2,100 with a P-256 key, 2,450 with RSA. */
export const CMS_RESERVE = 3072;
/** With a token of our own authority. */
export const CMS_RESERVE_OWN_STAMP = 5632;
/** With a token of another authority: RSA of 4,096 bits and a chain of three. */
export const CMS_RESERVE_OUTSIDE_STAMP = 12_288;
/** A document timestamp is the token alone. */
export const TOKEN_RESERVE_OWN = 3072;
export const TOKEN_RESERVE_OUTSIDE = 9216;

/** Algorithms, versions, tags and lengths. */
const FRAME = 144;

export type Carried = {
  /** DER of the signer's certificate. */
  readonly certificate: Uint8Array;
  /** DER of its issuers, without the root. */
  readonly chain: readonly Uint8Array[];
};

type Stamps = Pick<TimeStamper, 'attestedBy' | 'tokenBytes'>;

/**
 * Room for a signature whose token this stamper gives, if any: with `carried` as much as that certificate and its issuers
 * need, else enough for any of ours.
 */
export function signatureReserve(stamper: Stamps | null, carried?: Carried): number {
  if (carried) return signatureBytes(carried) + (stamper ? tokenReserve(stamper) : 0);
  if (!stamper) return CMS_RESERVE;
  return stamper.attestedBy === 'organiser' ? CMS_RESERVE_OWN_STAMP : CMS_RESERVE_OUTSIDE_STAMP;
}

export const tokenReserve = ({ attestedBy, tokenBytes }: Stamps): number =>
  tokenBytes ?? (attestedBy === 'organiser' ? TOKEN_RESERVE_OWN : TOKEN_RESERVE_OUTSIDE);

/** The most that a signature without a token can need. */
export function signatureBytes({ certificate, chain }: Carried): number {
  const { issuer, serial } = issuerAndSerial(certificate);
  const certificates = [certificate, ...chain].reduce((sum, { length }) => sum + length, 0);
  const attributes = signedAttributes(new Uint8Array(32), certificate).length;
  const { valueBytes } = signatureAlgorithm(certificate);
  return certificates + issuer.length + serial.length + attributes + valueBytes + FRAME;
}
