import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { dataDirOf, isLoopback, readConfig, settings } from '#server/config';
import type { Environment } from '#server/config';
import { testSigner } from '#support/time-stamp-authority';

const config = (env: Environment, addresses: readonly string[] = []) => {
  const reading = readConfig(env, addresses);
  if (!reading.ok) throw new Error(reading.problems.join('\n'));
  return reading.config;
};
const problems = (env: Environment) => {
  const reading = readConfig(env, []);
  return reading.ok ? [] : reading.problems;
};

describe('settings', () => {
  test('nothing given is a plain server on loopback whose address browsers call localhost', () => {
    expect(config({})).toEqual({
      dataDir: resolve('./data'),
      host: '127.0.0.1',
      port: 3000,
      publicUrl: 'http://localhost:3000',
      publicUrlIsLoopback: true,
      tls: { mode: 'off' },
      organiser: 'Panitia Penyelenggara (contoh)',
      keys: { passphrase: null, certificateDays: 365, seal: null, token: null },
      openSecrets: [],
      signingService: null,
      announcedAddress: null,
      rtcPort: 40_000,
      mediasoupWorkerBin: null,
      logLevel: 'info',
      tsaRoots: [],
      tsaUrls: [],
      tsaTimeout: 1500,
      sample: true,
    });
  });

  test('an empty setting counts as not given', () => {
    expect(config({ PORT: '', HOST: ' ', PUBLIC_URL: '' })).toEqual(config({}));
    expect(dataDirOf({ DATA_DIR: '' })).toBe(resolve('./data'));
  });

  test('beyond loopback without a certificate means a self-signed one and https in the canonical address', () => {
    const everywhere = config({ HOST: '0.0.0.0', PORT: '8443' }, ['192.168.1.20', 'fd00::1']);
    expect(everywhere.tls).toEqual({ mode: 'self-signed' });
    expect(everywhere.publicUrl).toBe('https://192.168.1.20:8443');
    expect(everywhere.publicUrlIsLoopback).toBe(false);
    expect(config({ HOST: '::', ANNOUNCED_ADDRESS: 'fd00::9' }).publicUrl).toBe('https://[fd00::9]:3000');
    expect(config({ HOST: '10.0.0.7', PORT: '443' }).publicUrl).toBe('https://10.0.0.7');
  });

  test('a given canonical address is kept as an origin, also behind a proxy', () => {
    const behindProxy = config({ PUBLIC_URL: 'https://Teken.Example.go.id:443/' });
    expect(behindProxy.publicUrl).toBe('https://teken.example.go.id');
    expect(behindProxy.tls).toEqual({ mode: 'off' });
  });

  test('certificate and key are taken together when both can be read', () => {
    const folder = mkdtempSync(join(tmpdir(), 'teken-config-'));
    const [cert, key] = [join(folder, 'cert.pem'), join(folder, 'key.pem')];
    writeFileSync(cert, 'x');
    writeFileSync(key, 'x');
    expect(config({ TLS_CERT: cert, TLS_KEY: key })).toMatchObject({
      tls: { mode: 'files', certFile: cert, keyFile: key },
      publicUrl: 'https://localhost:3000',
    });
  });

  test.each<[Environment, RegExp]>([
    [{ PORT: '0' }, /^PORT must be a whole number from 1 to 65535, not "0"\.$/],
    [{ PORT: '3e3' }, /^PORT must be a whole number/],
    [{ PORT: '65536' }, /^PORT must be a whole number/],
    [{ RTC_PORT: 'abc' }, /^RTC_PORT must be a whole number/],
    [{ HOST: 'localhost:3000' }, /^HOST must be an IP address or a host name without a port/],
    [{ HOST: '300.1.1.1' }, /^HOST must be/],
    [{ TLS_CERT: '/nowhere/cert.pem' }, /^TLS_CERT is given without TLS_KEY/],
    [{ TLS_KEY: '/nowhere/key.pem' }, /^TLS_KEY is given without TLS_CERT/],
    [{ ANNOUNCED_ADDRESS: '0.0.0.0' }, /^ANNOUNCED_ADDRESS must be the IP address or host name/],
    [{ ANNOUNCED_ADDRESS: 'a b' }, /^ANNOUNCED_ADDRESS must be/],
    [{ PUBLIC_URL: 'teken.example.go.id' }, /^PUBLIC_URL must be an address such as/],
    [{ PUBLIC_URL: 'ftp://teken.example' }, /^PUBLIC_URL must be an address such as/],
    [{ PUBLIC_URL: 'https://teken.example/ceremony' }, /^PUBLIC_URL must be scheme, host and port only/],
    [{ PUBLIC_URL: 'http://teken.example' }, /^PUBLIC_URL must begin with https:\/\//],
    [{ MEDIASOUP_WORKER_BIN: '/nowhere/worker' }, /^MEDIASOUP_WORKER_BIN names \/nowhere\/worker/],
    [{ ORGANISER: 'x'.repeat(49) }, /^ORGANISER must be at most 48 characters, not 49\.$/],
    [
      { TSA_URL: 'http://tsa.example/tsr, tsa.example' },
      /^TSA_URL must hold addresses such as .*, not "tsa.example"\.$/,
    ],
    [{ TSA_URL: 'http://tsa.example/tsr' }, /^TSA_URL is given without TSA_ROOTS; name the file/],
    [{ TSA_TIMEOUT: '99' }, /^TSA_TIMEOUT must be a whole number of milliseconds from 100 to 10000, not "99"\.$/],
    [{ LOG_LEVEL: 'loud' }, /^LOG_LEVEL must be one of debug, info, warn, error, silent, not "loud"\.$/],
  ])('%o is refused with one sentence', (env, sentence) => {
    const found = problems(env);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(sentence);
  });

  test('time-stamp authorities are taken in the order in which they are given', async () => {
    const TSA_ROOTS = join(mkdtempSync(join(tmpdir(), 'teken-config-')), 'roots.pem');
    writeFileSync(TSA_ROOTS, (await testSigner('ec', new Date())).rootPem);
    const given = config({ TSA_URL: ' http://one.example/tsr,https://two.example ,', TSA_TIMEOUT: '800', TSA_ROOTS });
    expect(given.tsaUrls).toEqual(['http://one.example/tsr', 'https://two.example/']);
    expect(given.tsaTimeout).toBe(800);
  });

  test('every mistake is told at once', () => {
    expect(problems({ PORT: 'x', LOG_LEVEL: 'y', TLS_CERT: '/nowhere/c', TLS_KEY: '/nowhere/k' })).toHaveLength(4);
  });

  test('each setting has one row in the table', () => {
    expect(new Set(settings.map(({ name }) => name)).size).toBe(settings.length);
    for (const { meaning } of settings) expect(meaning).toMatch(/\.$/);
  });

  test.each([
    ['127.0.0.1', true],
    ['127.8.9.1', true],
    ['::1', true],
    ['[::1]', true],
    ['LOCALHOST', true],
    ['a.localhost', true],
    ['0.0.0.0', false],
    ['127.evil.example', false],
    ['128.0.0.1', false],
  ])('%s is loopback: %s', (host, expected) => {
    expect(isLoopback(host)).toBe(expected);
  });
});

describe('settings of keys', () => {
  test('[S82] a passphrase comes from the environment or from the first line of a file', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'teken-config-')), 'passphrase');
    writeFileSync(file, 'kata sandi contoh\r\nnot this\n');
    expect(config({ KEY_PASSPHRASE: 'kata sandi contoh' }).keys.passphrase).toBe('kata sandi contoh');
    expect(config({ KEY_PASSPHRASE_FILE: file }).keys.passphrase).toBe('kata sandi contoh');
    expect(problems({ KEY_PASSPHRASE: 'kata sandi contoh', KEY_PASSPHRASE_FILE: file })).toEqual([
      'KEY_PASSPHRASE and KEY_PASSPHRASE_FILE are both given; give one of them.',
    ]);
    expect(problems({ KEY_PASSPHRASE: 'pendek' })[0]).toMatch(/at least 12 characters/);
    expect(problems({ KEY_PASSPHRASE_FILE: `${file}.no` })).toEqual([
      `KEY_PASSPHRASE_FILE names ${file}.no, which is missing or cannot be read.`,
    ]);
    writeFileSync(file, '\n');
    expect(problems({ KEY_PASSPHRASE_FILE: file })).toEqual([
      `KEY_PASSPHRASE_FILE names ${file}, whose first line is empty.`,
    ]);
  });

  test('[S89] [S88] days of a certificate and a seal are checked', () => {
    expect(config({ CERTIFICATE_DAYS: '30' }).keys.certificateDays).toBe(30);
    for (const wrong of ['0', '3651', '1.5', 'year']) {
      expect(problems({ CERTIFICATE_DAYS: wrong })).toEqual([
        `CERTIFICATE_DAYS must be a whole number from 1 to 3650, not "${wrong}".`,
      ]);
    }
    expect(problems({ SEAL_P12: '/no/seal.p12' })).toEqual([
      'SEAL_P12 names /no/seal.p12, which is missing or cannot be read.',
    ]);
    expect(problems({ SEAL_P12_PASSPHRASE: 'x' })).toEqual(['A passphrase of a seal is given without SEAL_P12.']);
  });

  test('[S91] a token is named whole or not at all', () => {
    expect(problems({ PKCS11_TOKEN: 'teken' })).toEqual([
      'PKCS11_MODULE, PKCS11_TOKEN, PKCS11_PIN_FILE are given together, with PKCS11_KEY or PKCS11_ISSUING_KEY or both, or none is.',
    ]);
    const file = join(mkdtempSync(join(tmpdir(), 'teken-config-')), 'pin');
    writeFileSync(file, '1234\n');
    const whole = { PKCS11_MODULE: file, PKCS11_TOKEN: 'teken', PKCS11_KEY: 'seal', PKCS11_PIN_FILE: file };
    const sealOnly = {
      module: file,
      token: 'teken',
      pin: '1234',
      seal: { key: 'seal', issuers: [] },
      issuingKey: null,
    };
    expect(config(whole).keys.token).toMatchObject(sealOnly);
    expect(problems({ ...whole, SEAL_P12: file })).toEqual([
      'SEAL_P12 and PKCS11_KEY are both given; there is one seal.',
    ]);
  });

  test('[S115] a token may hold the issuing authority, the seal, or both as keys of their own', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'teken-config-')), 'pin');
    writeFileSync(file, '1234\n');
    const token = { PKCS11_MODULE: file, PKCS11_TOKEN: 'teken', PKCS11_PIN_FILE: file };
    expect(problems(token)).toHaveLength(1);
    const issuing = { ...token, PKCS11_ISSUING_KEY: 'penerbit' };
    expect(config(issuing).keys.token).toMatchObject({ seal: null, issuingKey: 'penerbit' });
    expect(config({ ...issuing, SEAL_P12: file }).keys.seal).toMatchObject({ file });
    expect(config({ ...issuing, PKCS11_KEY: 'segel' }).keys.token).toMatchObject({
      seal: { key: 'segel' },
      issuingKey: 'penerbit',
    });
    expect(problems({ ...issuing, PKCS11_KEY: 'penerbit' })).toEqual([
      'PKCS11_KEY and PKCS11_ISSUING_KEY are the same; each is a key of its own.',
    ]);
  });

  test('[S124] a file with a secret that others may read is told, and refused for nothing', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'teken-config-')), 'passphrase');
    writeFileSync(file, 'kata sandi contoh\n');
    for (const [mode, isOpen] of [
      [0o600, false],
      [0o400, false],
      [0o640, true],
      [0o604, true],
    ] as const) {
      chmodSync(file, mode);
      const told = isOpen ? [{ setting: 'KEY_PASSPHRASE_FILE', file }] : [];
      expect(config({ KEY_PASSPHRASE_FILE: file }).openSecrets).toEqual(told);
    }
  });
});
