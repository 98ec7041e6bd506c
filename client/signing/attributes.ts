import { der, joined, oid } from './der.ts';

const CONTENT_TYPE = oid('2a864886f70d010903');
const MESSAGE_DIGEST = oid('2a864886f70d010904');
const SIGNING_CERTIFICATE_V2 = oid('2a864886f70d010910022f');
const DATA = oid('2a864886f70d010701');

/**
 * DER of the attributes that the key signs (CMS, RFC 5652 §5.4): content-type, message-digest, signing-certificate-v2.
 * `digest`: SHA-256 of the byte range; `certificate`: DER. The browser builds them itself: it signs nothing that it was
 * merely told to sign.
 */
export async function signedAttributes(digest: Uint8Array, certificate: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  const certificateHash = await sha256(certificate);
  const attributes = [
    attribute(CONTENT_TYPE, DATA),
    attribute(MESSAGE_DIGEST, der(0x04, digest)),
    // SigningCertificateV2 { certs { ESSCertIDv2 { certHash } } }; SHA-256 is the default and is left out.
    attribute(SIGNING_CERTIFICATE_V2, der(0x30, der(0x30, der(0x30, der(0x04, certificateHash))))),
  ];
  // A DER SET is sorted. These three differ in their second byte, their length, which grows in this very order.
  return der(0x31, ...attributes);
}

const attribute = (type: Uint8Array, value: Uint8Array): Uint8Array<ArrayBuffer> => der(0x30, type, der(0x31, value));

export async function sha256(...parts: readonly Uint8Array[]): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', joined(parts)));
}
