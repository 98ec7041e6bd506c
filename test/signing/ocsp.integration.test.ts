import 'reflect-metadata';
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { KeyObject } from 'node:crypto';
import { X509Certificate } from '@peculiar/x509';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createForeignAnswers } from '#signing/foreign-answers';
import { createForeignRevocations } from '#signing/foreign-revocations';
import { ocspRequest } from '#signing/ocsp-request';
import { readCertificate } from '#signing/verify/certificate';
import { delegateOf } from '#support/ocsp-answers';
import { openOcspResponder, type OcspBehaviour } from '#support/ocsp-responder';
import type { ListBehaviour, ListIssuer } from '#support/revocation-lists';
import { openTimeStampAuthority, testSigner } from '#support/time-stamp-authority';

const NOW = new Date('2026-03-02T03:00:00Z');
const HOUR = 3_600_000;
const SIGNING = '1.3.6.1.5.5.7.3.4';
const run = promisify(execFile);

let issuer: ListIssuer;
beforeAll(async () => {
  ({ issuer } = await testSigner('ec', NOW, SIGNING));
});

type Told = { readonly ok: boolean; readonly why?: string; readonly detail?: string };
const inWords = (found: Told): string =>
  (found.ok ? 'found' : `${found.why}: ${found.detail}`).replaceAll(/127\.0\.0\.1:\d+/g, 'HOST');

/** A certificate that names a responder, which answers as told; time goes on as told. */
const openPlace = async (behaviour: OcspBehaviour = 'good') => {
  let time = NOW.getTime();
  const now = (): Date => new Date(time);
  const responder = await openOcspResponder(issuer, now);
  responder.behaviour = behaviour;
  const signer = await testSigner('ec', NOW, SIGNING, { issuer, ocspUrl: responder.url });
  const [own, root] = [readCertificate(signer.certificate), readCertificate(signer.root)];
  const answers = createForeignAnswers({ now, timeoutMs: 300, pauseMs: 30_000 });
  return {
    responder,
    ask: () => answers.of(own, root),
    pass: (milliseconds: number) => (time += milliseconds),
    [Symbol.asyncDispose]: () => responder[Symbol.asyncDispose](),
  };
};

const SIGNED = 'is not signed by the issuer, nor by whom the issuer authorised';

test.for<readonly [OcspBehaviour, string]>([
  ['good', 'found'],
  ['without-end', 'found'],
  ['delegated', 'found'],
  ['named-by-key', 'found'],
  ['revoked', 'found'],
  ['moved', 'found'],
  ['unknown', 'unfit: What HOST gave as the OCSP answer says that the certificate is unknown'],
  ['another-serial', 'unfit: What HOST gave as the OCSP answer is about another certificate'],
  ['another-issuer', `unfit: What HOST gave as the OCSP answer ${SIGNED}`],
  ['no-purpose', `unfit: What HOST gave as the OCSP answer ${SIGNED}`],
  ['past-delegate', `unfit: What HOST gave as the OCSP answer ${SIGNED}`],
  ['bad-signature', `unfit: What HOST gave as the OCSP answer ${SIGNED}`],
  [
    'needs-check',
    'not-offered: What HOST gave as the OCSP answer is signed by a responder that would have to be asked',
  ],
  ['critical', 'unfit: What HOST gave as the OCSP answer cannot be read as one'],
  ['nonsense', 'unfit: What HOST gave as the OCSP answer cannot be read as one'],
  ['ended', 'unfit: What HOST gave as the OCSP answer ended on 2026-03-01'],
  ['future', 'unfit: What HOST gave as the OCSP answer is dated in the future'],
  ['troubled', 'away: What HOST gave as the OCSP answer says no more than that nothing is answered (3)'],
  ['unauthorised', 'unfit: What HOST gave as the OCSP answer says no more than that nothing is answered (6)'],
  ['endless', 'not-offered: The OCSP answer at HOST is longer than 65536 bytes'],
  ['away', 'away: The OCSP answer at HOST was answered with status 503'],
  ['slow', 'away: The OCSP answer at HOST did not come in 300 ms'],
  ['hangs-up', 'away: The OCSP answer at HOST cannot be reached'],
  ['moved-to-file', 'away: The OCSP answer at HOST was moved to where it is not asked for'],
])('[S127] [S128] of a responder that is %s: %s', async ([behaviour, words]) => {
  await using place = await openPlace(behaviour);
  const told = inWords(await place.ask());
  expect(told.startsWith(words) ? words : told).toBe(words);
});

test('[S129] about each certificate it is asked once, again after an hour, and what is current counts meanwhile', async () => {
  await using place = await openPlace();
  expect((await Promise.all([place.ask(), place.ask(), place.ask()])).map(inWords)).toEqual([
    'found',
    'found',
    'found',
  ]);
  expect(place.responder.questions).toHaveLength(1);
  place.responder.behaviour = 'away';
  place.pass(HOUR);
  expect([inWords(await place.ask()), place.responder.questions.length]).toEqual(['found', 2]);
  place.pass(24 * HOUR);
  expect(inWords(await place.ask())).toMatch(/^away: /);
  place.responder.behaviour = 'without-end';
  place.pass(30_001);
  expect(inWords(await place.ask())).toBe('found');
  // Without an end it counts for five minutes.
  place.responder.behaviour = 'away';
  place.pass(4 * 60_000);
  expect(inWords(await place.ask())).toBe('found');
  place.pass(60_000);
  expect(inWords(await place.ask())).toMatch(/^away: /);
});

