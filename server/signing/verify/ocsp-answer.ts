import type { DerElement } from '../der.ts';
import {
  bitsOf,
  hexOf,
  members,
  readCertificate,
  readExtensions,
  timeOf,
  wholeOf,
  type Certificate,
} from './certificate.ts';
import { digest, HASHES, type Hash } from './public-key.ts';
import { revokedBecause, type Revoked } from './revocation-list.ts';

// S131: what an issuer answered about single certificates (OCSP, RFC 6960 §4.2). Read as strictly as a list, and not believed
// before its signature is.

/** What is said of one certificate. */
export type Single = {
  /** Null for a hash that is not judged: it is about nobody that is known here. */
  readonly hash: Hash | 'SHA-1' | null;
  /** Hashes of the issuer's name and key, and the serial number, hex. */
  readonly name: string;
  readonly key: string;
  readonly serial: string;
  readonly status: 'good' | 'unknown' | Revoked;
  readonly thisUpdate: Date;
  /** Until when it counts: five minutes where it names no end, as newer answers are always to be had then (§4.2.2.1). */
  readonly until: Date;
};

export type OcspAnswer = {
  readonly der: Buffer;
  readonly signedPart: Buffer;
  readonly algorithm: DerElement;
  readonly signature: Buffer;
  /** Whose answer it claims to be: DER of a name in hex, or the SHA-1 of a key in hex. */
  readonly responder: { readonly name: string } | { readonly key: string };
  readonly producedAt: Date;
  readonly singles: readonly Single[];
  /** Carried beside it, unsigned. */
  readonly certificates: readonly Certificate[];
};

/** Bytes of one answer: a few certificates beside one signature. */
export const MAX_ANSWER = 65_536;
const MAX_SINGLES = 64;
const MAX_CERTIFICATES = 8;
const WITHOUT_END = 5 * 60_000;
const BASIC = '2b0601050507300101';
/** The nonce, how long back its records go, and that it knows what it never issued: they limit nothing. */
const HARMLESS = new Set(['2b0601050507300102', '2b0601050507300106', '2b0601050507300109']);
const SHA1 = '2b0e03021a';

/** Of an OCSP response (RFC 6960 §4.2.1): 0 where there is an answer in it. Throws TypeError when it is none. */
export function answerStatus(bytes: Buffer): number {
  const status = hexOf(members(wholeOf(bytes), 0x30)[0], 0x0a);
  if (status.length !== 2) throw new TypeError('Not an OCSP response');
  return Number.parseInt(status, 16);
}

/** DER of an OCSP response. Throws TypeError when it is none, holds no answer, or says something critical that is not understood. */
export function readOcspAnswer(bytes: Buffer): OcspAnswer {
  if (bytes.length > MAX_ANSWER) throw new TypeError('An answer is too long');
  if (answerStatus(bytes) !== 0) throw new TypeError('No answer was given');
  const [, wrapped, ...none] = members(wholeOf(bytes), 0x30);
  const [type, octets, ...others] = members(only(wrapped, 0xa0), 0x30);
  if (hexOf(type, 0x06) !== BASIC || octets?.tag !== 0x04) throw new TypeError('Not an OCSP answer');
  const [data, algorithm, signature, carried, ...more] = members(wholeOf(octets.content), 0x30);
  if (!data || algorithm?.tag !== 0x30 || none.length + others.length + more.length > 0)
    throw new TypeError('Not an OCSP answer');
  const parts = members(data, 0x30);
  // The first version, which goes without saying, and is the only one.
  if (parts[0]?.tag === 0xa0 && hexOf(only(parts.shift(), 0xa0), 0x02) !== '00')
    throw new TypeError('Of no known version');
  const [responder, producedAt, list, extensions, ...rest] = parts;
  if (rest.length > 0) throw new TypeError('Not an OCSP answer');
  understand(extensions);
  const singles = members(list, 0x30);
  const certificates = carried ? members(only(carried, 0xa0), 0x30) : [];
  if (singles.length > MAX_SINGLES || certificates.length > MAX_CERTIFICATES)
    throw new TypeError('An answer is too long');
  return {
    der: bytes,
    signedPart: data.whole,
    algorithm,
    signature: bitsOf(signature),
    responder: responderIn(responder),
    producedAt: timeOf(producedAt),
    singles: singles.map(singleIn),
    certificates: certificates.map(({ whole }) => readCertificate(whole)),
  };
}

