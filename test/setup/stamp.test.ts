import { mkdirSync, mkdtempSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { filesBelow, hashOf, hashOfFiles, identityOf, readIfThere, writeWhole } from '../../server/setup/stamp.mjs';

const place = (): string => mkdtempSync(join(tmpdir(), 'teken-setup-'));

test('[B1] a stamp changes with a content, with a name, and with nothing else', () => {
  const folder = place();
  mkdirSync(join(folder, 'deep'));
  writeFileSync(join(folder, 'deep', 'a'), 'one');
  writeFileSync(join(folder, 'b'), 'two');
  const stamp = (): string => hashOfFiles(folder, filesBelow(folder));
  const first = stamp();
  expect(stamp()).toBe(first);
  writeFileSync(join(folder, 'b'), 'too');
  const second = stamp();
  expect(second).not.toBe(first);
  renameSync(join(folder, 'b'), join(folder, 'c'));
  expect(stamp()).not.toBe(second);
});

test('[B1] parts of a stamp do not run into each other', () => {
  expect(hashOf('ab', 'c')).not.toBe(hashOf('a', 'bc'));
});

test('[B1] folders that are left out do not count', () => {
  const folder = place();
  mkdirSync(join(folder, 'dist'));
  writeFileSync(join(folder, 'dist', 'a'), '');
  writeFileSync(join(folder, 'b'), '');
  expect(filesBelow(folder, (path) => path.endsWith('dist'))).toEqual([join(folder, 'b')]);
});

test('[B1] a file is written whole, and nothing else stays behind', () => {
  const folder = place();
  const path = join(folder, 'new', 'stamp');
  writeWhole(path, 'one');
  writeWhole(path, 'two');
  expect(readIfThere(path)).toBe('two');
  expect(readdirSync(join(folder, 'new'))).toEqual(['stamp']);
});

test('[B1] what is not a file has no identity', () => {
  expect(identityOf(place())).toBeUndefined();
  expect(identityOf('/nowhere/at/all')).toBeUndefined();
});
