import { execFile } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat, unlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import 'reflect-metadata';
import { PemConverter, X509Crl } from '@peculiar/x509';
import { expect, test } from 'vitest';
import { certificateRequest } from '#client/signing/request.ts';
import { randomBytes } from '#platform/random';
import { openAuthority, type Authority } from '#signing/authority';
import { verifyPdf } from '#signing/verify';
import { AT, openSigningKit, sealedPdf, unrefused } from '#support/signing-kit';

const run = promisify(execFile);

const ask = (authority: Authority, csr: Uint8Array, name = 'Ayu Contoh, S.E.') =>
  authority.issue({
    csr,
    name,
    role: 'Direktur Utama',
    organisation: 'PT Contoh, Tbk. "Satu"',
    personId: 'person-1',
    deviceId: 'device-1',
    now: AT,
  });

const pair = (namedCurve: string) => crypto.subtle.generateKey({ name: 'ECDSA', namedCurve }, true, ['sign', 'verify']);

async function opensslRequest(...args: string[]): Promise<Uint8Array> {
  const folder = await mkdtemp(join(tmpdir(), 'teken-csr-'));
  try {
    const out = join(folder, 'request.der');
    await run('openssl', [
      'req',
      '-new',
      '-nodes',
      '-subj',
      '/CN=Admin',
      '-outform',
      'DER',
      '-keyout',
      '/dev/null',
      '-out',
      out,
      ...args,
    ]);
    return await readFile(out);
  } finally {
    await rm(folder, { recursive: true });
  }
}

test('[S7] a certificate carries what the ceremony says, not what the request says', async () => {
  await using kit = await openSigningKit();
  const csr = await opensslRequest('-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256');
  const issued = unrefused(await ask(kit.authority, csr));
  const certificate = new X509Certificate(issued.certificate);
  expect(certificate.subject.split('\n')).toEqual([
    'C=ID',
    'O=PT Contoh\\, Tbk. \\"Satu\\"',
    'title=Direktur Utama',
    'CN=Ayu Contoh\\, S.E.',
    expect.stringMatching(/^serialNumber=TKN-[0-9a-f]{16}-[0-9a-f]{8}$/),
  ]);
  expect(certificate.ca).toBe(false);
  const long = unrefused(await ask(kit.authority, csr, 'Yang Terhormat '.repeat(9)));
  expect(new X509Certificate(long.certificate).subject).toMatch(/\nCN=(Yang Terhormat ){4}Yan…\n/);
  expect(certificate.serialNumber.toLowerCase()).toBe(issued.serialNumber);
  expect(issued.notAfter.getTime() - AT.getTime()).toBe(365 * 86_400_000);
});

test('[S7] the path holds byte by byte, and the certificate says what kind of signature it makes', async () => {
  await using kit = await openSigningKit(new Date());
  const { certificate } = await kit.signatory('Ayu');
  const files = ['root', 'issuing', 'ayu'].map((name) => join(kit.folder, `${name}.check.pem`));
  const ders = [kit.authority.root, kit.authority.chain[0]!, certificate];
  await Promise.all(files.map((file, i) => writeFile(file, new X509Certificate(ders[i]!).toString())));
  const [root, issuing, ayu] = files as [string, string, string];
  const checked = await run('openssl', ['verify', '-x509_strict', '-CAfile', root, '-untrusted', issuing, ayu]);
  expect(checked.stdout).toContain('OK');
  const { stdout } = await run('openssl', ['x509', '-in', ayu, '-noout', '-text', '-nameopt', 'RFC2253']);
  expect(stdout).toMatch(/Digital Signature, Non Repudiation/);
  expect(stdout).toMatch(/E-mail Protection, 1\.3\.6\.1\.5\.5\.7\.3\.36/);
  expect(stdout).toContain('URI:http://localhost:3000/crl');
  expect(stdout).toMatch(/Uncertified electronic signature; the issuer is not a PSrE/);
  expect(stdout).toMatch(/prime256v1/);
});

