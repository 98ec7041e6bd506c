import { z } from 'zod';
import { refuse } from '#contract/refusal';
import type { RemoteRefusal } from './remote-signer.ts';

// CSC API v2.0.0.2, 10.2: `error` is a code, but `invalid_request` stands for most of what can go wrong; which it was is said
// by `error_description` in the words of the tables of 8.4.4 and 11.4 to 11.10. They are compared, never repeated.

const errorAnswer = z.object({ error: z.string().max(100), error_description: z.string().max(2000).optional() });

const BY_CODE: ReadonlyMap<string, RemoteRefusal> = new Map([
  ['invalid_authentication_data', refuse('remote-wrong-authorisation', 'PIN or OTP is wrong.')],
  // What services of version 1 said instead, and 11.10 still names.
  ['invalid_otp', refuse('remote-wrong-authorisation', 'The OTP is wrong.')],
  ['invalid_pin', refuse('remote-wrong-authorisation', 'The PIN is wrong.')],
]);

const BY_WORDS: readonly (readonly [RegExp, RemoteRefusal])[] = [
  [/credential (is )?locked/i, refuse('remote-locked', 'The signing service has locked this credential.')],
  [/is disabled|certificate is expired/i, refuse('remote-unusable', 'This credential cannot sign any more.')],
  [
    /hashAlgorithmOID|signAlgo|digest value length/i,
    refuse('remote-unsupported', 'The signing service does not sign in the way that is needed here.'),
  ],
  [/credentialID|userID/i, refuse('remote-unknown-credential', 'The signing service does not know this credential.')],
];

/** What the answer with this status says to a person. */
export const cscRefusal = (status: number, json: unknown): RemoteRefusal => {
  // 10.1: these concern the service as a whole.
  if (status === 429 || status >= 500) return refuse('remote-unreachable', 'The signing service is busy or disturbed.');
  if (status === 401) return TOKEN_REFUSED;
  const parsed = errorAnswer.safeParse(json);
  if (!parsed.success) return REFUSED;
  const { error, error_description: words = '' } = parsed.data;
  return BY_CODE.get(error) ?? BY_WORDS.find(([pattern]) => pattern.test(words))?.[1] ?? REFUSED;
};

/** 10.1, status 401: the token is bad or has expired; another may do. */
export const TOKEN_REFUSED: RemoteRefusal = refuse('remote-refused', 'The signing service does not accept this house.');

/** For a reason of its own, which may be the account. */
export const REFUSED: RemoteRefusal = refuse('remote-refused', 'The signing service refused.');
