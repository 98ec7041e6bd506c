import { createHash, verify, type X509Certificate } from 'node:crypto';
import { issuerAndSerial } from './cms.ts';
import { readDer, readMembers, type DerElement } from './der.ts';
import { certificateOf, type Trust } from './verify-path.ts';
import type { VerifyProblem } from './verify-problem.ts';

// Takes a detached CMS signature apart, strictly as DER and with exactly one signer (S13). Certificates and unsigned
// attributes lie outside what is signed: nothing is believed of them that a signature further up does not prove.

export type CheckedCms = {
  /** The signer's certificate, when the signature names one that it carries. */
  readonly signer: X509Certificate | null;
  readonly others: readonly X509Certificate[];
  readonly problems: readonly VerifyProblem[];
};

const OID = {
  signedData: '2a864886f70d010702',
  data: '2a864886f70d010701',
  contentType: '2a864886f70d010903',
  messageDigest: '2a864886f70d010904',
  signingCertificateV2: '2a864886f70d010910022f',
  sha256: '608648016503040201',
} as const;

/** ECDSA and RSA (PKCS #1 v1.5), each with SHA-256. */
const SIGNATURE_ALGORITHMS = new Set(['2a8648ce3d040302', '2a864886f70d010101', '2a864886f70d01010b']);

const MAX_CERTIFICATES = 10;

class Malformed extends Error {}

/** `contents`: the decoded /Contents; `digest`: SHA-256 of the byte range. */
export function checkCms(contents: Buffer, digest: Buffer, pool: Trust['pool']): CheckedCms {
  try {
    return check(contents, digest, pool);
  } catch {
    // Whatever is wrong inside a signature, from a missing member to a certificate that cannot be read, it proves nothing.
    return { signer: null, others: [], problems: ['cms-malformed'] };
  }
}

function check(contents: Buffer, digest: Buffer, pool: Trust['pool']): CheckedCms {
  const whole = required(readDer(contents));
  if (contents.subarray(whole.whole.length).some((byte) => byte !== 0)) throw new Malformed();
  const [type, wrapped, ...more] = members(whole, 0x30);
  if (hexOf(type, 0x06) !== OID.signedData || more.length > 0) throw new Malformed();
  const [inner, ...none] = members(wrapped, 0xa0);
  if (none.length > 0) throw new Malformed();
  const [version, algorithms, content, ...rest] = members(inner, 0x30);
  // 1, or 3 when there are certificates of other kinds (RFC 5652 §5.1).
  if (!['01', '03'].includes(hexOf(version, 0x02))) throw new Malformed();
  for (const algorithm of members(algorithms, 0x31)) hexOf(members(algorithm, 0x30)[0], 0x06);
  const eContent = members(content, 0x30);
  // Detached: a signature that brings its own content signs that, not the document.
  if (eContent.length !== 1 || hexOf(eContent[0], 0x06) !== OID.data) throw new Malformed();
  const certificates = rest[0]?.tag === 0xa0 ? members(rest.shift(), 0xa0) : [];
  if (rest[0]?.tag === 0xa1) rest.shift();
  const [signerInfo, ...others] = members(rest[0], 0x31);
  if (rest.length !== 1 || others.length > 0 || certificates.length > MAX_CERTIFICATES) throw new Malformed();
  return checkSigner(
    members(signerInfo, 0x30),
    certificates.map((each) => each.whole),
    digest,
    pool,
  );
}

function checkSigner(
  info: readonly DerElement[],
  certificates: readonly Buffer[],
  digest: Buffer,
  pool: Trust['pool'],
): CheckedCms {
  const [, identifier, digestAlgorithm, attributes, signatureAlgorithm, signature, ...unsigned] = info;
  if (unsigned.length > 1 || (unsigned[0] && unsigned[0].tag !== 0xa1)) throw new Malformed();
  if (signature?.tag !== 0x04 || attributes?.tag !== 0xa0) throw new Malformed();
  const known =
    hexOf(members(digestAlgorithm, 0x30)[0], 0x06) === OID.sha256 &&
    SIGNATURE_ALGORITHMS.has(hexOf(members(signatureAlgorithm, 0x30)[0], 0x06));
  const values = attributeValues(attributes);
  if (hexOf(values.get(OID.contentType), 0x06) !== OID.data) throw new Malformed();

  const own = certificates.filter((certificate) => isNamedBy(certificate, required(identifier)));
  const hash = certificateHash(values.get(OID.signingCertificateV2));
  const signerDer = own.find((certificate) => hash?.equals(createHash('sha256').update(certificate).digest()));
  const all = certificates.map((certificate) => certificateOf(certificate, pool));
  const signer = signerDer === undefined ? null : certificateOf(signerDer, pool);
  const problems: VerifyProblem[] = [];
  if (!known) problems.push('unsupported-algorithm');
  if (!signer) problems.push('signer-certificate');
  if (hexOf(values.get(OID.messageDigest), 0x04) !== digest.toString('hex')) problems.push('digest-mismatch');
  // Signed as SET OF (RFC 5652 §5.4).
  const message = Buffer.concat([Buffer.from([0x31]), attributes.whole.subarray(1)]);
  if (known && signer && !verify('sha256', message, signer.publicKey, signature.content)) {
    problems.push('signature-mismatch');
  }
  return { signer, others: all, problems };
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

/** SHA-256 of the certificate that the signer states (RFC 5035); null when absent or by another algorithm. */
function certificateHash(value: DerElement | undefined): Buffer | null {
  if (!value) return null;
  const [list] = members(value, 0x30);
  const [id] = members(list, 0x30);
  const fields = members(id, 0x30);
  const algorithm = fields[0]?.tag === 0x30 ? members(fields[0], 0x30)[0] : undefined;
  if (algorithm && hexOf(algorithm, 0x06) !== OID.sha256) return null;
  const hash = fields.find((field) => field.tag === 0x04);
  return hash ? hash.content : null;
}

function isNamedBy(certificate: Buffer, identifier: DerElement): boolean {
  const { issuer, serial } = issuerAndSerial(certificate);
  return identifier.tag === 0x30 && identifier.content.equals(Buffer.concat([issuer, serial]));
}

function required<Value>(value: Value | null | undefined): Value {
  if (value === null || value === undefined) throw new Malformed();
  return value;
}

function members(element: DerElement | null | undefined, tag: number): DerElement[] {
  const found = required(element);
  if (found.tag !== tag) throw new Malformed();
  return required(readMembers(found));
}

function hexOf(element: DerElement | undefined, tag: number): string {
  const found = required(element);
  if (found.tag !== tag) throw new Malformed();
  return found.content.toString('hex');
}
