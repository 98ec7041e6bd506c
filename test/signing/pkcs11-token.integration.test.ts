import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { issuingOn } from '#signing/issuing-token';
import { openToken, TokenFault } from '#signing/pkcs11-token';
import { hasSoftToken, openSoftToken, type SoftToken } from '#support/soft-token';

const WHO = 'Kunci contoh';
const LIST = ['--list-objects', '--type', 'cert'];

describe.skipIf(!hasSoftToken)('a token (needs Debian: softhsm2 and opensc)', () => {
  let soft: SoftToken;
  beforeAll(async () => {
    soft = await openSoftToken('uji');
  });
  afterAll(() => soft[Symbol.asyncDispose]());

  /** What stands in the tool's place, and notes the words that it was called with. */
  const standIn = async (then: string): Promise<void> => {
    const script = `#!/bin/sh\necho "$@" >> ${join(soft.folder, 'words')}\n${then}\n`;
    await writeFile(join(soft.folder, 'pkcs11-tool'), script, { mode: 0o755 });
  };
  const REAL = 'exec /usr/bin/pkcs11-tool "$@"';
  const place = () => ({
    ...soft.place,
    environment: { ...soft.place.environment, PATH: `${soft.folder}:${process.env['PATH']}` },
  });
  const words = async (): Promise<readonly string[]> =>
    (await readFile(join(soft.folder, 'words'), 'utf8')).trim().split('\n');

  test('[S121] the PIN stands neither in the words of a command nor in what is told of a failure', async () => {
    await standIn(REAL);
    const token = openToken(place());
    await issuingOn(token, 'kunci').make((length) => new Uint8Array(length).fill(7));
    const failed = await token.run(WHO, ['--no-such-word']).catch((error: unknown) => error);
    expect(failed).toBeInstanceOf(TokenFault);
    const told = [...(await words()), String(failed), JSON.stringify(failed), String((failed as Error).cause)];
    expect(told.join('\n')).toContain('--keypairgen');
    for (const one of told) expect(one).not.toContain(soft.place.pin);
  });

  test('[S115] of all who ask one token at once, each is answered alone', async () => {
    await standIn(`echo in; sleep 0.02; echo out; exit 0`.replaceAll('echo ', `echo >>${join(soft.folder, 'turns')} `));
    const token = openToken(place());
    await Promise.all(['Segel', 'Penerbit', 'Segel', 'Penerbit'].map((who) => token.run(who, LIST)));
    const turns = (await readFile(join(soft.folder, 'turns'), 'utf8')).trim().split('\n');
    expect(turns).toEqual(['in', 'out', 'in', 'out', 'in', 'out', 'in', 'out']);
  });

  test('[S119] one wrong PIN is one try: the token is not asked again, so that it is not locked', async () => {
    await standIn(REAL);
    const before = (await words()).length;
    const { certificate } = issuingOn(openToken({ ...place(), pin: '999999' }), 'kunci');
    const all = await Promise.allSettled([certificate(), certificate()]);
    expect(all.map((one) => (one.status === 'rejected' ? String(one.reason) : ''))).toEqual([
      expect.stringMatching(/"kunci" on the token "uji" does not open with the PIN of PKCS11_PIN_FILE\.$/),
      expect.stringMatching(/is not asked again, since wrong PINs would lock the token\.$/),
    ]);
    expect((await words()).length).toBe(before + 1);
  });

  test('[S119] a token that hangs holds up those who wait, and nobody who comes later', async () => {
    await standIn('exec sleep 30');
    const token = openToken(place(), 300);
    const all = await Promise.allSettled([1, 2, 3].map(() => token.run(WHO, LIST)));
    expect(all.map((one) => (one.status === 'rejected' ? (one.reason as Error).message : ''))).toEqual([
      'Kunci contoh did not answer within 0.3 seconds.',
      'Kunci contoh was not asked: the token did not answer others.',
      'Kunci contoh was not asked: the token did not answer others.',
    ]);
    await standIn(REAL);
    await expect(openToken(place()).run(WHO, LIST)).resolves.toBeInstanceOf(Buffer);
    await standIn('sleep 0.1; exec /usr/bin/pkcs11-tool "$@"');
    await expect(token.run(WHO, LIST)).resolves.toBeInstanceOf(Buffer);
  });
});

test.skipIf(hasSoftToken)(
  '[S119] a token cannot be tried here: softhsm2 and opensc are not installed',
  () => undefined,
);
