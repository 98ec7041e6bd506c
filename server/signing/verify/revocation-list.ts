import type { RevocationReason } from '#contract/constants';
import type { DerElement } from '../der.ts';
import {
  bitsOf,
  derOf,
  hexOf,
  members,
  readExtensions,
  timeOf,
  USAGE,
  wholeOf,
  type Certificate,
} from './certificate.ts';
import { isSignedWith } from './public-key.ts';

/** A certificate that was revoked, and why. */
export type Revoked = { readonly at: Date; readonly reason: RevocationReason };

/** A revocation list (RFC 5280 §5), read but not believed: its signature counts for each issuer that it is asked about. */
export type RevocationList = {
  readonly der: Buffer;
  readonly signedPart: Buffer;
  readonly algorithm: DerElement;
  readonly signature: Buffer;
  /** DER of the name, hex. */
  readonly issuer: string;
  readonly thisUpdate: Date;
  readonly nextUpdate: Date;
  /** By serial number as it is encoded, hex. */
  readonly revoked: ReadonlyMap<string, Revoked>;
  /** A list of some certificates only, or of changes, is not judged. */
  readonly isWhole: boolean;
};

/** RFC 5280 §5.3.1. */
const REASONS: Readonly<Record<string, RevocationReason>> = {
  '01': 'key-compromise',
  '03': 'affiliation-changed',
  '04': 'superseded',
  '05': 'cessation',
};
const REASON_CODE = '551d15';
/** Authority key identifier and number: critical or not, they limit nothing. */
const HARMLESS = new Set(['551d23', '551d14']);

/** DER or PEM. Throws TypeError when the bytes are no list, or one that does not say until when it counts. */
export function readRevocationList(source: string | Uint8Array): RevocationList {
  const bytes = derOf(source, 'X509 CRL');
  const [tbs, algorithm, signature, ...more] = members(wholeOf(bytes), 0x30);
  if (!tbs || algorithm?.tag !== 0x30 || more.length > 0) throw new TypeError('Not a revocation list');
  const parts = members(tbs, 0x30);
  if (parts[0]?.tag === 0x02) parts.shift();
  const [inner, issuer, thisUpdate, nextUpdate, ...rest] = parts;
  if (!inner?.whole.equals(algorithm.whole) || issuer?.tag !== 0x30) throw new TypeError('Not a revocation list');
  const entries = rest[0]?.tag === 0x30 ? members(rest.shift(), 0x30) : [];
  const extensions = rest[0]?.tag === 0xa0 ? readExtensions(members(rest[0], 0xa0)[0]) : new Map<string, never>();
  return {
    der: bytes,
    signedPart: tbs.whole,
    algorithm,
    signature: bitsOf(signature),
    issuer: issuer.whole.toString('hex'),
    thisUpdate: timeOf(thisUpdate),
    nextUpdate: timeOf(nextUpdate),
    revoked: new Map(entries.map(revokedIn)),
    isWhole: [...extensions].every(([name, { critical }]) => !critical || HARMLESS.has(name)),
  };
}

function revokedIn(entry: DerElement): [string, Revoked] {
  const [serial, at, extensions] = members(entry, 0x30);
  const reason = extensions ? readExtensions(extensions).get(REASON_CODE) : undefined;
  const code = reason ? hexOf(wholeOf(reason.value), 0x0a) : '';
  return [hexOf(serial, 0x02), { at: timeOf(at), reason: revokedBecause(code) }];
}

/** `code`: content of a CRLReason, hex; empty when none is given. */
export const revokedBecause = (code: string): RevocationReason => REASONS[code] ?? 'unspecified';

/** Null for an algorithm that is not judged here. */
export async function isListOf(list: RevocationList, issuer: Certificate): Promise<boolean | null> {
  if (list.issuer !== issuer.subject) return false;
  if (issuer.usages !== undefined && (issuer.usages & USAGE.cRLSign) === 0) return false;
  return isSignedWith(issuer.publicKey, list.algorithm, list.signedPart, list.signature);
}
