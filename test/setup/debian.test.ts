import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { installPackages, installedVersions } from '../../server/setup/debian.mjs';
import { runCommand } from '../../server/setup/run-command.mjs';
import { isOnPath, missingTestPackages } from '../../server/setup/steps/test-tools.mjs';

const silently = (): void => {};

/** A folder with programs that stand in Debian's place, recording how they were called. */
const machine = (isRoot: boolean, aptGet: string): { isRoot: boolean; run: typeof runCommand; calls: string[] } => {
  const folder = mkdtempSync(join(tmpdir(), 'teken-setup-'));
  writeFileSync(join(folder, 'apt-get'), `#!/bin/sh\n${aptGet}\n`, { mode: 0o755 });
  const calls: string[] = [];
  return {
    isRoot,
    calls,
    run: (command, args, options) => {
      calls.push([command, ...args].join(' '));
      return runCommand(join(folder, command), args, options);
    },
  };
};

test('[B10] root updates the lists and installs', async () => {
  const here = machine(true, 'exit 0');
  await installPackages(['qpdf', 'ffmpeg'], 'Testing', silently, here);
  expect(here.calls).toEqual(['apt-get update -q', 'apt-get install -q -y --no-install-recommends qpdf ffmpeg']);
});

test('[B10] anyone else is told the command, and nothing is run', async () => {
  const here = machine(false, 'exit 0');
  await expect(installPackages(['qpdf'], 'Testing Teken', silently, here)).rejects.toMatchObject({
    message: "Testing Teken needs Debian's qpdf, and only root may install it.",
    mend: "sudo sh -c 'apt-get update && apt-get install -y qpdf'",
  });
  expect(here.calls).toEqual([]);
});

test('[B9] when apt-get fails, its last words and the command are shown', async () => {
  const here = machine(true, 'echo "E: Unable to locate package qpdf"; exit 100');
  await expect(installPackages(['qpdf'], 'Testing Teken', silently, here)).rejects.toMatchObject({
    message: expect.stringContaining('E: Unable to locate package qpdf'),
    mend: 'apt-get update && apt-get install -y qpdf',
  });
});

test('[B1] nothing missing, nothing run', async () => {
  const here = machine(false, 'exit 1');
  await installPackages([], 'Testing', silently, here);
  expect(here.calls).toEqual([]);
});

test('[B6] a machine without dpkg has no versions to tell', async () => {
  expect(await installedVersions(['libssl-dev'], machine(false, ''))).toEqual(new Map());
});

test('[B10] programs are looked for on the PATH, and each missing package is named once', () => {
  const folder = mkdtempSync(join(tmpdir(), 'teken-setup-'));
  writeFileSync(join(folder, 'qpdf'), '', { mode: 0o755 });
  writeFileSync(join(folder, 'mutool'), '', { mode: 0o644 });
  expect(isOnPath('qpdf', `/nowhere:${folder}`)).toBe(true);
  expect(isOnPath('mutool', folder)).toBe(false);
  expect(missingTestPackages(folder).filter((name) => name === 'poppler-utils')).toHaveLength(1);
  expect(missingTestPackages(folder)).not.toContain('qpdf');
});
