import { execFile } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openDeviceKey } from '#client/signing/device-key.ts';
import { certificateRequest } from '#client/signing/request.ts';
import { randomBytes } from '#platform/random';
import { adoptAuthority } from '#signing/adopt';
import { openAuthority, type Authority, type IssuedCertificate } from '#signing/authority';
import { requestIssuing } from '#signing/issuing-request';
import { issuingOn } from '#signing/issuing-token';
import { openToken, type Token } from '#signing/pkcs11-token';
import { foreignAuthority, foreignRootList } from '#support/seal-files';
import { unrefused } from '#support/signing-kit';
import { hasSoftToken, openSoftToken, type SoftToken } from '#support/soft-token';

const openssl = async (...words: string[]): Promise<string> =>
  (await promisify(execFile)('openssl', words)).stdout.trim();
const pem = (der: Uint8Array): string => new X509Certificate(der).toString();

describe.skipIf(!hasSoftToken)('an issuing authority on a token (needs Debian: softhsm2 and opensc)', () => {
  let soft: SoftToken;
  let token: Token;
  let folder: string;
  let labels = 0;
  /** A new key for each test. */
  let label: string;
  /** A minute on: the certificates of others are younger than this file. */
  const now = new Date(Date.now() + 60_000);

  beforeAll(async () => {
    soft = await openSoftToken('penerbit');
    token = openToken(soft.place);
  });
  afterAll(() => soft[Symbol.asyncDispose]());
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'teken-issuing-'));
    label = `kunci ${(labels += 1)}`;
  });
  afterEach(() => rm(folder, { recursive: true }));

  const file = (name: string): string => join(folder, name);
  const keys = (): string => join(folder, 'keys');
  const plain = () => ({
    folder: keys(),
    organiser: 'Badan Contoh',
    now,
    crlUrl: 'http://localhost:3000/authority/crl',
    randomBytes,
  });
  const place = (name = label) => ({ ...plain(), issuingToken: issuingOn(token, name) });

  const issueTo = async (authority: Pick<Authority, 'issue'>, name: string): Promise<IssuedCertificate> => {
    const store = { get: async () => undefined, keep: async (_id: string, pair: CryptoKeyPair) => pair };
    const csr = await certificateRequest(await openDeviceKey(store, { ceremonyId: 'contoh', personId: name }));
    const who = { name, role: 'Direktur / Director', organisation: 'PT Contoh', personId: name, deviceId: 'd' };
    return unrefused(await authority.issue({ csr, ...who, now }));
  };

  /** OpenSSL's word on a certificate below that authority, with both lists: `OK`, or why not. */
  const judge = async (authority: Authority, certificate: Uint8Array, crl: Uint8Array): Promise<string> => {
    await writeFile(file('root.pem'), authority.rootPem);
    await writeFile(file('issuing.pem'), authority.chain.map(pem).join(''));
    await writeFile(file('leaf.pem'), pem(certificate));
    for (const [name, list] of [
      ['crl', crl],
      ['root-crl', await authority.rootCrl(now)],
    ] as const) {
      await writeFile(file(`${name}.der`), list);
      await openssl('crl', '-inform', 'DER', '-in', file(`${name}.der`), '-out', file(`${name}.pem`));
    }
    const lists = ['-CRLfile', file('crl.pem'), '-CRLfile', file('root-crl.pem'), '-crl_check_all', '-x509_strict'];
    const path = ['-CAfile', file('root.pem'), '-untrusted', file('issuing.pem'), file('leaf.pem')];
    const at = ['-attime', String(Math.floor(now.getTime() / 1000))];
    return openssl('verify', ...at, ...lists, ...path).catch((error: unknown) => (error as Error).message);
  };

  test('[S115] certificates and lists are signed by a key that was made on the token and is nowhere else; OpenSSL agrees', async () => {
    const authority = await openAuthority(place());
    const files = await readdir(keys());
    expect(files.filter((name) => name.endsWith('.key.pem')).toSorted()).toEqual(
      expect.arrayContaining(['root.key.pem', 'seal.key.pem', 'time.key.pem']),
    );
    expect(files).not.toContain('issuing.key.pem');
    const listed = (await soft.tool('--list-objects', '--type', 'privkey')).stdout.split(/^(?=\S)/m);
    const own = listed.filter((one) => one.includes(`  ${label}\n`));
    expect(own).toEqual([expect.stringContaining('sensitive, always sensitive, never extractable, local')]);
    const people = await Promise.all(['Ayu', 'Budi', 'Citra', 'Dewi'].map((name) => issueTo(authority, name)));
    const [ayu, budi] = [people[0]!, people[1]!];
    const entry = { serial: budi.serialNumber, at: now, reason: 'superseded' } as const;
    const crl = await authority.crl(now, [entry]);
    for (const { certificate } of [ayu, people[2]!, people[3]!])
      expect(await judge(authority, certificate, crl)).toMatch(/OK$/);
    for (const { certificate } of [authority.sealSigner, authority.timeSigner])
      expect(await judge(authority, certificate, crl)).toMatch(/OK$/);
    expect(await judge(authority, budi.certificate, crl)).toContain('certificate revoked');
  });

  test('[S115] it is the same authority at the next start; that of rehearsals has its key in its folder', async () => {
    const first = await openAuthority(place());
    const second = await openAuthority(place());
    expect(second.chain).toEqual(first.chain);
    expect(second.sealSigner.certificate).toEqual(first.sealSigner.certificate);
    expect(await readdir(join(keys(), 'rehearsal'))).toContain('issuing.key.pem');
    const { certificate } = await issueTo(second.rehearsal, 'Ayu');
    expect(new X509Certificate(certificate).verify(new X509Certificate(second.rehearsal.chain[0]!).publicKey)).toBe(
      true,
    );
  });

  test('[S115] a first start that was cut short is gone on with, wherever that was', async () => {
    await issuingOn(token, label).make(randomBytes);
    const { chain, root } = await openAuthority(place());
    for (const name of ['issuing.pem', 'issuing.token']) await rm(join(keys(), name));
    const after = await openAuthority(place());
    expect(after.chain).toEqual(chain);
    expect(after.root).toEqual(root);
    expect((await soft.tool('--list-objects', '--type', 'privkey')).stdout.split(`  ${label}\n`)).toHaveLength(2);
  });

  test('[S120] an authority stays where its key is: settings that say otherwise end the start with a sentence', async () => {
    await openAuthority(place());
    await expect(openAuthority(plain())).rejects.toThrow(
      `The key of the issuing authority is on the token "penerbit" as "${label}"; name it with PKCS11_MODULE, PKCS11_TOKEN, PKCS11_PIN_FILE and PKCS11_ISSUING_KEY.`,
    );
    await expect(openAuthority(place('lain'))).rejects.toThrow(
      'The issuing authority "lain" on the token "penerbit" is not there: no private key of this label.',
    );
    const before = label;
    label = 'tukar';
    await issuingOn(token, label).make(randomBytes);
    await expect(openAuthority(place())).rejects.toThrow(/has another key than its certificate\.$/);
    // Another house: the same key under another root would let one's list speak for the other's certificates.
    const other = { ...place(before), folder: join(folder, 'other') };
    await expect(openAuthority(other)).rejects.toThrow(/has a certificate of another root: take it along with/);
    const filed = { ...plain(), folder: join(folder, 'filed') };
    await openAuthority(filed);
    await expect(openAuthority({ ...filed, issuingToken: issuingOn(token, label) })).rejects.toThrow(
      /is a file in .*filed, where it has issued certificates; PKCS11_ISSUING_KEY is for a new data folder\.$/,
    );
  });

  const fails = async (changed: Partial<SoftToken['place']>, sentence: RegExp): Promise<void> => {
    const issuingToken = issuingOn(openToken({ ...soft.place, ...changed }), label);
    await expect(openAuthority({ ...plain(), issuingToken })).rejects.toThrow(sentence);
    expect(await readdir(keys())).toEqual([]);
  };

  test('[S119] a token that cannot be used ends the first start with a sentence, before anything was made', async () => {
    await fails({ pin: '999999' }, /^The issuing authority "kunci \d+" on the token "penerbit" does not open with/);
    await fails({ token: 'lain' }, /on the token "lain" is not there: no such token\.$/);
    await fails({ module: '/etc/passwd' }, /PKCS11_MODULE is no PKCS#11 library\.$/);
    await fails({ environment: { PATH: '/nowhere' } }, /needs the program pkcs11-tool \(Debian's opensc\)/);
  });

  test.each(['EC:prime256v1', 'rsa:2048'])(
    '[S116] [S117] a key of the token, %s, asks a root that is kept elsewhere, and issues below it',
    async (type) => {
      await foreignAuthority(folder);
      await soft.tool('--keypairgen', '--key-type', type, '--label', label, '--id', `a${labels}`);
      await writeFile(file('issuing.csr'), await requestIssuing(place()));
      expect(await openssl('req', '-in', file('issuing.csr'), '-noout', '-verify', '-subject')).toContain(
        'CN = Teken Badan Contoh Issuing',
      );
      await writeFile(
        file('ext'),
        'basicConstraints=critical,CA:true,pathlen:0\nkeyUsage=critical,keyCertSign,cRLSign\nsubjectKeyIdentifier=hash\n',
      );
      const signer = ['-CA', file('root.pem'), '-CAkey', file('root.key.pem'), '-extfile', file('ext')];
      const signed = ['-days', '900', '-set_serial', '77', '-out', file('own.pem')];
      await openssl('x509', '-req', '-in', file('issuing.csr'), ...signer, ...signed);
      const root = await readFile(file('root.pem'));
      const rootList = await readFile(await foreignRootList(folder));
      const { issuingToken } = place();
      await expect(adoptAuthority(place(), { token: issuingToken, certificate: null, root, rootList })).rejects.toThrow(
        /No certificate of the issuing authority is beside its key/,
      );
      const certificate = await readFile(file('own.pem'));
      await adoptAuthority(place(), { token: issuingToken, certificate, root, rootList });
      const authority = await openAuthority(place());
      const { certificate: leaf } = await issueTo(authority, 'Ayu');
      expect(await judge(authority, leaf, await authority.crl(now, []))).toMatch(/OK$/);
      // The certificate stands beside the key now: a new house takes both from there.
      const moved = { ...place(), folder: join(folder, 'moved') };
      await adoptAuthority(moved, { token: issuingToken, certificate: null, root, rootList });
      expect((await openAuthority(moved)).chain).toEqual(authority.chain);
    },
  );

  test('[S116] what cannot issue is refused, and nothing is kept', async () => {
    await foreignAuthority(folder);
    const read = (name: string): Promise<Buffer> => readFile(join(folder, name));
    const above = { root: await read('root.pem'), rootList: await readFile(await foreignRootList(folder)) };
    await issuingOn(token, label).make(randomBytes);
    const { issuingToken } = place();
    // A good authority, whose key is another one.
    await expect(
      adoptAuthority(place(), { token: issuingToken, certificate: await read('issuing.pem'), ...above }),
    ).rejects.toThrow(/has another key than its certificate\.$/);
    expect(await readdir(folder)).not.toContain('keys');
    await openAuthority(place());
    await expect(requestIssuing(place())).rejects.toThrow(/An authority is in .* already/);
    label = 'lebih besar';
    await soft.tool('--keypairgen', '--key-type', 'EC:secp384r1', '--label', label, '--id', 'b384');
    const other = { ...place(), folder: join(folder, 'other') };
    await expect(requestIssuing(other)).rejects.toThrow(/has a public key that this pkcs11-tool cannot read/);
    await expect(requestIssuing(plain())).rejects.toThrow(/A request is for a key on a token/);
  });
});

test.skipIf(hasSoftToken)(
  '[S115] a token cannot be tried here: softhsm2 and opensc are not installed',
  () => undefined,
);
