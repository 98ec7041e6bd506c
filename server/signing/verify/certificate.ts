import { readDer, readMembers, type DerElement } from '../der.ts';

// Reads certificates (RFC 5280 §4) with nothing that a browser does not have, and no more leniently than their DER: what
// cannot be read, or says something critical that is not understood here, proves nothing.

export type Certificate = {
  readonly der: Buffer;
  /** Bytes that the issuer signed. */
  readonly signedPart: Buffer;
  /** AlgorithmIdentifier of the issuer's signature. */
  readonly algorithm: DerElement;
  readonly signature: Buffer;
  /** Serial number as it is encoded, hex. */
  readonly serial: string;
  /** DER of the names, hex: compared byte by byte. */
  readonly issuer: string;
  readonly subject: string;
  /** First value of each attribute of the subject, by the attribute's identifier (hex). */
  readonly names: ReadonlyMap<string, string>;
  readonly notBefore: Date;
  readonly notAfter: Date;
  /** SubjectPublicKeyInfo, DER. */
  readonly publicKey: Buffer;
  readonly isAuthority: boolean;
  /** How many authorities may stand below (RFC 5280 §4.2.1.9). */
  readonly pathLength: number | undefined;
  /** First byte of the key usages, undefined when none are stated. */
  readonly usages: number | undefined;
  readonly purposes: { readonly ids: readonly string[]; readonly critical: boolean } | undefined;
  /** Whether everything that it calls critical is understood here. */
  readonly isUnderstood: boolean;
  /** Of its key, and of the key it was signed with, hex, where they are stated (RFC 5280 §4.2.1.1, §4.2.1.2). */
  readonly keyId: string | undefined;
  readonly issuerKeyId: string | undefined;
  /** Its issuer vouches for it as long as it is valid: nobody need ask whether it was revoked (RFC 6960 §4.2.2.2.1). */
  readonly isUnchecked: boolean;
};

export const USAGE = { digitalSignature: 0x80, nonRepudiation: 0x40, keyCertSign: 0x04, cRLSign: 0x02 } as const;

const EXTENSION = {
  basicConstraints: '551d13',
  keyUsage: '551d0f',
  extendedKeyUsage: '551d25',
} as const;
/** Critical or not, these change nothing that is judged here. */
const HARMLESS = new Set(['551d20', '551d0e', '551d23', '551d1f', '551d11']);
const KEY_ID = { subject: '551d0e', authority: '551d23' } as const;
const NO_CHECK = '2b0601050507300105';

/** Common name, organisation, title: identifiers of attributes of a name, hex. */
export const NAME = { common: '550403', serialNumber: '550405', organisation: '55040a', title: '55040c' } as const;

const MAX_CERTIFICATE = 16_384;

/** DER or PEM. Throws TypeError when it is no certificate. */
export function readCertificate(source: string | Uint8Array): Certificate {
  const bytes = derOf(source, 'CERTIFICATE');
  if (bytes.length > MAX_CERTIFICATE) throw new TypeError('A certificate is too long');
  const [tbs, algorithm, signature, ...more] = members(wholeOf(bytes), 0x30);
  if (!tbs || algorithm?.tag !== 0x30 || more.length > 0) throw new TypeError('Not a certificate');
  const parts = members(tbs, 0x30);
  if (parts[0]?.tag === 0xa0) parts.shift();
  const [serial, inner, issuer, validity, subject, publicKey, ...rest] = parts;
  if (serial?.tag !== 0x02 || !inner?.whole.equals(algorithm.whole) || publicKey?.tag !== 0x30) {
    throw new TypeError('Not a certificate');
  }
  const [notBefore, notAfter] = members(validity, 0x30).map(timeOf);
  const names = namesOf(subject);
  const extensions = extensionsOf(rest.find(({ tag }) => tag === 0xa3));
  if (!notBefore || !notAfter || names.size === 0) throw new TypeError('Not a certificate that proves anything');
  return {
    der: bytes,
    signedPart: tbs.whole,
    algorithm,
    signature: bitsOf(signature),
    serial: serial.content.toString('hex'),
    issuer: nameOf(issuer),
    subject: nameOf(subject),
    names,
    notBefore,
    notAfter,
    publicKey: publicKey.whole,
    ...extensions,
  };
}

/** The certificate's bytes alone, from DER or PEM. Throws TypeError. */
export function derOf(source: string | Uint8Array, label: string): Buffer {
  const bytes = typeof source === 'string' ? Buffer.from(source, 'latin1') : Buffer.from(source);
  if (bytes.toString('latin1', 0, 10) !== '-----BEGIN') return bytes;
  const body = new RegExp(`-----BEGIN ${label}-----([A-Za-z0-9+/=\\s]+)-----END`).exec(bytes.toString('latin1'))?.[1];
  if (body === undefined) throw new TypeError(`No ${label} stands in this text`);
  return Buffer.from(body.replace(/\s/g, ''), 'base64');
}

/** Throws TypeError when something follows, or nothing whole is there. */
export function wholeOf(bytes: Buffer): DerElement {
  const whole = readDer(bytes);
  if (whole?.whole.length !== bytes.length) throw new TypeError('Not DER');
  return whole;
}

