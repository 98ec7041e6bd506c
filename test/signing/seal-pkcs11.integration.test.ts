import { createVerify, X509Certificate } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { randomBytes } from '#platform/random';
import { openAuthority } from '#signing/authority';
import { openToken, type TokenPlace } from '#signing/pkcs11-token';
import { openSealToken, type SealToken } from '#signing/seal-pkcs11';
import { verifyPdf } from '#signing/verify';
import { foreignAuthority } from '#support/seal-files';
import { openSigningKit, sealedPdf } from '#support/signing-kit';
import { hasSoftToken, openSoftToken, type SoftToken } from '#support/soft-token';

/** A minute on: the certificates are younger than this file. */
const now = new Date(Date.now() + 60_000);
let soft: SoftToken;
let seal: SealToken;

/** A key that is made on the token, with a certificate below the foreign authority. */
const keyOnToken = async (label: string, type: string, id: string): Promise<void> => {
  await soft.tool('--keypairgen', '--key-type', type, '--label', label, '--id', id);
  await soft.tool('--read-object', '--type', 'pubkey', '--label', label, '--output-file', 'public.der');
  await soft.run('openssl', 'pkey', '-pubin', '-inform', 'DER', '-in', 'public.der', '-out', 'public.pem');
  const names = ['-subj', '/C=ID/O=PT Segel Contoh/CN=Segel Token Contoh', '-force_pubkey', 'public.pem'];
  await writeFile(join(soft.folder, 'ext'), 'basicConstraints=critical,CA:false\nkeyUsage=critical,digitalSignature\n');
  await soft.run(
    'openssl',
    'req',
    '-new',
    '-newkey',
    'rsa:2048',
    '-nodes',
    '-keyout',
    'any.pem',
    '-out',
    'any.csr',
    '-subj',
    '/CN=x',
  );
  const issuer = ['-CA', 'issuing.pem', '-CAkey', 'issuing.key.pem', '-extfile', 'ext', '-days', '365'];
  await soft.run(
    'openssl',
    'x509',
    '-req',
    '-in',
    'any.csr',
    ...issuer,
    ...names,
    '-outform',
    'DER',
    '-out',
    'seal.der',
  );
  await soft.tool('--write-object', 'seal.der', '--type', 'cert', '--label', label, '--id', id);
};

describe.skipIf(!hasSoftToken)('a seal on a token (needs Debian: softhsm2 and opensc)', () => {
  beforeAll(async () => {
    soft = await openSoftToken('segel');
    await foreignAuthority(soft.folder);
    const issuers = await Promise.all(['issuing.pem', 'root.pem'].map((name) => readFile(join(soft.folder, name))));
    seal = { token: openToken(soft.place), key: 'ec', issuers };
    await keyOnToken('ec', 'EC:prime256v1', '01');
    await keyOnToken('rsa', 'rsa:2048', '02');
  });
  afterAll(() => soft[Symbol.asyncDispose]());

  test('[S91] documents are sealed with a key that never leaves the token; others agree', async () => {
    await using kit = await openSigningKit(now);
    for (const key of ['ec', 'rsa']) {
      const brought = await openSealToken({ ...seal, key }, now);
      const certificate = new X509Certificate(brought.certificate);
      expect(certificate.publicKey.asymmetricKeyType).toBe(key);
      const form = key === 'ec' ? ({ dsaEncoding: 'ieee-p1363' } as const) : {};
      const message = Buffer.from('segel');
      const check = createVerify('sha256').update(message);
      expect(check.verify({ key: certificate.publicKey, ...form }, await brought.sign(message))).toBe(true);
      const place = { organiser: 'Badan Contoh', now, crlUrl: 'http://localhost:3000/crl', randomBytes };
      const authority = await openAuthority({ ...place, folder: join(kit.folder, 'keys'), seal: brought });
      const pdf = await sealedPdf({ ...kit, authority });
      expect(await verifyPdf(pdf, { roots: authority.roots, crls: [], now })).toMatchObject({ verdict: 'valid' });
      await writeFile(join(soft.folder, 'sealed.pdf'), pdf);
      expect((await soft.run('pdfsig', '-nocert', 'sealed.pdf')).stdout.match(/Signature is Valid\./g)).toHaveLength(2);
    }
  });

  test('[S91] many signatures at once, each its own', async () => {
    const { sign, certificate } = await openSealToken(seal, now);
    const { publicKey } = new X509Certificate(certificate);
    const messages = Array.from({ length: 12 }, (_, i) => Buffer.from(`dokumen ${i}`));
    const signatures = await Promise.all(messages.map(sign));
    for (const [i, signature] of signatures.entries()) {
      const check = createVerify('sha256').update(messages[i]!);
      expect(check.verify({ key: publicKey, dsaEncoding: 'ieee-p1363' }, signature)).toBe(true);
    }
  });

  test('[S91] what makes a token unusable is told in a sentence', async () => {
    const fails = ({ key, issuers, ...place }: Partial<TokenPlace & Omit<SealToken, 'token'>>, sentence: RegExp) => {
      const token = openToken({ ...soft.place, ...place });
      const changed = { ...(key === undefined ? {} : { key }), ...(issuers === undefined ? {} : { issuers }) };
      return expect(openSealToken({ ...seal, ...changed, token }, now)).rejects.toThrow(sentence);
    };
    await fails({ token: 'lain' }, /^The seal "ec" on the token "lain" is not there: no such token\.$/);
    await fails({ key: 'lain' }, /is not there: no certificate of this label/);
    await fails({ module: '/etc/passwd' }, /PKCS11_MODULE is no PKCS#11 library/);
    await fails({ issuers: [] }, /does not hold every issuer of "Segel Token Contoh".*SEAL_CHAIN/);
    await fails({ pin: '999999' }, /does not open with the PIN of PKCS11_PIN_FILE/);
    await fails({ environment: { ...soft.place.environment, PATH: '/nowhere' } }, /needs the program pkcs11-tool/);
    // A certificate whose key is another one: found out by the first signature.
    await soft.tool('--write-object', 'seal.der', '--type', 'cert', '--label', 'tanpa', '--id', '04');
    await fails({ key: 'tanpa' }, /has no private key beside its certificate/);
    await soft.tool('--keypairgen', '--key-type', 'rsa:2048', '--label', 'tukar', '--id', '03');
    await soft.tool('--write-object', 'seal.der', '--type', 'cert', '--label', 'tukar', '--id', '03');
    await fails({ key: 'tukar' }, /has another key than its certificate/);
  });
});

test.skipIf(hasSoftToken)('[S91] a token cannot be tried here: softhsm2 and opensc are not installed', () => undefined);
