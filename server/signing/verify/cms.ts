import type { DerElement } from '../der.ts';
import { readDer } from '../der.ts';
import { hexOf, members, type Certificate } from './certificate.ts';
import { certificateOf, type Trust } from './path.ts';
import { digest, HASHES, isSignedWith, NULL, type Hash } from './public-key.ts';
import { readRevocationList } from './revocation-list.ts';

// Takes a CMS signature apart, strictly as DER and with exactly one signer (S13). Certificates and unsigned attributes lie
// outside what is signed: nothing is believed of them that a signature further up does not prove. S146: yet what lies outside
// must be what its standard says, as other readers ask for it, too.

export type CmsProblem =
  | 'cms-malformed'
  | 'unsupported-algorithm'
  | 'signer-certificate'
  | 'digest-mismatch'
  | 'signature-mismatch';

export type CheckedCms = {
  /** The signer's certificate, when the signature names one that it carries. */
  readonly signer: Certificate | null;
  readonly certificates: readonly Certificate[];
  /** The signature value, which a time-stamp is about; empty when there is none. */
  readonly value: Buffer;
  /** Time-stamp tokens over it, DER. */
  readonly tokens: readonly Buffer[];
  /** What it carries, when it carries a content. */
  readonly content: Buffer | null;
  readonly problems: readonly CmsProblem[];
};

/** A document's signature is detached and about bytes elsewhere; a time-stamp token carries what it signs. */
export type CmsKind = { readonly detached: (hash: Hash) => Promise<Buffer> } | 'token';

const OID = {
  signedData: '2a864886f70d010702',
  data: '2a864886f70d010701',
  tstInfo: '2a864886f70d0109100104',
  contentType: '2a864886f70d010903',
  messageDigest: '2a864886f70d010904',
  signingCertificate: '2a864886f70d010910020c',
  signingCertificateV2: '2a864886f70d010910022f',
  timeStampToken: '2a864886f70d010910020e',
} as const;

const MAX_CERTIFICATES = 10;
const MAX_TOKENS = 4;

class Malformed extends Error {}

const NOTHING = { signer: null, certificates: [], value: Buffer.alloc(0), tokens: [], content: null } as const;

/** `contents`: DER, after which nothing but zeros may stand. */
export async function checkCms(contents: Buffer, kind: CmsKind, pool: Trust['pool']): Promise<CheckedCms> {
  try {
    return await check(contents, kind, pool);
  } catch (problem) {
    // Whatever is wrong inside a signature, from a missing member to a certificate that cannot be read, it proves nothing.
    if (problem instanceof Malformed || problem instanceof TypeError)
      return { ...NOTHING, problems: ['cms-malformed'] };
    throw problem;
  }
}

async function check(contents: Buffer, kind: CmsKind, pool: Trust['pool']): Promise<CheckedCms> {
  const whole = required(readDer(contents));
  if (contents.subarray(whole.whole.length).some((byte) => byte !== 0)) throw new Malformed();
  const [type, wrapped, ...more] = members(whole, 0x30);
  if (hexOf(type, 0x06) !== OID.signedData || more.length > 0) throw new Malformed();
  const [inner, ...none] = members(wrapped, 0xa0);
  if (none.length > 0) throw new Malformed();
  const [version, algorithms, encapsulated, ...rest] = members(inner, 0x30);
  // 1, or 3 when content or certificates are of other kinds (RFC 5652 §5.1).
  if (!['01', '03'].includes(hexOf(version, 0x02))) throw new Malformed();
  const [stated, ...others] = members(algorithms, 0x31);
  const content = contentOf(encapsulated, kind);
  const certificates = rest[0]?.tag === 0xa0 ? members(rest.shift(), 0xa0) : [];
  if (rest[0]?.tag === 0xa1) members(rest.shift(), 0xa1).forEach(readRevocationInfo);
  const [signerInfo, ...moreInfos] = members(rest[0], 0x31);
  if (rest.length !== 1 || moreInfos.length > 0 || certificates.length > MAX_CERTIFICATES) throw new Malformed();
  const info = members(signerInfo, 0x30);
  // One signer, one digest: what is stated for readers in a hurry is what the signer states.
  if (others.length > 0 || identifierOf(stated) !== identifierOf(info[2])) throw new Malformed();
  const read = certificates.map((each) => certificateOf(each.whole, pool));
  return checkSigner(info, read, content, kind);
}

/** Of an AlgorithmIdentifier without parameters, which are left out or NULL (RFC 5754 §2). */
function identifierOf(algorithm: DerElement | undefined): string {
  const [type, parameters, ...more] = members(algorithm, 0x30);
  if (more.length > 0 || (parameters && parameters.whole.toString('hex') !== NULL)) throw new Malformed();
  return hexOf(type, 0x06);
}

/** A revocation list, or an answer of another kind, which is [1] (RFC 5652 §10.2.1). Nothing here is asked about it. */
function readRevocationInfo(info: DerElement): void {
  if (info.tag === 0xa1) hexOf(members(info, 0xa1)[0], 0x06);
  else readRevocationList(info.whole);
}