test('[S7] only a P-256 key whose holder signed the request gets a certificate', async () => {
  await using kit = await openSigningKit();
  const good = await certificateRequest(await pair('P-256'));
  const [mine, theirs] = [await pair('P-256'), await pair('P-256')];
  const stolen = await certificateRequest({ publicKey: theirs.publicKey, privateKey: mine.privateKey });
  const cases: readonly [string, Uint8Array][] = [
    ['not-p256', await opensslRequest('-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-384')],
    ['not-p256', await opensslRequest('-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:secp256k1')],
    ['not-p256', await opensslRequest('-newkey', 'rsa:2048')],
    ['not-p256', await opensslRequest('-newkey', 'ed25519')],
    ['bad-proof', stolen],
    ['bad-csr', new Uint8Array()],
    ['bad-csr', good.subarray(0, -1)],
    ['bad-csr', Buffer.concat([good, Buffer.from([0])])],
    ['bad-csr', new TextEncoder().encode('-----BEGIN CERTIFICATE REQUEST-----')],
    ['bad-csr', new Uint8Array(5000).fill(0x30)],
  ];
  for (const [refused, csr] of cases)
    expect(await ask(kit.authority, csr)).toMatchObject({ refused: { code: refused } });
  expect(await ask(kit.authority, good)).not.toHaveProperty('refused');
});

test('[S7] a request with any byte changed never gets a certificate for another key by accident', async () => {
  await using kit = await openSigningKit();
  const good = await certificateRequest(await pair('P-256'));
  for (let at = 0; at < good.length; at += 7) {
    const changed = Uint8Array.from(good);
    changed[at] = changed[at]! ^ 0x10;
    expect(await ask(kit.authority, changed)).toHaveProperty('refused');
  }
});

test('[S7] the revocation list is real: signed, dated, empty', async () => {
  await using kit = await openSigningKit();
  const crl = new X509Crl(Uint8Array.from(await kit.authority.crl(AT, [])));
  expect(await crl.verify({ publicKey: await crlKey(kit.authority) })).toBe(true);
  expect(crl.entries).toHaveLength(0);
  expect(crl.nextUpdate!.getTime() - crl.thisUpdate.getTime()).toBe(7 * 86_400_000);
});

const crlKey = async (authority: Authority): Promise<CryptoKey> => {
  const spki = new X509Certificate(authority.chain[0]!).publicKey.export({ type: 'spki', format: 'der' });
  return crypto.subtle.importKey('spki', Uint8Array.from(spki), { name: 'ECDSA', namedCurve: 'P-256' }, true, [
    'verify',
  ]);
};

const reopen = (folder: string, now = AT) =>
  openAuthority({
    folder: join(folder, 'keys'),
    organiser: 'Badan Contoh',
    now,
    crlUrl: 'http://localhost:3000/crl',
    randomBytes,
  });

test('[S8] keys are for their owner alone, and the same folder gives the same authority', async () => {
  await using kit = await openSigningKit();
  const keys = join(kit.folder, 'keys');
  for (const folder of [keys, join(keys, 'rehearsal')]) {
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
    const files = (await readdir(folder)).filter((name) => name !== 'rehearsal');
    expect(files.toSorted()).toEqual([
      'certification.key.pem',
      'certification.pem',
      'issuing.key.pem',
      'issuing.pem',
      'root.key.pem',
      'root.pem',
      'seal.key.pem',
      'seal.pem',
      'time.key.pem',
      'time.pem',
    ]);
    for (const file of files) expect((await stat(join(folder, file))).mode & 0o777).toBe(0o600);
  }
  const again = await reopen(kit.folder);
  expect(again.rootPem).toBe(kit.authority.rootPem);
  expect(again.rehearsal.rootPem).toBe(kit.authority.rehearsal.rootPem);
  expect(again.sealSigner.certificate).toEqual(kit.authority.sealSigner.certificate);
});

