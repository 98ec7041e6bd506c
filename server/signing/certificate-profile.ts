import 'reflect-metadata';
import { AsnConvert } from '@peculiar/asn1-schema';
import {
  CertificatePolicies,
  DisplayText,
  id_ce_certificatePolicies,
  id_ce_certificatePolicies_anyPolicy,
  PolicyInformation,
  PolicyQualifierInfo,
  UserNotice,
} from '@peculiar/asn1-x509';
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  CRLDistributionPointsExtension,
  ExtendedKeyUsageExtension,
  Extension,
  KeyUsageFlags,
  KeyUsagesExtension,
  Name,
  SubjectKeyIdentifierExtension,
  X509Certificate,
  X509CertificateGenerator,
  type PublicKeyType,
} from '@peculiar/x509';
import type { KeyAlgorithm, SigningKey } from './key-algorithms.ts';
import { bodyOf, signedBy } from './signed-structure.ts';

// What our certificates say (S7, RFC 5280). Authority, issuing authority, and those who sign.

export const P256 = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
/** Of keys that others bring along: the house makes none but for samples. */
export const RSA_2048 = {
  name: 'RSASSA-PKCS1-v1_5',
  hash: 'SHA-256',
  modulusLength: 2048,
  publicExponent: new Uint8Array([1, 0, 1]),
} as const;

const EMAIL_PROTECTION = '1.3.6.1.5.5.7.3.4';
/** id-kp-documentSigning (RFC 9336). */
const DOCUMENT_SIGNING = '1.3.6.1.5.5.7.3.36';
/** id-kp-timeStamping (RFC 3161 §2.3). */
const TIME_STAMPING = '1.3.6.1.5.5.7.3.8';
const USER_NOTICE = '1.3.6.1.5.5.7.2.2';

/** Law: UU ITE Pasal 11, PP 71/2019 Pasal 60. At most 200 characters (RFC 5280 §4.2.1.4). */
const POLICY_NOTICE =
  'Tanda tangan elektronik tidak tersertifikasi; penerbit bukan PSrE. ' +
  'Uncertified electronic signature; the issuer is not a PSrE (PP 71/2019 Pasal 60).';

/** S20: stands in every certificate of a rehearsal's authority, and nowhere else. */
export const REHEARSAL_MARK = 'GLADI RESIK / REHEARSAL - TIDAK BERLAKU / NOT VALID';
const REHEARSAL_NOTICE =
  'Gladi resik: tidak berlaku dan tidak mengikat siapa pun; penerbit bukan PSrE. ' +
  'Rehearsal: not valid, binds nobody; the issuer is not a PSrE.';

export type Issuer = { readonly certificate: X509Certificate; readonly key: SigningKey };

export type Validity = { readonly notBefore: Date; readonly notAfter: Date };

export type Subject = {
  readonly commonName: string;
  readonly organisation: string;
  readonly role?: string;
  /** OU: what the certificate says of itself besides. */
  readonly unit?: string;
  readonly serialNumber?: string;
};

type Profile = Validity & {
  readonly subject: Subject;
  readonly publicKey: PublicKeyType;
  /** Positive, unpredictable, hex (RFC 5280 §4.1.2.2). */
  readonly serial: string;
};

/** Typed strings: of a plain string the library would read quotation marks, backslashes and `#` as syntax. */
export const nameOf = (subject: Subject): Name =>
  new Name([
    { C: [{ printableString: 'ID' }] },
    { O: [{ utf8String: within64(subject.organisation) }] },
    ...(subject.unit === undefined ? [] : [{ OU: [{ utf8String: within64(subject.unit) }] }]),
    ...(subject.role === undefined ? [] : [{ T: [{ utf8String: within64(subject.role) }] }]),
    { CN: [{ utf8String: within64(subject.commonName) }] },
    ...(subject.serialNumber === undefined ? [] : [{ '2.5.4.5': [{ printableString: subject.serialNumber }] }]),
  ]);

/** RFC 5280 appendix A bounds each of these at 64 characters; what is longer shows that it goes on. */
function within64(text: string): string {
  const characters = Array.from(text);
  return characters.length <= 64 ? text : `${characters.slice(0, 63).join('')}…`;
}

