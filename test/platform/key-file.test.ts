import { chmod, mkdtemp, readdir, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readOrCreateSecret } from '#platform/key-file';
import { randomBytes } from '#platform/random';

const place = async () => join(await mkdtemp(join(tmpdir(), 'teken-keys-')), 'keys', 'a.key');

describe('secret files', () => {
  test('a secret is made once, readable by its owner only, with nothing left beside it', async () => {
    const file = await place();
    const first = await readOrCreateSecret(file, () => randomBytes(32));
    const again = await readOrCreateSecret(file, () => randomBytes(32));
    expect(again).toEqual(first);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect((await stat(join(file, '..'))).mode & 0o777).toBe(0o700);
    expect(await readdir(join(file, '..'))).toEqual(['a.key']);
  });

  test('of many makers at once all get the same bytes', async () => {
    const file = await place();
    const made = await Promise.all(Array.from({ length: 20 }, () => readOrCreateSecret(file, () => randomBytes(32))));
    expect(new Set(made.map((bytes) => Buffer.from(bytes).toString('hex'))).size).toBe(1);
    expect(await readdir(join(file, '..'))).toEqual(['a.key']);
  });

  test('a secret that others could read is closed to them', async () => {
    const file = await place();
    await readOrCreateSecret(file, () => randomBytes(32));
    await chmod(file, 0o644);
    await readOrCreateSecret(file, () => randomBytes(32));
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  });
});
