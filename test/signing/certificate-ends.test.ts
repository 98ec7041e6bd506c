import 'reflect-metadata';
import { X509Certificate as NodeCertificate } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { certificateRequest } from '#client/signing/request.ts';
import { createTimeStamps } from '#flow/time-stamps';
import { randomBytes } from '#platform/random';
import { newLiveCeremony } from '#projections/live-ceremony';
import { adoptAuthority } from '#signing/adopt';
import { openAuthority, type AuthorityOptions } from '#signing/authority';
import { openIssuers, renewOwn, serialOf } from '#signing/authority-keys';
import { validityOf } from '#signing/certificate-ends';
import { makeIssuing, makeRoot, P256 } from '#signing/certificate-profile';
import { requireValid } from '#signing/certify';
import { makeCrl } from '#signing/crl';
import { keyHere } from '#signing/key-algorithms';
import { createOwnTimeStamper } from '#signing/time-stamp-own';
import { timeStampRequest } from '#signing/time-stamp-request';
import { readTimeStampResponse } from '#signing/time-stamp-response';
import { AT, openSigningKit, unrefused } from '#support/signing-kit';

const DAY = 86_400_000;
const after = (days: number): Date => new Date(AT.getTime() + days * DAY);
/** The house's own authority ends so long after its first start. */
const AUTHORITY_DAYS = 3653;
let folder: string;
let csr: Uint8Array;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'teken-ends-'));
  csr = await certificateRequest(await crypto.subtle.generateKey(P256, false, ['sign', 'verify']));
});
afterAll(() => rm(folder, { recursive: true }));

const placeIn = (name: string, now = AT): AuthorityOptions => ({
  folder: join(folder, name),
  organiser: 'Badan Contoh',
  now,
  crlUrl: 'http://localhost:3000/authority/crl',
  randomBytes,
});
const asked = (now: Date) => ({
  csr,
  name: 'Ayu',
  role: 'Direktur',
  organisation: 'PT Contoh',
  personId: 'ayu',
  deviceId: 'd',
  now,
});
const notValid = { refused: { code: 'certificate-not-valid' } };

const keysOf = () => crypto.subtle.generateKey(P256, true, ['sign', 'verify']);
const subject = (commonName: string) => ({ commonName, organisation: 'Badan Contoh' });

/** An issuing authority for 200 days below a root that ends after 100. */
const openBelowShortRoot = async (name: string) => {
  const place = placeIn(name);
  const [rootKeys, issuingKeys] = [await keysOf(), await keysOf()];
  const notBefore = after(-1);
  const key = keyHere(rootKeys.privateKey);
  const root = await makeRoot(
    {
      notBefore,
      notAfter: after(100),
      serial: serialOf(place),
      subject: subject('Akar'),
      publicKey: rootKeys.publicKey,
    },
    key,
  );
  const issuing = await makeIssuing(
    {
      notBefore,
      notAfter: after(200),
      serial: serialOf(place),
      subject: subject('Terbit'),
      publicKey: issuingKeys.publicKey,
    },
    { certificate: root, key },
    'http://localhost:3000/root-crl',
  );
  const pkcs8 = Buffer.from(await crypto.subtle.exportKey('pkcs8', issuingKeys.privateKey)).toString('base64');
  await adoptAuthority(place, {
    root: Buffer.from(root.toString('pem')),
    rootList: await makeCrl({ certificate: root, key }, { revoked: [], now: AT, number: 1 }),
    certificate: Buffer.from(issuing.toString('pem')),
    key: Buffer.from(`-----BEGIN PRIVATE KEY-----\n${pkcs8}\n-----END PRIVATE KEY-----\n`),
    keyPassphrase: null,
  });
  return openAuthority(place);
};

test('[S138] [S140] nothing is valid for longer than the issuing authority or its root, and nothing is issued or signed after that', async () => {
  await using kit = await openSigningKit();
  const end = after(AUTHORITY_DAYS);
  expect(unrefused(await kit.authority.issue(asked(after(100)))).notAfter).toEqual(after(465));
  expect(unrefused(await kit.authority.issue(asked(after(3600)))).notAfter).toEqual(end);
  expect(await kit.authority.issue(asked(after(AUTHORITY_DAYS + 1)))).toMatchObject(notValid);
  expect(await kit.authority.issue(asked(after(-1)))).toMatchObject(notValid);

  const short = await openBelowShortRoot('short');
  expect(unrefused(await short.issue(asked(AT))).notAfter).toEqual(after(100));
  for (const { certificate } of [short.certificationSigner, short.sealSigner, short.timeSigner])
    expect(validityOf(certificate).until).toEqual(after(100));
  expect(await short.issue(asked(after(101)))).toMatchObject(notValid);

  // A seal of another's, which is valid for longer than what stands above it.
  const [issuer] = short.chain;
  const brought = { ...kit.authority.sealSigner, chain: [issuer ?? new Uint8Array()], root: short.root };
  expect(() => requireValid(brought, after(99))).not.toThrow();
  expect(() => requireValid(brought, after(101))).toThrow(/not now\. Nothing was signed/);
  expect(() => requireValid({ ...brought, root: kit.authority.root }, after(150))).not.toThrow();
  expect(() => requireValid({ ...brought, root: kit.authority.root }, after(201))).toThrow('not now');
});

