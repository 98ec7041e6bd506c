import { toHex } from '../signing/der.ts';

/** SHA-256 in hex: the name of the bytes, in consent and in the ledger. */
export const hashOf = async (bytes: Uint8Array<ArrayBuffer>): Promise<string> =>
  toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)));
