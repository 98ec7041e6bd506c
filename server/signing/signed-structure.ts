import 'reflect-metadata';
import { AsnConvert } from '@peculiar/asn1-schema';
import type { AlgorithmIdentifier } from '@peculiar/asn1-x509';
import { AlgorithmProvider } from '@peculiar/x509';
import { der, integer, readDer, readMembers } from './der.ts';
import type { SigningKey } from './key-algorithms.ts';

// Certificates, revocation lists and requests are one structure (RFC 5280 §4.1.1, §5.1.1; RFC 2986 §4.2): what is signed, the
// algorithm, the signature. It is put together here, so that whoever signs may be a token as well as a key in memory.

/** SEQUENCE { body, algorithm, signature }, DER. `body`: DER of what is signed. Rejects with the key's own fault. */
export async function signedBy({ algorithm, sign }: SigningKey, body: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  const raw = await sign(body);
  const half = raw.length / 2;
  const value =
    algorithm.name === 'ECDSA' ? der(0x30, integer(raw.subarray(0, half)), integer(raw.subarray(half))) : raw;
  const identifier = new Uint8Array(AsnConvert.serialize(identifierOf(algorithm)));
  // BIT STRING without unused bits.
  return Uint8Array.from(der(0x30, body, identifier, der(0x03, Buffer.from([0]), value)));
}

export const identifierOf = (algorithm: SigningKey['algorithm']): AlgorithmIdentifier =>
  new AlgorithmProvider().toAsnAlgorithm(algorithm);

/** What is signed of such a structure, DER. Throws TypeError when it is none. */
export function bodyOf(structure: ArrayBuffer): Uint8Array {
  const whole = readDer(Buffer.from(structure));
  const body = whole && readMembers(whole)?.[0];
  if (!body) throw new TypeError('Not a signed structure');
  return body.whole;
}