/** Detached: a signature that brings its own content signs that, not the document. */
function contentOf(stated: DerElement | undefined, kind: CmsKind): Buffer | null {
  const [type, carried, ...more] = members(stated, 0x30);
  if (kind !== 'token') {
    if (carried || hexOf(type, 0x06) !== OID.data) throw new Malformed();
    return null;
  }
  const [octets, ...others] = members(carried, 0xa0);
  if (hexOf(type, 0x06) !== OID.tstInfo || octets?.tag !== 0x04 || others.length + more.length > 0)
    throw new Malformed();
  return octets.content;
}

async function checkSigner(
  info: readonly DerElement[],
  certificates: readonly Certificate[],
  content: Buffer | null,
  kind: CmsKind,
): Promise<CheckedCms> {
  const [version, identifier, digestAlgorithm, attributes, algorithm, signature, ...unsigned] = info;
  if (unsigned.length > 1 || (unsigned[0] && unsigned[0].tag !== 0xa1)) throw new Malformed();
  if (signature?.tag !== 0x04 || attributes?.tag !== 0xa0 || !algorithm) throw new Malformed();
  // 1 with issuer and serial number, 3 with a key identifier (RFC 5652 §5.3).
  if (hexOf(version, 0x02) !== (identifier?.tag === 0x30 ? '01' : '03')) throw new Malformed();
  const hash = HASHES.get(identifierOf(digestAlgorithm));
  const values = attributeValues(attributes);
  if (hexOf(values.get(OID.contentType), 0x06) !== (content ? OID.tstInfo : OID.data)) throw new Malformed();
  const signer = await signerAmong(certificates, required(identifier), values, kind === 'token');
  const problems: CmsProblem[] = [];
  // Signed as SET OF (RFC 5652 §5.4).
  const message = Buffer.concat([Buffer.from([0x31]), attributes.whole.subarray(1)]);
  const matches = signer ? await isSignedWith(signer.publicKey, algorithm, message, signature.content, hash) : false;
  if (!hash || matches === null) problems.push('unsupported-algorithm');
  if (!signer) problems.push('signer-certificate');
  const about = hash && (kind === 'token' ? await digest(hash, content!) : await kind.detached(hash));
  if (about && hexOf(values.get(OID.messageDigest), 0x04) !== about.toString('hex')) problems.push('digest-mismatch');
  if (signer && matches === false) problems.push('signature-mismatch');
  return { signer, certificates, value: signature.content, tokens: tokensIn(unsigned[0]), content, problems };
}

/** Every attribute once, with one value. */
function attributeValues(attributes: DerElement): Map<string, DerElement> {
  const values = new Map<string, DerElement>();
  for (const attribute of members(attributes, 0xa0)) {
    const [type, set, ...more] = members(attribute, 0x30);
    const [value, ...others] = members(set, 0x31);
    const name = hexOf(type, 0x06);
    if (more.length > 0 || others.length > 0 || values.has(name)) throw new Malformed();
    values.set(name, required(value));
  }
  return values;
}

function tokensIn(unsigned: DerElement | undefined): Buffer[] {
  const tokens: Buffer[] = [];
  for (const attribute of unsigned ? members(unsigned, 0xa1) : []) {
    const [type, set, ...more] = members(attribute, 0x30);
    const found = members(set, 0x31);
    if (more.length > 0) throw new Malformed();
    if (hexOf(type, 0x06) === OID.timeStampToken) tokens.push(...found.map((each) => each.whole));
  }
  if (tokens.length > MAX_TOKENS) throw new Malformed();
  return tokens;
}

/** The certificate that the signer names by issuer, serial number and hash (RFC 5035; of tokens RFC 2634 too). */
async function signerAmong(
  certificates: readonly Certificate[],
  identifier: DerElement,
  values: ReadonlyMap<string, DerElement>,
  mayBeOld: boolean,
): Promise<Certificate | null> {
  const [issuer, serial, ...more] = identifier.tag === 0x30 ? members(identifier, 0x30) : [];
  if (more.length > 0 || (serial && serial.tag !== 0x02)) throw new Malformed();
  const stated = values.get(OID.signingCertificateV2) ?? (mayBeOld ? values.get(OID.signingCertificate) : undefined);
  if (!stated) return null;
  const fields = members(members(members(stated, 0x30)[0], 0x30)[0], 0x30);
  const algorithm = fields[0]?.tag === 0x30 ? hexOf(members(fields[0], 0x30)[0], 0x06) : null;
  const isOld = values.get(OID.signingCertificateV2) === undefined;
  const hash = isOld ? 'SHA-1' : algorithm === null ? 'SHA-256' : HASHES.get(algorithm);
  const wanted = fields.find((field) => field.tag === 0x04)?.content;
  for (const each of certificates) {
    if (!hash || each.issuer !== issuer?.whole.toString('hex') || each.serial !== serial?.content.toString('hex'))
      continue;
    if (wanted?.equals(await digest(hash, each.der))) return each;
  }
  return null;
}

function required<Value>(value: Value | null | undefined): Value {
  if (value === null || value === undefined) throw new Malformed();
  return value;
}
