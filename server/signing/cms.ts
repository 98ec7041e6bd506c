import { der, oid, readDer, readMembers, SHA256 } from './der.ts';
import { attribute, ID_DATA } from './signed-attributes.ts';

// CMS SignedData (RFC 5652) with one signer and signed attributes. Certificates and tokens go in exactly as they came.

const ID_SIGNED_DATA = oid('2a864886f70d010702');
const ID_TIME_STAMP_TOKEN = oid('2a864886f70d010910020e');
const VERSION_1 = der(0x02, Buffer.from([1]));
const VERSION_3 = der(0x02, Buffer.from([3]));

export type CmsParts = {
  /** DER as SET OF (0x31). */
  readonly attributes: Buffer;
  /** AlgorithmIdentifier, DER. */
  readonly algorithm: Buffer;
  /** The signature value as CMS carries it. */
  readonly value: Buffer;
  /** DER of the signer's certificate. */
  readonly certificate: Uint8Array;
  /** DER of what goes in. */
  readonly certificates: readonly Uint8Array[];
  /** S42: DER of the time-stamp token over `value`. */
  readonly token?: Uint8Array | null;
  /** What is signed, when it goes in (a token's TSTInfo); a document's signature is detached. */
  readonly content?: { readonly type: Buffer; readonly bytes: Uint8Array };
};

/** DER of the ContentInfo. Throws TypeError when the certificate is no certificate. */
export function cmsOf(parts: CmsParts): Buffer {
  const { issuer, serial } = issuerAndSerial(parts.certificate);
  const signer = der(
    0x30,
    VERSION_1,
    der(0x30, issuer, serial),
    SHA256,
    // Signed as SET (0x31), carried as [0] (RFC 5652 §5.4).
    Buffer.concat([Buffer.from([0xa0]), parts.attributes.subarray(1)]),
    parts.algorithm,
    der(0x04, parts.value),
    ...(parts.token ? [der(0xa1, attribute(ID_TIME_STAMP_TOKEN, parts.token))] : []),
  );
  const certificates = parts.certificates.toSorted((a, b) => Buffer.compare(a, b));
  const signedData = der(
    0x30,
    // 3 when the content is of another type than data (RFC 5652 §5.1).
    parts.content ? VERSION_3 : VERSION_1,
    der(0x31, SHA256),
    // The octet string is primitive: strict readers refuse one in parts.
    parts.content ? der(0x30, parts.content.type, der(0xa0, der(0x04, parts.content.bytes))) : der(0x30, ID_DATA),
    ...(certificates.length > 0 ? [der(0xa0, ...certificates)] : []),
    der(0x31, signer),
  );
  return der(0x30, ID_SIGNED_DATA, der(0xa0, signedData));
}

/** The two parts of a certificate that name it, as they stand in it. */
export function issuerAndSerial(certificate: Uint8Array): { issuer: Buffer; serial: Buffer } {
  const whole = readDer(Buffer.from(certificate.buffer, certificate.byteOffset, certificate.byteLength));
  const body = whole && readMembers(whole)?.[0];
  const members = body ? readMembers(body) : null;
  const from = members?.[0]?.tag === 0xa0 ? 1 : 0;
  const [serial, , issuer] = members?.slice(from) ?? [];
  if (serial?.tag !== 0x02 || issuer?.tag !== 0x30) throw new TypeError('Not a certificate');
  return { issuer: issuer.whole, serial: serial.whole };
}
