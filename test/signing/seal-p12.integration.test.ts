import { createHash } from 'node:crypto';
import { execFile } from 'node:child_process';
import { createVerify, X509Certificate } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openAuthority } from '#signing/authority';
import { openSealP12, type SealFile } from '#signing/seal-p12';
import { verifyPdf } from '#signing/verify';
import { randomBytes } from '#platform/random';
import { foreignAuthority, SEAL_PASSPHRASE, sealFile } from '#support/seal-files';
import { sealedPdf, openSigningKit } from '#support/signing-kit';

/** A minute on: the certificates are younger than this file. */
const now = new Date(Date.now() + 60_000);
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'teken-seal-'));
  await foreignAuthority(folder);
});
afterAll(() => rm(folder, { recursive: true }));

const seal = (bytes: Uint8Array, more: Partial<SealFile> = {}): SealFile => ({
  file: 'seal.p12',
  bytes,
  passphrase: SEAL_PASSPHRASE,
  issuers: [],
  ...more,
});

test('[S88] a seal opens however it was exported, and signs with its own key', async () => {
  const exports: { readonly [name: string]: readonly string[] } = {
    today: [],
    '3DES and SHA-1': ['-keypbe', 'PBE-SHA1-3DES', '-certpbe', 'PBE-SHA1-3DES', '-macalg', 'sha1'],
    'certificates in the clear': ['-certpbe', 'NONE'],
    'a MAC of 512 bits': ['-macalg', 'sha512', '-keypbe', 'AES-128-CBC'],
  };
  for (const key of ['ec', 'rsa'] as const) {
    for (const how of Object.values(exports)) {
      const opened = await openSealP12(seal(await sealFile(folder, { key, export: how })), now);
      const certificate = new X509Certificate(opened.certificate);
      expect(certificate.subject).toContain('CN=Segel Contoh');
      expect(opened.chain.map((der) => new X509Certificate(der).subject)).toEqual([
        expect.stringContaining('CN=Penerbit Contoh'),
      ]);
      expect(new X509Certificate(opened.root).subject).toContain('CN=Root Contoh');
      const message = Buffer.from('segel');
      const check = createVerify('sha256').update(message);
      const form = key === 'ec' ? ({ dsaEncoding: 'ieee-p1363' } as const) : {};
      expect(check.verify({ key: certificate.publicKey, ...form }, await opened.sign(message))).toBe(true);
    }
  }
});

test('[S88] what makes a seal unusable is told in a sentence', async () => {
  const good = await sealFile(folder);
  const fails = (file: SealFile, sentence: RegExp, at = now) => expect(openSealP12(file, at)).rejects.toThrow(sentence);
  await fails(
    seal(good, { passphrase: 'salah' }),
    /seal\.p12 does not open with the passphrase of SEAL_P12_PASSPHRASE/,
  );
  await fails(seal(good, { passphrase: '' }), /does not open with the passphrase/);
  await fails(seal(good.subarray(0, -20)), /cannot be read as PKCS#12/);
  await fails(seal(Buffer.from('not a seal')), /cannot be read as PKCS#12/);
  const later = new Date(now.getTime() + 400 * 86_400_000);
  await fails(seal(good), /"Segel Contoh", which expired on 20\d\d-\d\d-\d\d/, later);
  await fails(seal(good), /which is valid from 20\d\d-\d\d-\d\d on/, new Date(now.getTime() - 86_400_000));
  await fails(
    seal(await sealFile(folder, { issuers: [] })),
    /does not hold every issuer of "Segel Contoh" .* SEAL_CHAIN/,
  );
  await fails(seal(await sealFile(folder, { issuers: ['issuing.pem'] })), /SEAL_CHAIN/);
  await fails(seal(await sealFile(folder, { usage: 'keyEncipherment' })), /is not for signing/);
  await fails(seal(await sealFile(folder, { key: 'p384' })), /another kind than P-256 or RSA/);
  const old = ['-legacy', '-certpbe', 'PBE-SHA1-RC2-40'];
  await fails(seal(await sealFile(folder, { export: old })), /outdated way \(RC2 or RC4\).*openssl pkcs12 -export/);
});

test('[S88] issuers that the file lacks may be named beside it', async () => {
  const bytes = await sealFile(folder, { issuers: [] });
  const issuers = await Promise.all(['issuing.pem', 'root.pem'].map((name) => readFile(join(folder, name))));
  expect((await openSealP12(seal(bytes, { issuers }), now)).chain).toHaveLength(1);
});

test('[S88] any byte of the file changed: a sentence, never another seal', async () => {
  const bytes = await sealFile(folder);
  for (let at = 0; at < bytes.length; at += 97) {
    const changed = Uint8Array.from(bytes);
    changed[at] = changed[at]! ^ 0x04;
    await expect(openSealP12(seal(changed), now)).rejects.toThrow(/^The seal seal\.p12 /);
  }
});

test('[S88] [S111] real documents are sealed with it, and certified by the house; rehearsals are not; pdfsig and the own verifier agree', async () => {
  await using kit = await openSigningKit(now);
  for (const key of ['ec', 'rsa'] as const) {
    const brought = await openSealP12(seal(await sealFile(folder, { key })), now);
    const place = { organiser: 'Badan Contoh', now, crlUrl: 'http://localhost:3000/crl', randomBytes };
    const authority = await openAuthority({ ...place, folder: join(kit.folder, 'keys'), seal: brought });
    expect(authority.sealSigner.certificate).toEqual(brought.certificate);
    expect(authority.rehearsal.sealSigner).toEqual({ ...kit.authority.rehearsal.sealSigner, sign: expect.anything() });
    expect(authority.roots).toEqual([authority.root, brought.root]);
    expect(authority.certificationSigner.certificate).toEqual(kit.authority.certificationSigner.certificate);
    const pdf = await sealedPdf({ ...kit, authority });
    const report = await verifyPdf(pdf, { roots: authority.roots, crls: [], now });
    expect(report).toMatchObject({
      verdict: 'valid',
      signatures: [
        { certifies: true, valid: true },
        { certifies: false, valid: true },
      ],
    });
    if ('unreadable' in report) throw new Error(report.problem);
    const rootsSha256 = [authority.root, brought.root].map((der) => createHash('sha256').update(der).digest('hex'));
    expect(report.signatures.map(({ certificate }) => certificate.rootSha256)).toEqual(rootsSha256);
    const file = join(kit.folder, `${key}.pdf`);
    await writeFile(file, pdf);
    const { stdout } = await promisify(execFile)('pdfsig', ['-nocert', file]);
    expect(stdout.match(/Signature is Valid\./g)).toHaveLength(2);
    expect(stdout).toContain('Segel Contoh');
  }
});
