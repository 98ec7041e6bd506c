import { sha256 } from '@noble/hashes/sha2.js';

// Stands for `node:crypto` in the page that is opened from a disk: the ledger's own arithmetic, which the server shares,
// asks for this one function of it.

const bytesOf = (data: string | Uint8Array): Uint8Array =>
  typeof data === 'string' ? new TextEncoder().encode(data) : data;

export function hash(algorithm: string, data: string | Uint8Array): string;
export function hash(algorithm: string, data: string | Uint8Array, encoding: 'buffer'): Buffer;
export function hash(algorithm: string, data: string | Uint8Array, encoding?: 'buffer'): string | Buffer {
  if (algorithm !== 'sha256') throw new RangeError(`There is no ${algorithm} here.`);
  const digest = Buffer.from(sha256(bytesOf(data)));
  return encoding === 'buffer' ? digest : digest.toString('hex');
}
