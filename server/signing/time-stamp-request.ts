import { refuse, type Refusal } from '#contract/refusal';
import { der, integer, oid, readDer, readMembers, SHA256 } from './der.ts';

// RFC 3161 §2.4.1: what is asked of a time-stamp authority.

export type TimeStampRequest = {
  /** 32 bytes. */
  readonly sha256: Buffer;
  /** DER of the INTEGER, which the answer repeats. */
  readonly nonce: Buffer | null;
  /** Whether the answer carries the authority's certificates. */
  readonly wantsCertificates: boolean;
  /** Policy that it must be issued under, if one is named: the object identifier's arcs in hex. */
  readonly policy: string | null;
};

/** PKIFailureInfo (RFC 3161 §2.4.2). */
export type RequestFailure = 'bad-algorithm' | 'bad-request' | 'bad-format' | 'unaccepted-extension';

export const VERSION_1 = der(0x02, Buffer.from([1]));
const TRUE = der(0x01, Buffer.from([0xff]));
const SHA256_OID = oid('608648016503040201');

/** MessageImprint of a SHA-256, DER. */
export const imprintOf = (sha256: Uint8Array): Buffer => der(0x30, SHA256, der(0x04, sha256));

/** DER of a request; `nonce` is random bytes. The answer shall carry its certificates. */
export const timeStampRequest = (sha256: Uint8Array, nonce: Uint8Array): Buffer =>
  der(0x30, VERSION_1, imprintOf(sha256), integer(nonce), TRUE);

/** Reads a request from outside; never throws. */
export function readTimeStampRequest(bytes: Uint8Array): TimeStampRequest | Refusal<RequestFailure> {
  const malformed = refuse('bad-format', 'The request cannot be read');
  const whole = readDer(Buffer.from(bytes));
  const members = whole?.tag === 0x30 && whole.whole.length === bytes.length ? readMembers(whole) : null;
  const [version, imprint, ...rest] = members ?? [];
  if (!version?.whole.equals(VERSION_1) || imprint?.tag !== 0x30) return malformed;
  const [algorithm, hash, ...more] = readMembers(imprint) ?? [];
  if (algorithm?.tag !== 0x30 || hash?.tag !== 0x04 || more.length > 0) return malformed;
  const [name, parameters, ...others] = readMembers(algorithm) ?? [];
  const isPlain = (!parameters || parameters.whole.equals(Buffer.from([5, 0]))) && others.length === 0;
  if (!name?.whole.equals(SHA256_OID) || !isPlain) return refuse('bad-algorithm', 'Only SHA-256 is stamped');
  if (hash.content.length !== 32) return refuse('bad-format', 'The hash has another length than its algorithm');
  const policy = rest[0]?.tag === 0x06 ? rest.shift() : undefined;
  const nonce = rest[0]?.tag === 0x02 ? rest.shift() : undefined;
  const certReq = rest[0]?.tag === 0x01 ? rest.shift() : undefined;
  if (rest[0]?.tag === 0xa0) return refuse('unaccepted-extension', 'Extensions are not understood');
  if (rest.length > 0 || (nonce && (nonce.content.length === 0 || nonce.content.length > 64))) return malformed;
  return {
    sha256: hash.content,
    nonce: nonce?.whole ?? null,
    wantsCertificates: certReq?.content[0] === 0xff,
    policy: policy?.content.toString('hex') ?? null,
  };
}