/** The root signs only the issuing authority. */
export async function makeRoot(profile: Profile, key: SigningKey): Promise<X509Certificate> {
  const name = nameOf(profile.subject);
  const unsigned = await X509CertificateGenerator.create({
    ...common(profile, key),
    subject: name,
    issuer: name,
    extensions: [
      new BasicConstraintsExtension(true, 1, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
      await SubjectKeyIdentifierExtension.create(profile.publicKey),
    ],
  });
  return new X509Certificate(await signedBy(key, bodyOf(unsigned.rawData)));
}

export async function makeIssuing(profile: Profile, issuer: Issuer, crlUrl: string): Promise<X509Certificate> {
  return issue(profile, issuer, [
    new BasicConstraintsExtension(true, 0, true),
    new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
    new CRLDistributionPointsExtension([crlUrl]),
    anyPolicy([]),
  ]);
}

/** A person's certificate, or the organiser's own. */
export async function makeSigning(profile: Profile, issuer: Issuer, crlUrl: string): Promise<X509Certificate> {
  return issue(profile, issuer, [
    new BasicConstraintsExtension(false, undefined, true),
    new KeyUsagesExtension(KeyUsageFlags.digitalSignature | KeyUsageFlags.nonRepudiation, true),
    new ExtendedKeyUsageExtension([EMAIL_PROTECTION, DOCUMENT_SIGNING]),
    new CRLDistributionPointsExtension([crlUrl]),
    anyPolicy([noticeOf(profile)]),
  ]);
}

/** The house's own time stamps: for nothing else, and critically so (RFC 3161 §2.3). */
export async function makeTiming(profile: Profile, issuer: Issuer, crlUrl: string): Promise<X509Certificate> {
  return issue(profile, issuer, [
    new BasicConstraintsExtension(false, undefined, true),
    new KeyUsagesExtension(KeyUsageFlags.digitalSignature | KeyUsageFlags.nonRepudiation, true),
    new ExtendedKeyUsageExtension([TIME_STAMPING], true),
    new CRLDistributionPointsExtension([crlUrl]),
    anyPolicy([]),
  ]);
}

async function issue(profile: Profile, issuer: Issuer, extensions: Extension[]): Promise<X509Certificate> {
  const unsigned = await X509CertificateGenerator.create({
    ...common(profile, issuer.key),
    subject: nameOf(profile.subject),
    // The name object, not its text: issuer and subject are compared byte by byte.
    issuer: issuer.certificate.subjectName,
    extensions: [
      ...extensions,
      await AuthorityKeyIdentifierExtension.create(issuer.certificate.publicKey),
      await SubjectKeyIdentifierExtension.create(profile.publicKey),
    ],
  });
  return new X509Certificate(await signedBy(issuer.key, bodyOf(unsigned.rawData)));
}

/** The library wants one of this form, and `signedBy` puts the real one in its place. */
const NOT_SIGNED_YET = new Uint8Array(96).fill(1);

function common(
  profile: Profile,
  key: SigningKey,
): Validity & {
  serialNumber: string;
  publicKey: PublicKeyType;
  signingAlgorithm: KeyAlgorithm;
  signature: Uint8Array<ArrayBuffer>;
} {
  return {
    serialNumber: profile.serial,
    notBefore: profile.notBefore,
    notAfter: profile.notAfter,
    publicKey: profile.publicKey,
    signingAlgorithm: key.algorithm,
    signature: NOT_SIGNED_YET,
  };
}

/** For those who look at a signature. Its issuers, which every signature carries twice, need not say it again. */
function noticeOf({ subject }: Profile): PolicyQualifierInfo {
  const utf8String = subject.unit === REHEARSAL_MARK ? REHEARSAL_NOTICE : POLICY_NOTICE;
  const notice = new UserNotice({ explicitText: new DisplayText({ utf8String }) });
  return new PolicyQualifierInfo({ policyQualifierId: USER_NOTICE, qualifier: AsnConvert.serialize(notice) });
}

function anyPolicy(qualifiers: PolicyQualifierInfo[]): Extension {
  const stated = new PolicyInformation({ policyIdentifier: id_ce_certificatePolicies_anyPolicy });
  // An empty list of them is none (RFC 5280 §4.2.1.4: SIZE 1 and more).
  if (qualifiers.length > 0) stated.policyQualifiers = qualifiers;
  return new Extension(id_ce_certificatePolicies, false, AsnConvert.serialize(new CertificatePolicies([stated])));
}