/** What it says of this certificate, named by its issuer's name and key and its own number: the worst (S134); null when nothing. */
export async function singleAbout(
  answer: OcspAnswer,
  certificate: Certificate,
  issuer: Certificate,
): Promise<Single | null> {
  let worst: Single | null = null;
  for (const single of answer.singles) {
    if (single.serial !== certificate.serial || !(await isOfIssuer(single, issuer))) continue;
    if (worst === null || weightOf(single) > weightOf(worst)) worst = single;
  }
  return worst;
}

const weightOf = ({ status }: Single): number => (status === 'good' ? 0 : status === 'unknown' ? 1 : 2);

export async function isOfIssuer({ hash, name, key }: Single, issuer: Certificate): Promise<boolean> {
  if (hash === null) return false;
  const own = await hashesOf(issuer, hash);
  return own.name === name && own.key === key;
}

/** Hashes of subject and key, hex. */
type Hashes = { readonly name: string; readonly key: string };
/** The issuers are few, and asked about again and again. */
const hashed = new WeakMap<Certificate, Map<string, Promise<Hashes>>>();

export function hashesOf(certificate: Certificate, hash: Hash | 'SHA-1'): Promise<Hashes> {
  const own = hashed.get(certificate) ?? new Map<string, Promise<Hashes>>();
  hashed.set(certificate, own);
  const known = own.get(hash) ?? hashNow(certificate, hash);
  own.set(hash, known);
  return known;
}

const hashNow = async ({ subject, publicKey }: Certificate, hash: Hash | 'SHA-1'): Promise<Hashes> => {
  const bits = bitsOf(members(wholeOf(publicKey), 0x30)[1]);
  const [name, key] = await Promise.all([digest(hash, Buffer.from(subject, 'hex')), digest(hash, bits)]);
  return { name: name.toString('hex'), key: key.toString('hex') };
};

function responderIn(element: DerElement | undefined): OcspAnswer['responder'] {
  if (element?.tag === 0xa1) return { name: only(element, 0xa1).whole.toString('hex') };
  return { key: hexOf(only(element, 0xa2), 0x04) };
}

function singleIn(element: DerElement): Single {
  const [id, stated, thisUpdate, ...rest] = members(element, 0x30);
  const [algorithm, name, key, serial, ...none] = members(id, 0x30);
  const next = rest[0]?.tag === 0xa0 ? timeOf(only(rest.shift(), 0xa0)) : null;
  understand(rest.shift());
  if (rest.length + none.length > 0) throw new TypeError('Not an OCSP answer');
  const hash = hexOf(members(algorithm, 0x30)[0], 0x06);
  const from = timeOf(thisUpdate);
  return {
    hash: hash === SHA1 ? 'SHA-1' : (HASHES.get(hash) ?? null),
    name: hexOf(name, 0x04),
    key: hexOf(key, 0x04),
    serial: hexOf(serial, 0x02),
    status: statusIn(stated),
    thisUpdate: from,
    until: next ?? new Date(from.getTime() + WITHOUT_END),
  };
}

function statusIn(stated: DerElement | undefined): Single['status'] {
  if (stated?.tag === 0xa1) {
    const [at, reason] = members(stated, 0xa1);
    return { at: timeOf(at), reason: revokedBecause(reason ? hexOf(only(reason, 0xa0), 0x0a) : '') };
  }
  if (stated?.content.length !== 0 || (stated.tag !== 0x80 && stated.tag !== 0x82)) throw new TypeError('Not a status');
  return stated.tag === 0x80 ? 'good' : 'unknown';
}

function understand(extensions: DerElement | undefined): void {
  if (!extensions) return;
  for (const [name, { critical }] of readExtensions(only(extensions, 0xa1)))
    if (critical && !HARMLESS.has(name)) throw new TypeError('It says something that is not understood');
}

/** The one member of an element of this tag. Throws TypeError. */
function only(element: DerElement | undefined, tag: number): DerElement {
  const [one, ...more] = members(element, tag);
  if (!one || more.length > 0) throw new TypeError('Not as its standard says');
  return one;
}
