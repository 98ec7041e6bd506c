import 'reflect-metadata';
import { X509Certificate as NodeCertificate, createPrivateKey, webcrypto } from 'node:crypto';
import { isIP } from 'node:net';
import {
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectAlternativeNameExtension,
  X509CertificateGenerator,
} from '@peculiar/x509';
import { readOrCreateSecret } from '#platform/key-file';
import type { Vault } from '#platform/vault';

export type TlsMaterial = { readonly cert: string; readonly key: string };

const P256 = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const DAY = 86_400_000;
/** Apple's limit for certificates of servers (398 days) applies to those that people trust by hand, too. */
const VALID_DAYS = 390;
const RENEW_BEFORE_DAYS = 30;

const make = async (names: readonly string[], now: Date): Promise<string> => {
  const keys = await webcrypto.subtle.generateKey(P256, true, ['sign', 'verify']);
  const certificate = await X509CertificateGenerator.createSelfSigned({
    name: [{ CN: [names[0] ?? 'localhost'] }, { O: ['Teken (self-signed)'] }],
    notBefore: new Date(now.getTime() - DAY),
    notAfter: new Date(now.getTime() + VALID_DAYS * DAY),
    signingAlgorithm: P256,
    keys,
    extensions: [
      new BasicConstraintsExtension(false, undefined, true),
      new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
      new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
      new SubjectAlternativeNameExtension(
        names.map((value) => ({ type: isIP(value) === 0 ? ('dns' as const) : ('ip' as const), value })),
      ),
    ],
  });
  const key = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', keys.privateKey));
  const pem = createPrivateKey({ key, format: 'der', type: 'pkcs8' }).export({ format: 'pem', type: 'pkcs8' });
  return `${certificate.toString('pem')}\n${pem.toString()}`;
};

const read = (text: string): TlsMaterial | null => {
  const at = text.indexOf('-----BEGIN PRIVATE KEY-----');
  return at > 0 ? { cert: text.slice(0, at), key: text.slice(at) } : null;
};

const covers = (certificate: NodeCertificate, name: string): boolean =>
  (isIP(name) === 0 ? certificate.checkHost(name) : certificate.checkIP(name)) !== undefined;

const stillGood = ({ cert }: TlsMaterial, names: readonly string[], now: Date): boolean => {
  const certificate = new NodeCertificate(cert);
  const end = Date.parse(certificate.validTo) - RENEW_BEFORE_DAYS * DAY;
  return now.getTime() < end && names.every((name) => covers(certificate, name));
};

export const fingerprintOf = (cert: string): string => new NodeCertificate(cert).fingerprint256;

/**
 * The certificate with which Teken speaks HTTPS when nobody gave one: made once, kept in `file` (0600, with its key),
 * made anew when it is about to expire or when the machine has got a name or an address that it does not cover.
 */
export const selfSigned = async (
  place: { readonly file: string; readonly remove: (file: string) => Promise<void>; readonly vault?: Vault | null },
  names: readonly string[],
  now: Date,
): Promise<TlsMaterial> => {
  const open = async () =>
    read(
      Buffer.from(
        await readOrCreateSecret(place.file, async () => Buffer.from(await make(names, now)), place.vault),
      ).toString('utf8'),
    );
  const kept = await open();
  if (kept && stillGood(kept, names, now)) return kept;
  await place.remove(place.file);
  const made = await open();
  if (!made) throw new Error('a certificate that was just made cannot be read');
  return made;
};
