import { z } from 'zod';
import { isRefusal, refuse } from '#contract/refusal';
import type { Call } from './csc-client.ts';
import type { AuthIds, SignAlgo } from './csc-credentials.ts';
import { readDer, readMembers } from './der.ts';
import type { RemoteRefusal, RemoteSigning } from './remote-signer.ts';

// CSC API v2.0.0.2, 11.6 (credentials/authorize) and 11.10 (signatures/signHash), in two steps: what the person entered is good for
// exactly this hash and one signature. Neither is ever sent twice by itself.

const SHA256 = '2.16.840.1.101.3.4.2.1';

const sadAnswer = z.object({ SAD: z.string().min(1).max(16_384) });

/** 11.6: the signature activation data for one signature over `hash` (base64). */
export const authorised = async (
  call: Call,
  credentialID: string,
  ids: AuthIds,
  hash: string,
  { pin, otp }: Pick<RemoteSigning, 'pin' | 'otp'>,
): Promise<z.output<typeof sadAnswer> | RemoteRefusal> => {
  const authData = [];
  for (const [id, value] of [
    [ids.pin, pin],
    [ids.otp, otp],
  ] as const) {
    if (id === null) continue;
    if (value === undefined || value === '') return refuse('remote-wrong-authorisation', 'PIN or OTP is missing.');
    authData.push({ id, value });
  }
  const asked = { credentialID, numSignatures: 1, hashes: [hash], hashAlgorithmOID: SHA256, authData };
  return call('credentials/authorize', asked, sadAnswer, false);
};

/** 11.10: the signature value over `hash` (base64). */
export const signatureValue = async (
  call: Call,
  credentialID: string,
  algo: SignAlgo,
  hash: string,
  SAD: string,
): Promise<Uint8Array | RemoteRefusal> => {
  const asked = {
    credentialID,
    SAD,
    hashes: [hash],
    // Left out where the algorithm names it.
    ...(algo.namesHash ? {} : { hashAlgorithmOID: SHA256 }),
    signAlgo: algo.oid,
  };
  const answer = await call('signatures/signHash', asked, signHashAnswer, false);
  if (isRefusal(answer)) return answer;
  const value = Buffer.from(answer.signatures[0], 'base64');
  const signature = algo.kind === 'rsa' ? new Uint8Array(value) : rsOf(value);
  return signature ?? refuse('remote-refused', 'The signing service answered with something that is no signature.');
};

const signHashAnswer = z.object({ signatures: z.tuple([z.base64().min(1).max(4096)]) });

/** Services answer ECDSA as DER (RFC 3279 §2.2.3), some as r‖s; here it is r‖s of 64 bytes. */
const rsOf = (value: Buffer): Uint8Array | null => {
  if (value.length === 64) return new Uint8Array(value);
  const whole = readDer(value);
  const [r, s] = (whole && readMembers(whole)) ?? [];
  if (r?.tag !== 0x02 || s?.tag !== 0x02) return null;
  const halves = [r, s].map(({ content }) => content.subarray(Math.max(0, content.length - 32)));
  return new Uint8Array(Buffer.concat(halves.map((half) => Buffer.concat([Buffer.alloc(32 - half.length), half]))));
};