/** Members of an element of this tag. Throws TypeError. */
export function members(element: DerElement | null | undefined, tag: number): DerElement[] {
  const found = element?.tag === tag ? readMembers(element) : null;
  if (!found) throw new TypeError('Not as its standard says');
  return found;
}

/** Content of an element of this tag, hex. Throws TypeError. */
export function hexOf(element: DerElement | null | undefined, tag: number): string {
  if (element?.tag !== tag) throw new TypeError('Not as its standard says');
  return element.content.toString('hex');
}

/** Content of a BIT STRING of whole bytes. Throws TypeError. */
export function bitsOf(element: DerElement | undefined): Buffer {
  if (element?.tag !== 0x03 || element.content[0] !== 0) throw new TypeError('Not a row of whole bytes');
  return element.content.subarray(1);
}

/** UTCTime or GeneralizedTime, in UTC (RFC 5280 §4.1.2.5). Throws TypeError. */
export function timeOf(element: DerElement | undefined): Date {
  const text = element?.content.toString('latin1') ?? '';
  const parts =
    element?.tag === 0x17
      ? /^(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/.exec(text)
      : element?.tag === 0x18
        ? /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d(?:\.\d{1,9})?)Z$/.exec(text)
        : null;
  if (!parts) throw new TypeError('Not a time');
  const [, stated = '', month, day, hour, minute, second] = parts;
  const year = stated.length === 4 ? stated : `${Number(stated) < 50 ? '20' : '19'}${stated}`;
  const at = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  if (Number.isNaN(at.getTime())) throw new TypeError('Not a time');
  return at;
}

/** Extension → whether it is critical and its value. Throws TypeError when one stands twice. */
export function readExtensions(
  list: DerElement | undefined,
): Map<string, { readonly critical: boolean; readonly value: Buffer }> {
  const found = new Map<string, { readonly critical: boolean; readonly value: Buffer }>();
  for (const each of members(list, 0x30)) {
    const [type, ...rest] = members(each, 0x30);
    const critical = rest[0]?.tag === 0x01 ? hexOf(rest.shift(), 0x01) === 'ff' : false;
    const name = hexOf(type, 0x06);
    if (found.has(name) || rest.length !== 1 || rest[0]?.tag !== 0x04) throw new TypeError('Extensions are odd');
    found.set(name, { critical, value: rest[0].content });
  }
  return found;
}

function extensionsOf(
  wrapped: DerElement | undefined,
): Pick<
  Certificate,
  'isAuthority' | 'pathLength' | 'usages' | 'purposes' | 'keyId' | 'issuerKeyId' | 'isUnderstood' | 'isUnchecked'
> {
  const found = readExtensions(members(wrapped, 0xa3)[0]);
  const constraints = found.get(EXTENSION.basicConstraints);
  const [authority, length] = constraints ? members(wholeOf(constraints.value), 0x30) : [];
  const usage = found.get(EXTENSION.keyUsage);
  const bits = usage ? wholeOf(usage.value) : undefined;
  const purposes = found.get(EXTENSION.extendedKeyUsage);
  const known = new Set<string>(Object.values(EXTENSION));
  const own = found.get(KEY_ID.subject);
  const issuers = found.get(KEY_ID.authority);
  return {
    isAuthority: authority?.tag === 0x01 && authority.content[0] === 0xff,
    pathLength: length ? Number.parseInt(hexOf(length, 0x02), 16) : undefined,
    usages: bits ? Number.parseInt(hexOf(bits, 0x03).slice(2, 4) || '0', 16) : undefined,
    purposes: purposes && {
      critical: purposes.critical,
      ids: members(wholeOf(purposes.value), 0x30).map((each) => hexOf(each, 0x06)),
    },
    keyId: own && hexOf(wholeOf(own.value), 0x04),
    issuerKeyId:
      issuers &&
      members(wholeOf(issuers.value), 0x30)
        .find(({ tag }) => tag === 0x80)
        ?.content.toString('hex'),
    isUnderstood: [...found].every(
      ([name, { critical }]) => !critical || known.has(name) || HARMLESS.has(name) || name === NO_CHECK,
    ),
    isUnchecked: found.has(NO_CHECK),
  };
}

function namesOf(name: DerElement | undefined): Map<string, string> {
  const found = new Map<string, string>();
  for (const set of members(name, 0x30)) {
    for (const attribute of members(set, 0x31)) {
      const [type, value] = members(attribute, 0x30);
      const key = hexOf(type, 0x06);
      if (value && !found.has(key)) found.set(key, textOf(value));
    }
  }
  return found;
}

function textOf({ tag, content }: DerElement): string {
  if (tag === 0x0c) return content.toString('utf8');
  return tag === 0x1e ? new TextDecoder('utf-16be').decode(content) : content.toString('latin1');
}

function nameOf(name: DerElement | undefined): string {
  if (name?.tag !== 0x30) throw new TypeError('Not a name');
  return name.whole.toString('hex');
}
