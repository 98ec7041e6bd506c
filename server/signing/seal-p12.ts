import { X509Certificate, type KeyObject } from 'node:crypto';
import { KeyUsageFlags, KeyUsagesExtension, X509Certificate as ParsedCertificate } from '@peculiar/x509';
import { StartFault } from '#platform/start-fault';
import type { LocalSigner } from './certify.ts';
import { algorithmOf, importFor, signWith } from './key-algorithms.ts';
import { readPkcs12, WrongPassphrase, type Pkcs12 } from './pkcs12.ts';

/** A seal (segel elektronik) that somebody else certified: its key, and the root that its certificate leads to (DER). */
export type BroughtSeal = LocalSigner & { readonly root: Uint8Array };

export type SealFile = {
  /** How it is called in sentences. */
  readonly file: string;
  readonly bytes: Uint8Array;
  readonly passphrase: string;
  /** DER or PEM of issuers that the file itself lacks. */
  readonly issuers: readonly Uint8Array[];
};

/** S88: the seal of a PKCS#12 file. Throws a StartFault with a sentence for whatever makes it unusable now. */
export async function openSealP12(seal: SealFile, now: Date): Promise<BroughtSeal> {
  const { keys, certificates } = await contentsOf(seal);
  const [key, ...more] = keys;
  if (!key || more.length > 0) throw fault(seal, `holds ${keys.length} private keys; a seal has one`);
  const all = [...certificates, ...seal.issuers].map((bytes) => new X509Certificate(bytes));
  const certificate = all.find((each) => each.checkPrivateKey(key));
  if (!certificate) throw fault(seal, 'holds no certificate of its key');
  checkUse(seal, key, certificate);
  const path = pathOf(certificate, all);
  const root = path.at(-1);
  if (!root || path.length < 2 || !isSelfIssued(root))
    throw fault(
      seal,
      `does not hold every issuer of "${nameOf(certificate)}" up to the root; name the others in SEAL_CHAIN`,
    );
  for (const each of path) {
    const [from, until] = [each.validFromDate, each.validToDate];
    if (until < now) throw fault(seal, `holds the certificate "${nameOf(each)}", which expired on ${dayOf(until)}`);
    if (from > now) throw fault(seal, `holds the certificate "${nameOf(each)}", which is valid from ${dayOf(from)} on`);
  }
  const signing = await importFor(certificate, key);
  return {
    certificate: der(certificate),
    chain: path.slice(1, -1).map(der),
    root: der(root),
    sign: (message) => signWith(signing, message),
  };
}

async function contentsOf(seal: SealFile): Promise<Pkcs12> {
  try {
    return await readPkcs12(seal.bytes, seal.passphrase);
  } catch (cause) {
    if (cause instanceof WrongPassphrase)
      throw fault(seal, 'does not open with the passphrase of SEAL_P12_PASSPHRASE or SEAL_P12_PASSPHRASE_FILE', cause);
    const reason = cause instanceof TypeError ? ` (${cause.message})` : '';
    throw fault(
      seal,
      `cannot be read as PKCS#12${reason}; write it anew with "openssl pkcs12 -export -keypbe AES-256-CBC -certpbe AES-256-CBC"`,
      cause,
    );
  }
}

function checkUse(seal: SealFile, key: KeyObject, certificate: X509Certificate): void {
  const algorithm = algorithmOf(key);
  if (!algorithm || algorithm.namedCurve === 'P-384')
    throw fault(seal, 'holds a key of another kind than P-256 or RSA with 2048 to 4096 bits');
  const usages = new ParsedCertificate(certificate.raw).getExtension(KeyUsagesExtension)?.usages;
  const maySign =
    usages !== undefined && (usages & (KeyUsageFlags.digitalSignature | KeyUsageFlags.nonRepudiation)) !== 0;
  if (certificate.ca || !maySign)
    throw fault(seal, `holds the certificate "${nameOf(certificate)}", which is not for signing`);
}

/** From the certificate to the last issuer that is there. */
function pathOf(certificate: X509Certificate, all: readonly X509Certificate[]): readonly X509Certificate[] {
  const path = [certificate];
  for (let last = certificate; !isSelfIssued(last);) {
    const below: X509Certificate = last;
    const issuer = all.find(
      (each) => each.ca && !path.includes(each) && below.checkIssued(each) && below.verify(each.publicKey),
    );
    if (!issuer) break;
    path.push(issuer);
    last = issuer;
  }
  return path;
}

const isSelfIssued = (certificate: X509Certificate): boolean =>
  certificate.checkIssued(certificate) && certificate.verify(certificate.publicKey);

const der = (certificate: X509Certificate): Uint8Array => new Uint8Array(certificate.raw);
const dayOf = (date: Date): string => date.toISOString().slice(0, 10);
const nameOf = (certificate: X509Certificate): string =>
  /(?:^|\n)CN=(.*)/.exec(certificate.subject)?.[1] ?? certificate.subject.replaceAll('\n', ', ');

const fault = ({ file }: SealFile, what: string, cause?: unknown): StartFault =>
  new StartFault(`The seal ${file} ${what}.`, { cause });
