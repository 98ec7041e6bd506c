import { der, integer, joined, oid } from './der.ts';

const COMMON_NAME = oid('550403');
const ECDSA_WITH_SHA256 = der(0x30, oid('2a8648ce3d040302'));
const VERSION_0 = der(0x02, Uint8Array.of(0));

/**
 * A certificate request (PKCS#10, RFC 2986), DER, signed with the key itself: proof that its holder has it. The authority
 * takes nothing but the key from it; name and role come from the ceremony.
 */
export async function certificateRequest(keys: CryptoKeyPair): Promise<Uint8Array<ArrayBuffer>> {
  const publicKey = new Uint8Array(await crypto.subtle.exportKey('spki', keys.publicKey));
  const name = der(0x30, der(0x31, der(0x30, COMMON_NAME, der(0x0c, new TextEncoder().encode('Teken')))));
  const body = der(0x30, VERSION_0, name, publicKey, der(0xa0));
  const signature = await sign(keys.privateKey, body);
  const sequence = der(0x30, integer(signature.subarray(0, 32)), integer(signature.subarray(32)));
  return der(0x30, body, ECDSA_WITH_SHA256, der(0x03, joined([Uint8Array.of(0), sequence])));
}

/** ECDSA over SHA-256 of the message: 64 bytes, r‖s. */
export async function sign(key: CryptoKey, message: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, key, message));
}