test('[S8] a first start that was cut short is made up for; a lost or damaged key is a fault', async () => {
  await using kit = await openSigningKit();
  const keys = join(kit.folder, 'keys');
  // Cut short between key and certificate.
  await unlink(join(keys, 'seal.pem'));
  expect((await reopen(kit.folder)).sealSigner.certificate).not.toEqual(kit.authority.sealSigner.certificate);
  await writeFile(join(keys, 'issuing.key.pem'), 'not a key');
  await expect(reopen(kit.folder)).rejects.toThrow(/issuing .* is damaged/);
  await unlink(join(keys, 'root.key.pem'));
  await expect(reopen(kit.folder)).rejects.toThrow(/root\.key\.pem is missing/);
});

test("[S8] the organiser's certificate is renewed before it expires; the root stays", async () => {
  await using kit = await openSigningKit();
  const later = await reopen(kit.folder, new Date(AT.getTime() + 340 * 86_400_000));
  expect(later.rootPem).toBe(kit.authority.rootPem);
  expect(later.sealSigner.certificate).not.toEqual(kit.authority.sealSigner.certificate);
});

test('[S20] a rehearsal has another authority, which says in every certificate that it is not valid', async () => {
  await using kit = await openSigningKit();
  const { rehearsal, ...real } = kit.authority;
  expect(rehearsal.name).toBe('GLADI RESIK / REHEARSAL - TIDAK BERLAKU / NOT VALID Root');
  expect(real.name).not.toContain('GLADI');
  const csr = await opensslRequest('-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256');
  const person = new X509Certificate(unrefused(await ask({ ...rehearsal, rehearsal }, csr)).certificate);
  const own = [rehearsal.root, ...rehearsal.chain, rehearsal.sealSigner.certificate].map(
    (der) => new X509Certificate(der),
  );
  for (const { subject } of [...own, person]) {
    expect(subject).toContain('OU=GLADI RESIK / REHEARSAL - TIDAK BERLAKU / NOT VALID');
  }
  const [realRoot, realIssuing] = [real.root, ...real.chain].map((der) => new X509Certificate(der));
  const [root, issuing] = own;
  expect(person.verify(issuing!.publicKey) && issuing!.verify(root!.publicKey)).toBe(true);
  expect([realRoot, realIssuing].some((other) => person.verify(other!.publicKey))).toBe(false);
  expect(issuing!.verify(realRoot!.publicKey)).toBe(false);
});

test('[S110] certification and seal are two certificates of two keys, in rehearsals too', async () => {
  await using kit = await openSigningKit();
  const { rehearsal, ...real } = kit.authority;
  for (const one of [real, rehearsal]) {
    const [certification, own] = [one.certificationSigner, one.sealSigner].map(
      ({ certificate }) => new X509Certificate(certificate),
    ) as [X509Certificate, X509Certificate];
    expect(certification.publicKey.equals(own.publicKey)).toBe(false);
    expect(certification.serialNumber).not.toBe(own.serialNumber);
    expect(certification.subject).toContain('title=Pengesahan naskah / Certification');
    expect(certification.subject).not.toBe(own.subject);
    expect(certification.verify(new X509Certificate(one.chain[0]!).publicKey)).toBe(true);
  }
  const later = await reopen(kit.folder, new Date(AT.getTime() + 340 * 86_400_000));
  expect(later.certificationSigner.certificate).not.toEqual(real.certificationSigner.certificate);
});

