import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { randomBytes } from '#platform/random';
import { adoptAuthority } from '#signing/adopt';
import { openAuthority } from '#signing/authority';
import { foreignAuthority, foreignRootList, type SealKey } from '#support/seal-files';
import { certifiedPdf, openSigningKit } from '#support/signing-kit';
import { verifyPdf } from '#signing/verify';

/** A minute on: the certificates are younger than this file. */
const now = new Date(Date.now() + 60_000);
const openssl = async (...args: string[]) => (await promisify(execFile)('openssl', args)).stdout;
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'teken-adopt-'));
});
afterEach(() => rm(folder, { recursive: true }));

const foreign = async (name: string, key: SealKey = 'ec', usage?: string) => {
  const from = join(folder, name);
  await mkdir(from);
  await foreignAuthority(from, key, usage);
  await foreignRootList(from);
  const read = (file: string) => readFile(join(from, file));
  return {
    from,
    certificate: await read('issuing.pem'),
    key: await read('issuing.key.pem'),
    keyPassphrase: null,
    root: await read('root.pem'),
    rootList: await read('root.crl'),
  };
};

const placeIn = (name: string) => ({
  folder: join(folder, name, 'keys'),
  organiser: 'Badan Contoh',
  now,
  crlUrl: 'http://localhost:3000/crl',
  randomBytes,
});

test('[S85] what an issuing authority from elsewhere issues leads to its root, with every kind of key', async () => {
  for (const key of ['ec', 'p384', 'rsa'] as const) {
    const brought = await foreign(key, key);
    await adoptAuthority(placeIn(`${key}-data`), brought);
    const authority = await openAuthority(placeIn(`${key}-data`));
    expect(authority.name).toBe('Root Contoh');
    expect(authority.rehearsal.name).toContain('GLADI');
    const at = (name: string) => join(folder, name);
    await writeFile(at('time.der'), authority.timeSigner.certificate);
    await openssl('x509', '-in', at('time.der'), '-inform', 'DER', '-out', at('time.pem'));
    await writeFile(at('crl.der'), await authority.crl(now, []));
    await openssl('crl', '-in', at('crl.der'), '-inform', 'DER', '-out', at('crl.pem'));
    await writeFile(at('root.der'), await authority.rootCrl(now));
    await openssl('crl', '-in', at('root.der'), '-inform', 'DER', '-out', at('root-crl.pem'));
    const trust = ['-CAfile', join(brought.from, 'root.pem'), '-untrusted', join(brought.from, 'issuing.pem')];
    const lists = ['-CRLfile', at('crl.pem'), '-CRLfile', at('root-crl.pem')];
    const when = ['-attime', String(Math.floor(now.getTime() / 1000))];
    expect(await openssl('verify', '-crl_check_all', ...when, ...trust, ...lists, at('time.pem'))).toContain('OK');
    await using kit = await openSigningKit(now);
    const pdf = await certifiedPdf({ ...kit, authority });
    const crls = [await authority.crl(now, []), await authority.rootCrl(now)];
    expect(await verifyPdf(pdf, { roots: [authority.root], crls, now })).toMatchObject({ verdict: 'valid' });
  }
});

test('[S85] what cannot issue certificates is not adopted, and nothing is written', async () => {
  const good = await foreign('good');
  const other = await foreign('other');
  const cases: readonly (readonly [Partial<typeof good>, string])[] = [
    [{ key: other.key }, 'is not the key of this issuing authority'],
    [{ root: other.root }, 'was not issued by this root'],
    [{ rootList: other.rootList }, 'is not signed by the root'],
    [await foreign('weak', 'ec', 'digitalSignature'), 'may not sign certificates and revocation lists'],
    [{ root: good.certificate }, 'The root is not its own issuer'],
    [{ certificate: good.key }, 'cannot be read as PEM or DER'],
    [{ key: good.certificate }, 'cannot be read as PEM, or not with this passphrase'],
    [{ rootList: good.certificate }, 'is no revocation list'],
  ];
  for (const [changed, sentence] of cases) {
    await expect(adoptAuthority(placeIn('data'), { ...good, ...changed })).rejects.toThrow(sentence);
  }
  const late = new Date(now.getTime() + 4000 * 86_400_000);
  await expect(adoptAuthority({ ...placeIn('data'), now: late }, good)).rejects.toThrow(
    /The issuing authority is valid/,
  );
  expect(await readdir(folder)).not.toContain('data');
  await openAuthority(placeIn('data'));
  await expect(adoptAuthority(placeIn('data'), good)).rejects.toThrow(/An authority is in .* already/);
});
