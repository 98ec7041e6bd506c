import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemClock } from '#platform/clock';
import { openSigningService } from '#setup/signing-service';
import { readConfig, type Environment } from '#server/config';
import { openCscService, type CscService } from '#support/csc-service';

let service: CscService;
let given: Environment;
const folder = mkdtempSync(join(tmpdir(), 'teken-csc-settings-'));

beforeAll(async () => {
  service = await openCscService();
  writeFileSync(join(folder, 'roots.pem'), service.roots);
  writeFileSync(join(folder, 'secret'), 'rahasia\nmore\n');
  writeFileSync(join(folder, 'empty'), '');
  given = {
    CSC_URL: 'https://psre.example/csc/v2/',
    CSC_CLIENT_ID: 'teken',
    CSC_CLIENT_SECRET_FILE: join(folder, 'secret'),
    CSC_ROOTS: join(folder, 'roots.pem'),
  };
});
afterAll(() => service[Symbol.asyncDispose]());

const read = (env: Environment) => readConfig(env, []);
const problems = (change: Environment) => {
  const reading = read({ ...given, ...change });
  return reading.ok ? [] : reading.problems;
};

test('[S95] nothing given means no signing service, and all of it given means one', () => {
  const without = read({});
  expect(without.ok && without.config.signingService).toBeNull();
  const reading = read(given);
  expect(reading.ok && reading.config.signingService).toEqual({
    url: 'https://psre.example/csc/v2',
    clientId: 'teken',
    clientSecret: 'rahasia',
    tokenOrigin: null,
    name: 'psre.example',
    roots: [service.roots.trim()],
  });
  const named = read({ ...given, CSC_NAME: 'PSrE Contoh' });
  expect(named.ok && named.config.signingService?.name).toBe('PSrE Contoh');
});

test.each<[string, Environment, RegExp]>([
  ['something without the address', { CSC_URL: '' }, /^CSC_CLIENT_ID is given without CSC_URL/],
  ['no address', { CSC_URL: 'psre.example' }, /^CSC_URL must be an address/],
  ['an address with a query', { CSC_URL: 'https://psre.example/?a=1' }, /^CSC_URL must be an address/],
  ['an open line beyond this machine', { CSC_URL: 'http://psre.example/csc/v2' }, /^CSC_URL must begin with https/],
  ['no client', { CSC_CLIENT_ID: '' }, /without CSC_CLIENT_ID/],
  ['no secret', { CSC_CLIENT_SECRET_FILE: '' }, /without CSC_CLIENT_SECRET or/],
  ['two secrets', { CSC_CLIENT_SECRET: 'other' }, /are both given/],
  ['a secret that is not there', { CSC_CLIENT_SECRET_FILE: '/nowhere' }, /missing or cannot be read/],
  ['an empty secret', { CSC_CLIENT_SECRET_FILE: join(folder, 'empty') }, /first line is empty/],
  ['a long name', { CSC_NAME: 'x'.repeat(49) }, /at most 48 characters, not 49/],
  [
    'another place for tokens that is none',
    { CSC_TOKEN_ORIGIN: 'https://login.psre.example/oauth2' },
    /^CSC_TOKEN_ORIGIN must be/,
  ],
  ['an open line to it', { CSC_TOKEN_ORIGIN: 'http://login.psre.example' }, /^CSC_TOKEN_ORIGIN must be/],
  ['no roots', { CSC_ROOTS: '' }, /without CSC_ROOTS/],
  ['roots that are none', { CSC_ROOTS: join(folder, 'secret') }, /does not hold certificates of authorities/],
])('[S103] the start is refused with a sentence for %s', (_, change, sentence) => {
  expect(problems(change).join('\n')).toMatch(sentence);
});

test('[S95] the service that the settings name is the one that is asked', async () => {
  expect(openSigningService(null, systemClock)).toBeNull();
  await service.add({ credentialId: 'cred', userId: 'ayu', name: 'Ayu Contoh' });
  const change = { CSC_URL: service.url, CSC_CLIENT_ID: service.clientId, CSC_NAME: 'PSrE Contoh' };
  const secret = { CSC_CLIENT_SECRET_FILE: '', CSC_CLIENT_SECRET: service.clientSecret };
  const reading = read({ ...given, ...change, ...secret });
  const opened = openSigningService(reading.ok ? reading.config.signingService : null, systemClock);
  expect(opened?.name).toBe('PSrE Contoh');
  expect(await opened?.signer.credentialsOf('ayu')).toMatchObject([{ credentialId: 'cred' }]);
});
