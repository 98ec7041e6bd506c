import type { X509Certificate } from 'node:crypto';

/** What is told of one certificate, and where its private key is. */
export type CertificateRow = {
  readonly name: string;
  readonly subject: string;
  readonly serial: string;
  readonly sha256: string;
  readonly key: string;
  readonly notBefore: string;
  readonly notAfter: string;
  readonly keyIs: string;
};

export const certificateRow = (name: string, certificate: X509Certificate, keyIs: string): CertificateRow => {
  const { asymmetricKeyType, asymmetricKeyDetails } = certificate.publicKey;
  return {
    name,
    subject: certificate.subject.replaceAll('\n', ', '),
    serial: certificate.serialNumber.toLowerCase(),
    sha256: certificate.fingerprint256,
    key: `${asymmetricKeyType} ${asymmetricKeyDetails?.namedCurve ?? asymmetricKeyDetails?.modulusLength ?? ''}`,
    notBefore: certificate.validFromDate.toISOString(),
    notAfter: certificate.validToDate.toISOString(),
    keyIs,
  };
};

export const rowText = ({ name, subject, serial, key, notAfter, keyIs, sha256 }: CertificateRow): string =>
  `${name}: ${subject}\n  serial ${serial}, ${key}, until ${notAfter}, private key ${keyIs}\n  SHA-256 ${sha256}`;
