import 'reflect-metadata';
import { randomBytes } from 'node:crypto';
import {
  AuthorityInfoAccessExtension,
  BasicConstraintsExtension,
  CRLDistributionPointsExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  X509CertificateGenerator,
  type X509Certificate,
} from '@peculiar/x509';
import { P256, RSA_2048 } from '#signing/certificate-profile';

export type Issuer = { readonly certificate: X509Certificate; readonly keys: CryptoKeyPair };

/** An authority of this name: a root of its own, or below `parent`. */
export const openIssuer = async (subject: string, parent: Issuer | null, listUrl?: string): Promise<Issuer> => {
  const keys = await crypto.subtle.generateKey(P256, true, ['sign', 'verify']);
  const certificate = await X509CertificateGenerator.create({
    serialNumber: randomBytes(12).toString('hex').replace(/^./, '5'),
    subject,
    issuer: parent === null ? subject : parent.certificate.subjectName,
    notBefore: new Date('2019-01-01T00:00:00Z'),
    notAfter: new Date('2044-01-01T00:00:00Z'),
    publicKey: keys.publicKey,
    signingKey: (parent?.keys ?? keys).privateKey,
    signingAlgorithm: P256,
    extensions: [
      new BasicConstraintsExtension(true, parent === null ? 1 : 0, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
      ...(listUrl === undefined ? [] : [new CRLDistributionPointsExtension([listUrl])]),
    ],
  });
  return { certificate, keys };
};

export type Certified = { readonly keys: CryptoKeyPair; readonly certificate: X509Certificate };

/** A key and a certificate for somebody; `status` says where the issuer tells what became of it. */
export const certifiedKey = async (
  issuer: Issuer,
  {
    kind,
    name,
    isExpired,
    status,
  }: {
    readonly kind: 'ec' | 'rsa';
    readonly name: string;
    readonly isExpired: boolean;
    readonly status: { readonly ocsp: string } | { readonly list: string };
  },
): Promise<Certified> => {
  const keys = await crypto.subtle.generateKey(kind === 'ec' ? P256 : RSA_2048, true, ['sign', 'verify']);
  const certificate = await X509CertificateGenerator.create({
    serialNumber: randomBytes(12).toString('hex').replace(/^./, '4'),
    subject: [{ CN: [name] }, { C: ['ID'] }],
    issuer: issuer.certificate.subjectName,
    notBefore: new Date('2020-01-01T00:00:00Z'),
    notAfter: new Date(isExpired ? '2020-06-01T00:00:00Z' : '2040-01-01T00:00:00Z'),
    publicKey: keys.publicKey,
    signingKey: issuer.keys.privateKey,
    signingAlgorithm: P256,
    extensions: [
      new BasicConstraintsExtension(false, undefined, true),
      new KeyUsagesExtension(KeyUsageFlags.digitalSignature | KeyUsageFlags.nonRepudiation, true),
      'ocsp' in status
        ? new AuthorityInfoAccessExtension({ ocsp: status.ocsp })
        : new CRLDistributionPointsExtension([status.list]),
    ],
  });
  return { keys, certificate };
};
