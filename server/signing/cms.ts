import { der, readDer, readMembers } from './der.ts';

// CMS SignedData (RFC 5652) with one signer, no content, signed attributes. Certificates go in exactly as they came.

const oid = (hex: string): Buffer => der(0x06, Buffer.from(hex, 'hex'));
const ID_SIGNED_DATA = oid('2a864886f70d010702');
const ID_DATA = oid('2a864886f70d010701');
const SHA256 = der(0x30, oid('608648016503040201'));
const ECDSA_WITH_SHA256 = der(0x30, oid('2a8648ce3d040302'));
const VERSION_1 = der(0x02, Buffer.from([1]));

/**
 * `attributes`: DER as SET OF (0x31); `signature`: 64 bytes r‖s; `certificate` and `chain`: DER.
 * Throws when the certificate is no certificate.
 */
export function cmsOf(
  attributes: Buffer,
  signature: Uint8Array,
  certificate: Uint8Array,
  chain: readonly Uint8Array[],
): Buffer {
  const { issuer, serial } = issuerAndSerial(certificate);
  const signer = der(
    0x30,
    VERSION_1,
    der(0x30, issuer, serial),
    SHA256,
    // Signed as SET (0x31), carried as [0] (RFC 5652 §5.4).
    Buffer.concat([Buffer.from([0xa0]), attributes.subarray(1)]),
    ECDSA_WITH_SHA256,
    der(0x04, ecdsaDer(signature)),
  );
  const signedData = der(
    0x30,
    VERSION_1,
    der(0x31, SHA256),
    der(0x30, ID_DATA),
    der(0xa0, ...[certificate, ...chain].toSorted((a, b) => Buffer.compare(a, b))),
    der(0x31, signer),
  );
  return der(0x30, ID_SIGNED_DATA, der(0xa0, signedData));
}

/** WebCrypto answers r‖s; CMS wants SEQUENCE { r, s } (RFC 5753 §2.1.1). */
function ecdsaDer(signature: Uint8Array): Buffer {
  return der(0x30, integer(signature.subarray(0, 32)), integer(signature.subarray(32, 64)));
}

function integer(bytes: Uint8Array): Buffer {
  let start = 0;
  while (start < bytes.length - 1 && bytes[start] === 0) start += 1;
  const digits = Buffer.from(bytes.subarray(start));
  return digits[0]! >= 0x80 ? der(0x02, Buffer.from([0]), digits) : der(0x02, digits);
}

/** The two parts of a certificate that name it, as they stand in it. */
export function issuerAndSerial(certificate: Uint8Array): { issuer: Buffer; serial: Buffer } {
  const whole = readDer(Buffer.from(certificate));
  const body = whole && readMembers(whole)?.[0];
  const members = body ? readMembers(body) : null;
  const from = members?.[0]?.tag === 0xa0 ? 1 : 0;
  const [serial, , issuer] = members?.slice(from) ?? [];
  if (serial?.tag !== 0x02 || issuer?.tag !== 0x30) throw new TypeError('Not a certificate');
  return { issuer: issuer.whole, serial: serial.whole };
}
