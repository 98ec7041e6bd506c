import { randomBytes as systemRandomBytes, randomInt, randomUUID as systemRandomUuid } from 'node:crypto';

/** Cryptographically strong bytes; what needs randomness takes this function as an argument. */
export type RandomBytes = (count: number) => Uint8Array;

export const randomBytes: RandomBytes = (count) => new Uint8Array(systemRandomBytes(count));

/** An unguessable id of `bytes` × 8 bits. `base64url` for addresses, `hex` where capitals could be confused. */
export const randomId = (bytes: number, form: 'base64url' | 'hex' = 'base64url'): string =>
  systemRandomBytes(bytes).toString(form);

/** A UUID of 122 random bits, as clients name their commands and tabs. */
export const randomUuid = (): string => systemRandomUuid();

/** Decimal digits to be read aloud, each equally likely, leading zeros kept. */
export const randomDigits = (count: number): string =>
  Array.from({ length: count }, () => randomInt(10).toString()).join('');
