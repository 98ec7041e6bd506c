import { mkdtemp, readdir, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { prepareDataFolder } from '#platform/data-folder';
import { StartFault } from '#platform/start-fault';

describe('data folder', () => {
  test('it and its keys are made for the owner only, and the proof of writing leaves nothing', async () => {
    const folder = join(await mkdtemp(join(tmpdir(), 'teken-data-')), 'deep', 'data');
    await prepareDataFolder(folder);
    await prepareDataFolder(folder);
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
    expect((await stat(join(folder, 'keys'))).mode & 0o777).toBe(0o700);
    expect(await readdir(folder)).toEqual(['keys']);
  });

  test('a file in its place is told in a sentence', async () => {
    const file = join(await mkdtemp(join(tmpdir(), 'teken-data-')), 'data');
    await writeFile(file, '');
    await expect(prepareDataFolder(file)).rejects.toThrow(StartFault);
    await expect(prepareDataFolder(file)).rejects.toThrow(
      `Teken cannot write to its data folder ${file}: a part of the path is a file.`,
    );
  });

  test('a place where nobody may write is told in a sentence', async () => {
    await expect(prepareDataFolder('/proc/teken-data')).rejects.toThrow(
      /^Teken cannot write to its data folder \/proc/,
    );
  });
});
