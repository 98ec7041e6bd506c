import { X509Certificate, type KeyObject } from 'node:crypto';
import { KeyUsageFlags, KeyUsagesExtension, X509Certificate as ParsedCertificate } from '@peculiar/x509';
import { StartFault } from '#platform/start-fault';
import type { LocalSigner } from './certify.ts';
import { algorithmOf } from './key-algorithms.ts';

/** A seal (segel elektronik) that somebody else certified: its key, and the root that its certificate leads to (DER). */
export type BroughtSeal = LocalSigner & { readonly root: Uint8Array };

/**
 * S88: the certificate with its path, once both are good for sealing now. `where`: how the seal is called in sentences;
 * `all`: whatever certificates came along. Throws a StartFault with a sentence.
 */
export function checkSeal(
  where: string,
  certificate: X509Certificate,
  all: readonly X509Certificate[],
  now: Date,
): Omit<BroughtSeal, 'sign'> {
  checkUse(where, certificate.publicKey, certificate);
  const path = pathOf(certificate, all);
  const root = path.at(-1);
  if (!root || path.length < 2 || !isSelfIssued(root))
    throw sealFault(
      where,
      `does not hold every issuer of "${nameOf(certificate)}" up to the root; name the others in SEAL_CHAIN`,
    );
  for (const each of path) {
    const [from, until] = [each.validFromDate, each.validToDate];
    if (until < now)
      throw sealFault(where, `holds the certificate "${nameOf(each)}", which expired on ${dayOf(until)}`);
    if (from > now)
      throw sealFault(where, `holds the certificate "${nameOf(each)}", which is valid from ${dayOf(from)} on`);
  }
  return { certificate: der(certificate), chain: path.slice(1, -1).map(der), root: der(root) };
}

export const sealFault = (where: string, what: string, cause?: unknown): StartFault =>
  new StartFault(`The seal ${where} ${what}.`, { cause });

function checkUse(where: string, key: KeyObject, certificate: X509Certificate): void {
  const algorithm = algorithmOf(key);
  if (!algorithm || algorithm.namedCurve === 'P-384')
    throw sealFault(where, 'holds a key of another kind than P-256 or RSA with 2048 to 4096 bits');
  const usages = new ParsedCertificate(certificate.raw).getExtension(KeyUsagesExtension)?.usages;
  const maySign =
    usages !== undefined && (usages & (KeyUsageFlags.digitalSignature | KeyUsageFlags.nonRepudiation)) !== 0;
  if (certificate.ca || !maySign)
    throw sealFault(where, `holds the certificate "${nameOf(certificate)}", which is not for signing`);
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
