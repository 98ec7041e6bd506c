import 'reflect-metadata';
import { createHash, randomBytes } from 'node:crypto';
import {
  AuthorityKeyIdentifierExtension,
  ExtendedKeyUsageExtension,
  Extension,
  KeyUsageFlags,
  KeyUsagesExtension,
  X509CertificateGenerator,
} from '@peculiar/x509';
import { der, integer, oid, readDer, readMembers, type DerElement } from '#signing/der';
import type { ListIssuer } from './revocation-lists.ts';

// Answers of OCSP responders (RFC 6960), made with nothing of the code that reads them: good ones, and every kind of bad one.

const DAY = 86_400_000;
const OCSP_SIGNING = '1.3.6.1.5.5.7.3.9';
const NO_CHECK = '1.3.6.1.5.5.7.48.1.5';

const membersOf = (element: DerElement | null | undefined): readonly DerElement[] =>
  (element && readMembers(element)) ?? [];

/** CertID, as it stands in a question. */
export const idIn = (question: Buffer): Buffer => {
  const tbs = membersOf(readDer(question))[0];
  const id = membersOf(membersOf(membersOf(tbs)[0])[0])[0];
  if (id === undefined) throw new TypeError('No question.');
  return id.whole;
};

/** CertID of the certificate with this serial number (hex), made here. */
export const idOf = ({ certificate }: ListIssuer, serial: string, hash: 'sha1' | 'sha256' = 'sha1'): Buffer => {
  const algorithm = hash === 'sha1' ? oid('2b0e03021a') : oid('608648016503040201');
  const digest = (bytes: Uint8Array): Buffer => createHash(hash).update(bytes).digest();
  const bits = membersOf(readDer(Buffer.from(certificate.publicKey.rawData)))[1]!.content.subarray(1);
  const name = Buffer.from(certificate.subjectName.toArrayBuffer());
  const hashes = [der(0x04, digest(name)), der(0x04, digest(bits))];
  return der(0x30, der(0x30, algorithm, der(0x05)), ...hashes, der(0x02, Buffer.from(serial, 'hex')));
};

const timeOf = (at: Date): Buffer =>
  der(0x18, Buffer.from(`${at.toISOString().slice(0, 19).replaceAll(/[-:T]/g, '')}Z`));

export type Answer = {
  readonly id: Buffer;
  readonly at: Date;
  readonly status?: 'good' | 'unknown' | { readonly at: Date; readonly reason?: number };
  /** What it says besides, of others or of the same. */
  readonly besides?: readonly Pick<Answer, 'id' | 'status'>[];
  /** Unless told: a day later. Null: it names none. */
  readonly nextUpdate?: Date | null;
  readonly producedAt?: Date;
  /** Who signs it, and whom it names as its responder. */
  readonly by: ListIssuer;
  readonly named?: ListIssuer;
  readonly byKey?: boolean;
  readonly carries?: readonly ListIssuer[];
  /** DER of extensions of the whole answer. */
  readonly extensions?: Buffer;
};

const saidOf = (status: NonNullable<Answer['status']>): Buffer => {
  if (status === 'good') return der(0x80);
  if (status === 'unknown') return der(0x82);
  const reason = status.reason === undefined ? [] : [der(0xa0, der(0x0a, Buffer.from([status.reason])))];
  return der(0xa1, timeOf(status.at), ...reason);
};

/** DER of an OCSPResponse. */
export const ocspAnswer = async (answer: Answer): Promise<Buffer> => {
  const { id, at, by, named = by, byKey = false, carries = [], status, producedAt = at, besides = [] } = answer;
  const { nextUpdate = new Date(at.getTime() + DAY), extensions } = answer;
  const until = nextUpdate === null ? [] : [der(0xa0, timeOf(nextUpdate))];
  const singles = [{ id, status }, ...besides].map((one) =>
    der(0x30, one.id, saidOf(one.status ?? 'good'), timeOf(at), ...until),
  );
  const bits = membersOf(readDer(Buffer.from(named.certificate.publicKey.rawData)))[1]!.content.subarray(1);
  const responder = byKey
    ? der(0xa2, der(0x04, createHash('sha1').update(bits).digest()))
    : der(0xa1, Buffer.from(named.certificate.subjectName.toArrayBuffer()));
  const more = extensions === undefined ? [] : [der(0xa1, extensions)];
  const data = der(0x30, responder, timeOf(producedAt), der(0x30, ...singles), ...more);
  const { algorithm, signature } = await signedBy(by, data);
  const certificates = carries.map(({ certificate }) => new Uint8Array(certificate.rawData));
  const beside = certificates.length === 0 ? [] : [der(0xa0, der(0x30, ...certificates))];
  const basic = der(0x30, data, algorithm, der(0x03, Buffer.from([0]), signature), ...beside);
  return der(0x30, der(0x0a, Buffer.from([0])), der(0xa0, der(0x30, oid('2b0601050507300101'), der(0x04, basic))));
};

/** A response that holds no answer. */
export const refusal = (status: number): Buffer => der(0x30, der(0x0a, Buffer.from([status])));

const signedBy = async ({ key }: ListIssuer, data: Buffer): Promise<{ algorithm: Buffer; signature: Buffer }> => {
  const isRsa = key.algorithm.name !== 'ECDSA';
  const scheme = { ...key.algorithm, hash: 'SHA-256' };
  const raw = Buffer.from(await crypto.subtle.sign(scheme, key, Uint8Array.from(data)));
  const half = raw.length / 2;
  return isRsa
    ? { algorithm: der(0x30, oid('2a864886f70d01010b'), der(0x05)), signature: raw }
    : {
        algorithm: der(0x30, oid('2a8648ce3d040302')),
        signature: der(0x30, integer(raw.subarray(0, half)), integer(raw.subarray(half))),
      };
};

/** A certificate of that issuer for answering, with a key of its own. */
export const delegateOf = async (
  issuer: ListIssuer,
  at: Date,
  how: { readonly purpose?: string | null; readonly isUnchecked?: boolean; readonly days?: number } = {},
): Promise<ListIssuer> => {
  const { purpose = OCSP_SIGNING, isUnchecked = true, days = 30 } = how;
  const algorithm = { ...issuer.key.algorithm, hash: 'SHA-256' };
  const keys = (await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])) as CryptoKeyPair;
  const certificate = await X509CertificateGenerator.create({
    serialNumber: `6${randomBytes(6).toString('hex')}0`,
    subject: 'CN=Contoh Penjawab OCSP',
    issuer: issuer.certificate.subjectName,
    notBefore: new Date(at.getTime() - 60 * DAY),
    notAfter: new Date(at.getTime() + days * DAY),
    publicKey: keys.publicKey,
    signingKey: issuer.key,
    signingAlgorithm: algorithm,
    extensions: [
      new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
      await AuthorityKeyIdentifierExtension.create(issuer.certificate.publicKey),
      ...(purpose === null ? [] : [new ExtendedKeyUsageExtension([purpose])]),
      ...(isUnchecked ? [new Extension(NO_CHECK, false, Uint8Array.from([5, 0]))] : []),
    ],
  });
  return { certificate, key: keys.privateKey };
};
