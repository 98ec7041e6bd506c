import { createHash } from 'node:crypto';
import { der, oid } from './der.ts';

// S5: what is signed is not the document but these attributes (RFC 5652 §5.4, ETSI EN 319 142-1): content-type,
// message-digest and signing-certificate-v2, and no signing-time, which PAdES keeps in /M. Three attributes of a fixed
// shape: an ASN.1 library took 40 ms for the first of them and over a millisecond for each that followed.

const CONTENT_TYPE = oid('2a864886f70d010903');
const MESSAGE_DIGEST = oid('2a864886f70d010904');
const SIGNING_CERTIFICATE_V2 = oid('2a864886f70d010910022f');
/** Content of a signature over a PDF: the bytes of its byte range. */
export const ID_DATA = oid('2a864886f70d010701');

/**
 * DER of the signed attributes as SET OF (tag 0x31), which is the very message the key signs.
 * `digest` is the SHA-256 of the byte range (or of what a time-stamp token holds), `certificate` the DER of the signer's
 * certificate.
 */
export function signedAttributes(digest: Uint8Array, certificate: Uint8Array, contentType = ID_DATA): Buffer {
  const certificateHash = createHash('sha256').update(certificate).digest();
  const attributes = [
    attribute(CONTENT_TYPE, contentType),
    attribute(MESSAGE_DIGEST, der(0x04, digest)),
    // RFC 5035; the hash algorithm is left out because SHA-256 is its default, the issuer because it is optional.
    attribute(SIGNING_CERTIFICATE_V2, der(0x30, der(0x30, der(0x30, der(0x04, certificateHash))))),
  ];
  // DER sorts a SET OF by its members' encoding (X.690 §11.6).
  return der(0x31, ...attributes.toSorted((a, b) => Buffer.compare(a, b)));
}

/** Attribute with one value (RFC 5652 §5.3), DER. */
export const attribute = (type: Buffer, value: Uint8Array): Buffer => der(0x30, type, der(0x31, value));