test('[S139] the own time-stamp authority gives no token once its certificate has ended, and says why', async () => {
  await using kit = await openSigningKit();
  let now = after(364);
  const own = createOwnTimeStamper({ signer: kit.authority.timeSigner, now: () => now, randomBytes });
  const hash = new Uint8Array(32);
  const question = timeStampRequest(hash, Buffer.from([1]));
  const status = async () => readTimeStampResponse(await own.answer(question));
  expect((await own.stamp(hash)).length).toBeGreaterThan(500);
  expect(await status()).toMatchObject({ status: 0 });
  now = after(366);
  await expect(own.stamp(hash)).rejects.toMatchObject({ name: 'TimeStampFault', kind: 'not-valid' });
  const refused = await status();
  expect(refused).toMatchObject({ status: 2, token: null });
  expect(refused?.detail).toMatch(/time-stamp authority is valid from .* not now/);

  const clock = { now: () => now };
  const stamps = createTimeStamps({ authority: kit.authority, external: null, timeoutMs: 0, clock, randomBytes });
  const told = await stamps.soon(newLiveCeremony('small'), hash);
  expect(told).toEqual({ token: null, timestamp: null, problem: 'not-valid' });
});

test('[S141] what ends is told in time: the authority by the days of certificates, its own by what a start renews', async () => {
  await using kit = await openSigningKit();
  const told = (now: Date) => kit.authority.ends(now).map(({ certificate, mend }) => [certificate, mend]);
  expect(told(AT)).toEqual([]);
  expect(told(after(334))).toEqual([]);
  const own = ['certification', 'seal', 'time'].map((name) => [name, 'restart']);
  expect(told(after(336))).toEqual(own);
  expect(told(after(400))).toEqual(own);

  const late = await openAuthority({ ...placeIn('late'), now: after(-(AUTHORITY_DAYS - 366)) });
  expect(late.ends(after(0))).toMatchObject([{ mend: 'restart' }, { mend: 'restart' }, { mend: 'restart' }]);
  expect((await openAuthority(placeIn('late'))).ends(AT)).toEqual([]);
  // The own certificates end with the authority now: what mends that is one thing.
  const two = { ...placeIn('late'), now: after(2) };
  expect((await openAuthority(two)).ends(after(2))).toEqual([
    { certificate: 'root', until: after(366), mend: 'new-authority' },
  ]);
  expect((await openAuthority({ ...two, certificateDays: 30 })).ends(after(2))).toEqual([]);

  const short = await openBelowShortRoot('other-short');
  expect(short.ends(AT).map(({ certificate }) => certificate)).toEqual(['root']);
  const seal = { ...kit.authority.sealSigner, root: kit.authority.root };
  const brought = await openAuthority({ ...placeIn('brought'), seal });
  expect(brought.ends(after(336))).toContainEqual({
    certificate: 'seal',
    until: validityOf(seal.certificate).until,
    mend: 'new-seal',
  });
});

test('[S142] [S144] an authority that has ended keeps no house from starting, and its lists go on', async () => {
  const first = await openAuthority(placeIn('ended'));
  const now = after(AUTHORITY_DAYS + 10);
  const place = placeIn('ended', now);
  const again = await openAuthority(place);
  expect(again.sealSigner.certificate).toEqual(first.sealSigner.certificate);
  expect(again.ends(now).map(({ certificate }) => certificate)).toEqual(['root']);
  expect(() => requireValid(again.sealSigner, now)).toThrow('not now');
  const issuers = await openIssuers(place);
  await expect(renewOwn(place, issuers, 'time')).rejects.toThrow(/^The root ended on 2031-/);
  expect((await again.crl(now, [])).length).toBeGreaterThan(100);
  // Where nothing would be won by it, each start would make other keys.
  const soon = placeIn('soon', after(-(AUTHORITY_DAYS - 20)));
  await openAuthority(soon);
  const second = await openAuthority({ ...soon, now: AT });
  expect(new NodeCertificate(second.timeSigner.certificate).validToDate).toEqual(after(20));
  const third = await openAuthority({ ...soon, now: after(1) });
  expect(third.timeSigner.certificate).toEqual(second.timeSigner.certificate);
});
