import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Refused } from './refused.ts';
import type { CscCredential } from './credentials.ts';

const run = promisify(execFile);

/** Signs the hash as it is, as a key behind such a service does; `isPlain`: r‖s instead of DER. Base64. */
export const signatureOver = async (
  one: CscCredential,
  hash: Buffer,
  { folder, isPlain }: { readonly folder: string; readonly isPlain: boolean },
): Promise<string> => {
  if (hash.length !== 32) throw new Refused(400, 'invalid_request', 'Invalid digest value length');
  const [input, output] = [join(folder, randomUUID()), join(folder, randomUUID())];
  await writeFile(input, hash);
  const asked = ['pkeyutl', '-sign', '-inkey', one.keyFile, '-in', input, '-out', output, '-pkeyopt', 'digest:sha256'];
  await run('openssl', asked);
  const { stdout } = await run('base64', ['-w0', output]);
  if (one.kind === 'rsa' || !isPlain) return stdout;
  const value = Buffer.from(stdout, 'base64');
  const rLength = value[3] ?? 0;
  return Buffer.concat([half(value.subarray(4, 4 + rLength)), half(value.subarray(6 + rLength))]).toString('base64');
};

const half = (bytes: Buffer): Buffer => {
  const trimmed = bytes.subarray(Math.max(0, bytes.length - 32));
  return Buffer.concat([Buffer.alloc(32 - trimmed.length), trimmed]);
};