test.for<readonly [ListBehaviour | null, OcspBehaviour | null, string, number]>([
  ['current', 'good', 'crl', 0],
  ['away', 'good', 'ocsp', 1],
  ['endless', 'delegated', 'ocsp', 1],
  ['partial', 'good', 'ocsp', 1],
  [null, 'good', 'ocsp', 1],
  ['away', 'unknown', 'unfit', 1],
  ['endless', 'away', 'away', 1],
  ['away', 'needs-check', 'away', 1],
  ['partial', 'needs-check', 'not-offered', 1],
  ['partial', null, 'not-offered', 0],
  ['endless', null, 'not-offered', 0],
  [null, null, 'not-offered', 0],
])('[S125] [S54] a list that is %s and a responder that is %s: %s', async ([list, behaviour, what, asked]) => {
  await using place = await openTimeStampAuthority('ec', () => NOW, await testSigner('ec', NOW, SIGNING, { issuer }));
  await using responder = await openOcspResponder(issuer, () => NOW);
  if (list !== null) place.list = list;
  if (behaviour !== null) responder.behaviour = behaviour;
  const signer = await testSigner('ec', NOW, SIGNING, {
    issuer,
    ...(list === null ? {} : { listUrl: place.listUrl }),
    ...(behaviour === null ? {} : { ocspUrl: responder.url }),
  });
  const revocations = createForeignRevocations({ now: () => NOW, timeoutMs: 300, pauseMs: 30_000 });
  const found = await revocations.of(readCertificate(signer.certificate), readCertificate(signer.root));
  expect(found.ok ? found.form : found.why).toBe(what);
  expect(responder.questions).toHaveLength(asked);
  // Both are told of, so that whoever mends it knows.
  if (!found.ok && list !== null && behaviour !== null) {
    expect(found.detail).toMatch(/revocation list .*\. (The|What) .*OCSP answer/);
  }
});

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'teken-ocsp-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const pem = (certificate: X509Certificate): string => certificate.toString('pem');
const keyPem = ({ key }: ListIssuer): string => KeyObject.from(key).export({ type: 'pkcs8', format: 'pem' }).toString();

/** As OpenSSL's index of certificates writes it. */
const asDatabase = (day: Date): string => `${day.toISOString().slice(2, 19).replaceAll(/[-:T]/g, '')}Z`;

test('[S126] [S133] OpenSSL understands our question and is believed, and believes what we keep', async () => {
  const at = new Date();
  const place = await testSigner('ec', at, SIGNING);
  const responder = await delegateOf(place.issuer, at);
  const file = (name: string): string => join(folder, name);
  const end = asDatabase(new Date(at.getTime() + 86_400_000_000));
  const since = asDatabase(new Date(at.getTime() - HOUR));
  await Promise.all([
    writeFile(file('ca.pem'), pem(place.issuer.certificate)),
    writeFile(file('responder.pem'), pem(responder.certificate)),
    writeFile(file('responder.key'), keyPem(responder), { mode: 0o600 }),
    writeFile(
      file('index.txt'),
      `V\t${end}\t\t5A\tunknown\t/CN=Contoh\nR\t${end}\t${since},keyCompromise\t5B\tunknown\t/CN=Contoh\n`,
    ),
  ]);
  const args = [
    '-index',
    'index.txt',
    '-port',
    '0',
    '-CA',
    'ca.pem',
    '-rsigner',
    'responder.pem',
    '-rkey',
    'responder.key',
  ];
  const openssl = spawn('openssl', ['ocsp', ...args, '-ndays', '1'], { cwd: folder });
  try {
    const port = await new Promise<string>((resolve, reject) => {
      createInterface(openssl.stdout).on('line', (line) => {
        const found = /ACCEPT .*:(\d+)/.exec(line)?.[1];
        if (found !== undefined) resolve(found);
      });
      openssl.once('exit', () => reject(new Error('It does not listen.')));
    });
    const answers = createForeignAnswers({ now: () => new Date(), timeoutMs: 3_000 });
    for (const [serial, said] of [
      ['5a', 'good'],
      ['5b', 'revoked'],
      ['5c', 'unknown'],
    ] as const) {
      const ocspUrl = `http://127.0.0.1:${port}/`;
      const signer = await testSigner('ec', at, SIGNING, { issuer: place.issuer, ocspUrl, serial });
      const [own, root] = [readCertificate(signer.certificate), readCertificate(signer.root)];
      await writeFile(file('own.pem'), pem(new X509Certificate(Uint8Array.from(signer.certificate))));
      await writeFile(file('question.der'), ocspRequest(own, root));
      const shown = await run('openssl', ['ocsp', '-reqin', 'question.der', '-req_text'], { cwd: folder });
      expect(shown.stdout).toContain(`Serial Number: ${serial.toUpperCase()}`);
      expect(shown.stdout).toContain('Hash Algorithm: sha1');
      expect(shown.stdout).not.toMatch(/Nonce|Signature/);
      const found = await answers.of(own, root);
      expect(found.ok ? 'found' : found.why).toBe(said === 'unknown' ? 'unfit' : 'found');
      if (!found.ok) continue;
      await writeFile(file('kept.der'), found.der);
      const judge = ['ocsp', '-respin', 'kept.der', '-issuer', 'ca.pem', '-cert', 'own.pem', '-CAfile', 'ca.pem'];
      const { stdout, stderr } = await run('openssl', [...judge, '-no_nonce'], { cwd: folder });
      expect([stderr.trim(), stdout]).toEqual(['Response verify OK', expect.stringContaining(`own.pem: ${said}`)]);
    }
  } finally {
    openssl.kill();
    await once(openssl, 'exit');
  }
}, 30_000);
