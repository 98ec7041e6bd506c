import { createHash, verify, X509Certificate } from 'node:crypto';
import { issuerAndSerial } from './cms.ts';
import { readDer, readMembers, type DerElement } from './der.ts';
import { imprintOf } from './time-stamp-request.ts';

// Reads a token that somebody gave us before it goes into a document: later signatures cover it, so that a bad one could
// never be taken out again.

export type ReadToken = {
  /** MessageImprint, DER. */
  readonly imprint: Buffer;
  readonly at: Date;
  /** DER of the INTEGER. */
  readonly nonce: Buffer | null;
  readonly serialNumber: string;
  /** Does its signature match a certificate that it carries, and is that one for time-stamping alone? */
  readonly isSound: () => boolean;
  /** DER of the certificates that it carries. */
  readonly certificates: readonly Buffer[];
};

const ID_SIGNED_DATA = '2a864886f70d010702';
const ID_TST_INFO = '2a864886f70d0109100104';
const MESSAGE_DIGEST = '2a864886f70d010904';
const TIME_STAMPING = '1.3.6.1.5.5.7.3.8';
const HASHES: ReadonlyMap<string, string> = new Map([
  ['608648016503040201', 'sha256'],
  ['608648016503040202', 'sha384'],
  ['608648016503040203', 'sha512'],
]);
/** RSA (PKCS#1 v1.5) and ECDSA, each with the SignerInfo's own digest. */
const SIGNATURES = new Set([
  '2a864886f70d010101',
  '2a864886f70d01010b',
  '2a864886f70d01010c',
  '2a864886f70d01010d',
  '2a8648ce3d040302',
  '2a8648ce3d040303',
  '2a8648ce3d040304',
]);

/** Null when the bytes are no token. */
export function readTimeStampToken(bytes: Uint8Array): ReadToken | null {
  try {
    return read(Buffer.from(bytes));
  } catch {
    // Whatever is wrong inside, from a missing member to a certificate that cannot be read: it is no token.
    return null;
  }
}

function read(bytes: Buffer): ReadToken | null {
  const whole = readDer(bytes);
  if (whole?.whole.length !== bytes.length) return null;
  const [type, wrapped] = members(whole, 0x30);
  const [signedData] = members(wrapped, 0xa0);
  const [, , content, ...rest] = members(signedData, 0x30);
  const [contentType, carried] = members(content, 0x30);
  const [octets] = members(carried, 0xa0);
  if (hexOf(type, 0x06) !== ID_SIGNED_DATA || hexOf(contentType, 0x06) !== ID_TST_INFO) return null;
  if (octets?.tag !== 0x04) return null;
  const certificates = rest[0]?.tag === 0xa0 ? members(rest[0], 0xa0).map((each) => each.whole) : [];
  const [signerInfo, ...others] = members(rest.at(-1), 0x31);
  if (others.length > 0) return null;
  const [, , imprint, serial, time, ...optional] = members(readDer(octets.content), 0x30);
  const digits = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d(?:\.\d+)?)Z$/.exec(time?.content.toString('latin1') ?? '');
  if (imprint?.tag !== 0x30 || !digits) return null;
  const [, year, month, day, hour, minute, second] = digits;
  const at = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  if (Number.isNaN(at.getTime())) return null;
  return {
    imprint: imprint.whole,
    at,
    nonce: optional.find(({ tag }) => tag === 0x02)?.whole ?? null,
    serialNumber: hexOf(serial, 0x02),
    isSound: () => {
      try {
        return isSound(members(signerInfo, 0x30), octets.content, certificates);
      } catch {
        return false;
      }
    },
    certificates,
  };
}

/** Is the token about this SHA-256? */
export function isOver(token: Uint8Array, sha256: Uint8Array): boolean {
  const imprint = readTimeStampToken(token)?.imprint;
  return imprint?.equals(imprintOf(sha256)) === true || imprint?.equals(imprintWithNull(sha256)) === true;
}

/** Older authorities write NULL for the parameters of SHA-256; both count (RFC 5754 §2). */
const imprintWithNull = (sha256: Uint8Array): Buffer =>
  Buffer.concat([Buffer.from('3031300d060960864801650304020105000420', 'hex'), sha256]);

function isSound(info: readonly DerElement[], content: Buffer, certificates: readonly Buffer[]): boolean {
  const [, identifier, digestAlgorithm, attributes, signatureAlgorithm, signature] = info;
  const hash = HASHES.get(hexOf(members(digestAlgorithm, 0x30)[0], 0x06));
  if (hash === undefined || !SIGNATURES.has(hexOf(members(signatureAlgorithm, 0x30)[0], 0x06))) return false;
  if (attributes?.tag !== 0xa0 || signature?.tag !== 0x04) return false;
  const stated = members(attributes, 0xa0)
    .map((each) => members(each, 0x30))
    .find(([name]) => hexOf(name, 0x06) === MESSAGE_DIGEST);
  const digest = members(stated?.[1], 0x31)[0]?.content;
  if (!digest?.equals(createHash(hash).update(content).digest())) return false;
  const named = certificates.find((certificate) => {
    const { issuer, serial } = issuerAndSerial(certificate);
    return identifier?.content.equals(Buffer.concat([issuer, serial]));
  });
  if (!named) return false;
  const signer = new X509Certificate(named);
  const message = Buffer.concat([Buffer.from([0x31]), attributes.whole.subarray(1)]);
  return (
    signer.keyUsage?.length === 1 &&
    signer.keyUsage[0] === TIME_STAMPING &&
    verify(hash, message, signer.publicKey, signature.content)
  );
}

function members(element: DerElement | null | undefined, tag: number): DerElement[] {
  const found = element?.tag === tag ? readMembers(element) : null;
  if (!found) throw new TypeError('Not a time-stamp token');
  return found;
}

function hexOf(element: DerElement | undefined, tag: number): string {
  if (element?.tag !== tag) throw new TypeError('Not a time-stamp token');
  return element.content.toString('hex');
}
