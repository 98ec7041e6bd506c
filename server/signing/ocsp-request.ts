import { createHash } from 'node:crypto';
import { der, oid } from './der.ts';
import { bitsOf, members, wholeOf, type Certificate } from './verify/certificate.ts';

const SHA1 = der(0x30, oid('2b0e03021a'), der(0x05));

const sha1 = (bytes: Uint8Array): Buffer => createHash('sha1').update(bytes).digest();

/**
 * S126: DER of the question whether `certificate` was revoked (RFC 6960 §4.1). It names one certificate by SHA-1, the one hash
 * that every responder knows (RFC 5019 §2.1.1) and that only says which one is meant. It is not signed, and carries no nonce:
 * who answers from what is prepared ignores it, and how old an answer may be is judged by its own times, now and later.
 */
export function ocspRequest(certificate: Certificate, issuer: Certificate): Buffer {
  const key = bitsOf(members(wholeOf(issuer.publicKey), 0x30)[1]);
  const names = [sha1(Buffer.from(certificate.issuer, 'hex')), sha1(key)].map((hash) => der(0x04, hash));
  const id = der(0x30, SHA1, ...names, der(0x02, Buffer.from(certificate.serial, 'hex')));
  return der(0x30, der(0x30, der(0x30, der(0x30, id))));
}
