import 'reflect-metadata';
import type { KeyObject } from 'node:crypto';
import { PublicKey, X509CertificateGenerator } from '@peculiar/x509';

/** A certificate for any key, by an issuer that nobody knows. DER. */
export async function certificateFor(key: KeyObject, at: Date): Promise<Uint8Array> {
  const issuer = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign']);
  const certificate = await X509CertificateGenerator.create({
    serialNumber: '7001',
    subject: 'CN=Contoh',
    issuer: 'CN=Penerbit Contoh',
    notBefore: new Date(at.getTime() - 86_400_000),
    notAfter: new Date(at.getTime() + 86_400_000),
    publicKey: new PublicKey(Uint8Array.from(key.export({ type: 'spki', format: 'der' }))),
    signingKey: issuer.privateKey,
    signingAlgorithm: { name: 'ECDSA', hash: 'SHA-256' },
  });
  return new Uint8Array(certificate.rawData);
}
