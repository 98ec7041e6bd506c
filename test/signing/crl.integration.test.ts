import { execFile } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { REVOCATION_REASONS } from '#contract/constants';
import { certifiedPdf, openSigningKit, signed, type Signatory, type SigningKit } from '#support/signing-kit';

const run = promisify(execFile);
const now = new Date();
let kit: SigningKit;
let folder: string;
let ayu: Signatory;
let budi: Signatory;

const at = (name: string): string => join(folder, name);
const pem = (der: Uint8Array): string => new X509Certificate(der).toString();
const keep = async (name: string, seconds: number, serial = ayu.serialNumber): Promise<string> => {
  const revoked = [{ serial, at: new Date(now.getTime() + seconds * 1000), reason: 'affiliation-changed' as const }];
  await writeFile(at(name), await kit.authority.crl(new Date(), revoked));
  return at(name);
};
/** Exit code and everything that was said. */
const tell = async (command: string, ...args: string[]): Promise<{ code: number; said: string }> => {
  try {
    const { stdout, stderr } = await run(command, args);
    return { code: 0, said: stdout + stderr };
  } catch (problem) {
    if (!(problem instanceof Error) || !('code' in problem) || typeof problem.code !== 'number') throw problem;
    const { stdout = '', stderr = '' } = problem as Error & { stdout?: string; stderr?: string };
    return { code: problem.code, said: stdout + stderr };
  }
};

beforeAll(async () => {
  kit = await openSigningKit(now);
  folder = await mkdtemp(join(tmpdir(), 'teken-crl-'));
  [ayu, budi] = await Promise.all([kit.signatory('Ayu'), kit.signatory('Budi')]);
  await writeFile(at('root.pem'), kit.authority.rootPem);
  await writeFile(at('issuing.pem'), pem(kit.authority.chain[0]!));
  await writeFile(at('ayu.pem'), pem(ayu.certificate));
  await writeFile(at('budi.pem'), pem(budi.certificate));
  await writeFile(at('signed.pdf'), await signed(await certifiedPdf(kit), 'party-1', ayu, now));
});

afterAll(async () => {
  await kit[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

test('[S30] [S31] OpenSSL reads the list, finds its signature good, and refuses whom it names', async () => {
  const list = await keep('list.crl', -5);
  const read = await tell(
    'openssl',
    'crl',
    '-in',
    list,
    '-inform',
    'DER',
    '-CAfile',
    at('issuing.pem'),
    '-noout',
    '-text',
  );
  expect(read.said).toContain('verify OK');
  expect(read.said).toMatch(/Version 2[^]*X509v3 CRL Number:[^]*Serial Number: [0-9A-F]{32}\n[^]*Affiliation Changed/);
  await run('openssl', ['crl', '-in', list, '-inform', 'DER', '-out', at('list.pem')]);
  const check = (name: string) =>
    tell(
      'openssl',
      'verify',
      '-crl_check',
      '-CRLfile',
      at('list.pem'),
      '-CAfile',
      at('root.pem'),
      '-untrusted',
      at('issuing.pem'),
      at(name),
    );
  expect(await check('budi.pem')).toMatchObject({ code: 0 });
  const revoked = await check('ayu.pem');
  expect(revoked.code).not.toBe(0);
  expect(revoked.said).toContain('certificate revoked');
});

test('[S30] every reason is told in the words of RFC 5280, and numbers grow with the clock and without it', async () => {
  const list = await kit.authority.crl(
    now,
    REVOCATION_REASONS.map((reason, index) => ({ serial: `4${index}`, at: now, reason })),
  );
  await writeFile(at('reasons.crl'), list);
  const { said } = await tell('openssl', 'crl', '-in', at('reasons.crl'), '-inform', 'DER', '-noout', '-text');
  const told = said
    .split('Serial Number: ')
    .slice(1)
    .map((entry) => /CRL Reason Code: *\n *(.+)\n/.exec(entry)?.[1]);
  expect(told).toEqual([
    undefined,
    'Key Compromise',
    'Affiliation Changed',
    'Superseded',
    'Cessation Of Operation',
    'Key Compromise',
  ]);

  const number = async (when: Date): Promise<bigint> => {
    await writeFile(at('number.crl'), await kit.authority.crl(when, []));
    const found = await run('openssl', ['crl', '-in', at('number.crl'), '-inform', 'DER', '-noout', '-crlnumber']);
    return BigInt(found.stdout.trim().replace(/^crlNumber=(0x)?/, '0x'));
  };
  const first = await number(now);
  const second = await number(now);
  const third = await number(new Date(now.getTime() - 60_000));
  const fourth = await number(new Date(now.getTime() + 60_000));
  expect([second > first, third > second, fourth > third]).toEqual([true, true, true]);
  expect(fourth).toBe(BigInt(now.getTime() + 60_000));
});

test('[S32] [S17] the command judges by the lists it is given, DER or PEM', async () => {
  const verify = (...args: string[]) =>
    tell(process.execPath, 'server/cli/verify.ts', at('signed.pdf'), '--trust', at('root.pem'), ...args);
  const [unasked, before, later, none] = await Promise.all([
    verify(),
    verify('--crl', await keep('before.crl', -30)),
    verify('--crl', await keep('other.crl', -30, budi.serialNumber), '--crl', await keep('later.crl', 30)),
    verify('--crl', at('root.pem')),
  ]);
  expect(unasked).toMatchObject({ code: 0 });
  expect(before.code).toBe(1);
  expect(before.said).toMatch(/^Verdict: invalid\n[^]*certificate-revoked: /);
  expect(later.code).toBe(0);
  expect(later.said).toMatch(/Verdict: valid\n[^]*certificate revoked later, at .+ \(affiliation-changed\)/);
  expect(none).toMatchObject({ code: 2, said: expect.stringContaining('holds no revocation list') });
  await run('openssl', ['crl', '-in', at('before.crl'), '-inform', 'DER', '-out', at('before.pem')]);
  expect(await verify('--crl', at('before.pem'))).toMatchObject({ code: 1 });
});