test('[S110] a folder from before gets one at the next start; what the seal certified stays good, sealed now or then', async () => {
  await using kit = await openSigningKit();
  const keys = join(kit.folder, 'keys');
  for (const folder of [keys, join(keys, 'rehearsal')]) {
    await unlink(join(folder, 'certification.pem'));
    await unlink(join(folder, 'certification.key.pem'));
  }
  const before = await readdir(keys);
  const { certificationSigner, sealSigner, rehearsal, rootPem } = await reopen(kit.folder);
  expect((await readdir(keys)).filter((name) => !before.includes(name)).toSorted()).toEqual([
    'certification.key.pem',
    'certification.pem',
  ]);
  expect((await reopen(kit.folder)).certificationSigner.certificate).toEqual(certificationSigner.certificate);
  expect(rehearsal.certificationSigner.certificate).not.toEqual(certificationSigner.certificate);
  expect([rootPem, sealSigner.certificate]).toEqual([kit.authority.rootPem, kit.authority.sealSigner.certificate]);
  const old = { ...kit.authority, certificationSigner: kit.authority.sealSigner };
  const roots = [kit.authority.root];
  for (const authority of [old, { ...old, sealSigner }, { ...old, certificationSigner }]) {
    const report = await verifyPdf(await sealedPdf({ ...kit, authority }), { roots, now: AT });
    expect(report).toMatchObject({ verdict: 'valid', signatures: [{ certifies: true }, { certifies: false }] });
  }
});

test('[S80] time stamps have a key of their own, whose certificate is good for nothing else', async () => {
  await using kit = await openSigningKit(new Date());
  const { rehearsal, ...real } = kit.authority;
  for (const one of [real, rehearsal]) {
    const time = join(kit.folder, 'time.check.pem');
    const chain = join(kit.folder, 'chain.check.pem');
    await writeFile(time, new X509Certificate(one.timeSigner.certificate).toString());
    await writeFile(chain, one.rootPem + '\n' + one.chain.map((der) => new X509Certificate(der).toString()).join('\n'));
    const { stdout } = await run('openssl', ['x509', '-in', time, '-noout', '-text']);
    expect(stdout).toMatch(/X509v3 Extended Key Usage: critical\n +Time Stamping\n/);
    expect(stdout).toMatch(/X509v3 Key Usage: critical\n +Digital Signature, Non Repudiation\n/);
    const checked = await run('openssl', [
      'verify',
      '-x509_strict',
      '-purpose',
      'timestampsign',
      '-CAfile',
      chain,
      time,
    ]);
    expect(checked.stdout).toContain('OK');
    expect(one.timeSigner.certificate).not.toEqual(one.sealSigner.certificate);
    expect(one.timeSigner.chain).toEqual(one.chain);
  }
  expect(new X509Certificate(rehearsal.timeSigner.certificate).subject).toContain('OU=GLADI RESIK / REHEARSAL');
  const later = await reopen(kit.folder, new Date(Date.now() + 340 * 86_400_000));
  expect(later.timeSigner.certificate).not.toEqual(kit.authority.timeSigner.certificate);
});

test('[S81] root and issuing authority both publish a list; a whole path is checked against both', async () => {
  await using kit = await openSigningKit(new Date());
  const ayu = await kit.signatory('Ayu');
  const at = (name: string): string => join(kit.folder, name);
  await writeFile(at('r.pem'), kit.authority.rootPem);
  await writeFile(at('i.pem'), new X509Certificate(kit.authority.chain[0]!).toString());
  await writeFile(at('a.pem'), new X509Certificate(ayu.certificate).toString());
  const lists = [await kit.authority.crl(new Date(), []), await kit.authority.rootCrl(new Date())];
  await writeFile(
    at('lists.pem'),
    lists.map((der) => PemConverter.encode(Uint8Array.from(der), 'X509 CRL')).join('\n'),
  );
  const args = ['-crl_check_all', '-x509_strict', '-CAfile', at('r.pem'), '-untrusted', at('i.pem')];
  const checked = await run('openssl', ['verify', ...args, '-CRLfile', at('lists.pem'), at('a.pem')]);
  expect(checked.stdout).toContain('OK');
  await writeFile(at('one.pem'), PemConverter.encode(Uint8Array.from(lists[0]!), 'X509 CRL'));
  await expect(run('openssl', ['verify', ...args, '-CRLfile', at('one.pem'), at('a.pem')])).rejects.toThrow();
});
