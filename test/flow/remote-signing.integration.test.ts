import 'reflect-metadata';
import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { X509Crl } from '@peculiar/x509';
import { expect, test } from 'vitest';
import { openCeremonies } from '#flow/ceremonies';
import { rehearse } from '#flow/rehearse';
import { systemClock } from '#platform/clock';
import { randomBytes } from '#platform/random';
import type { VerificationView } from '#contract/views/verification';
import { verifyPdf } from '#signing/verify';
import { databaseFile } from '#store/database';
import { tamper } from '#support/sqlite-place';
import { openCscService, type CscService } from '#support/csc-service';
import { arrive, type Guest } from '#support/guest';
import { openHouse, type House } from '#support/house';
import { chooseRemote, confirmedBy, prepareRemote, remoteServiceOf, signRemote } from '#support/remote-person';
import { openSigning, readyToSign } from '#support/signed-agreement';

const run = promisify(execFile);
const PIN = '314159';

/** A service that knows the two signatories of the first agreement, one by a P-256 key, one by RSA, and a stranger. */
const openService = async (): Promise<CscService> => {
  const service = await openCscService();
  await service.add({ credentialId: 'cred-ec', userId: 'akun-c1', name: 'NAMA S-C1' });
  await service.add({ credentialId: 'cred-rsa', userId: 'akun-u1', name: 'Dr. Nama s-u1, M.M.', kind: 'rsa' });
  await service.add({ credentialId: 'cred-other', userId: 'akun-lain', name: 'Orang Lain' });
  await service.add({ credentialId: 'cred-foreign', userId: 'akun-asing', name: 'Nama s-c1', isForeign: true });
  await service.add({ credentialId: 'cred-old', userId: 'akun-lama', name: 'Nama s-c1', isExpired: true });
  return service;
};

const openRemoteHouse = (service: CscService, timeout?: number): Promise<House> =>
  openHouse({
    remote: remoteServiceOf(service, systemClock, timeout),
    change: ({ people }) => {
      for (const person of people) if (person['role'] === 'signatory') person['name'] = `Nama ${person['id']}`;
    },
  });

const whatHappened = async (house: House, type: string) =>
  (await house.store.read('small', 0, 1_000)).filter((event) => event.type === type);

const goLive = async (director: Guest): Promise<void> => {
  await director.must('ceremony:go-live', {});
  await director.must('session:open', { wave: 1 });
};

/** The company has its service's certificate, has read the first agreement and prepared its signature; the session is open. */
const preparedByService = async (house: House) => {
  const { director, protocol } = await openSigning(house);
  const company = await arrive(house, house.link('s-c1'));
  await confirmedBy(protocol, company);
  await chooseRemote(company, 'akun-c1', 'cred-ec');
  await company.consent('a1');
  await goLive(director);
  return { director, company, preparedSha256: await prepareRemote(company, 'a1') };
};

test('[A50] [A51] [C220] [C224] [S103] [H30] [H51] two parties sign by a signing service, with P-256 and RSA, the witness in the browser', async () => {
  await using service = await openService();
  await using house = await openRemoteHouse(service);
  const { director, protocol, legal } = await openSigning(house);
  const company = await arrive(house, house.link('s-c1'));
  const umkm = await arrive(house, house.link('s-u1'));
  await company.until('self', ({ remoteService }) => remoteService === 'PSrE Contoh');

  // Nobody looks up accounts who is not known yet, and nobody finds others' certificates.
  expect(await company.refusal('signing:remote-credentials', { account: 'akun-c1' })).toBe('identity-not-confirmed');
  await confirmedBy(protocol, company);
  await confirmedBy(protocol, umkm);
  expect(await company.refusal('signing:remote-credentials', { account: 'akun-lain' })).toBe('remote-other-name');
  expect(await company.refusal('signing:enrol-remote', { account: 'akun-asing', credentialId: 'cred-foreign' })).toBe(
    'remote-other-name',
  );
  expect(await company.refusal('signing:enrol-remote', { account: 'akun-lama', credentialId: 'cred-old' })).toBe(
    'remote-other-name',
  );
  expect(await company.refusal('signing:remote-credentials', { account: 'akun-tidak-ada' })).toBe('remote-other-name');
  const found = await company.command('signing:remote-credentials', { account: 'akun-c1' });
  expect(found.ok ? found.reply?.credentials : null).toMatchObject([
    { credentialId: 'cred-ec', name: 'NAMA S-C1', issuer: 'PSrE Contoh (uji)' },
  ]);
  await chooseRemote(company, 'akun-c1', 'cred-ec');
  await chooseRemote(umkm, 'akun-u1', 'cred-rsa');
  const { rows } = await legal.until('roster', (roster) => roster.rows['s-c1']?.remoteCertificate !== null);
  expect(rows['s-c1']?.remoteCertificate).toEqual({ name: 'NAMA S-C1', issuer: 'PSrE Contoh (uji)' });

  await company.consent('a1');
  await umkm.consent('a1');
  const minister = await readyToSign(house, protocol, 'minister');
  await goLive(director);

  const wrong = await signRemote(company, 'a1', { pin: '271828' });
  expect(wrong).toMatchObject({ ok: false, problem: { code: 'remote-wrong-authorisation' } });
  expect(JSON.stringify(wrong)).not.toContain('271828');
  expect(await signRemote(company, 'a1', { pin: PIN })).toMatchObject({ ok: true });
  // The OTP is sent when it is asked for, and entered with the PIN.
  service.credential('cred-rsa').sendsOtp = true;
  await umkm.must('signing:send-otp', {});
  const { otp } = service.credential('cred-rsa');
  expect(await signRemote(umkm, 'a1', { pin: PIN, otp: otp ?? '' })).toMatchObject({ ok: true });
  expect(await minister.sign('a1')).toMatchObject({ ok: true });
  await legal.until('board', (board) => board.rows['a1']?.state === 'sealed');

  const signed = await whatHappened(house, 'signature-completed');
  expect(signed.map(({ data }) => (data['evidence'] as { certifiedBy: string | null }).certifiedBy)).toEqual([
    'PSrE Contoh (uji)',
    'PSrE Contoh (uji)',
    null,
  ]);

  expect((await whatHappened(house, 'agreement-sealed')).map(({ data }) => data['level'])).toEqual(['B-LTA']);

  const document = new Uint8Array(await (await company.get('/agreements/a1/document')).arrayBuffer());
  const roots = [house.authority.root, service.roots];
  const report = await verifyPdf(document, { roots, now: new Date() });
  if ('unreadable' in report) throw new Error(report.problem);
  expect(report.signatures.slice(0, 5).map(({ field, problems }) => [field, problems])).toEqual([
    ['certification', []],
    ['party-1', []],
    ['party-2', []],
    ['witness-1', []],
    ['seal-1', []],
  ]);
  // Without the issuer's root nothing is claimed of these two.
  const alone = await verifyPdf(document, { roots: [house.authority.root], now: new Date() });
  expect('signatures' in alone ? alone.signatures.filter(({ valid }) => !valid).map(({ field }) => field) : []).toEqual(
    ['party-1', 'party-2'],
  );
  const answer = await fetch(`${house.url}/api/verify`, { method: 'POST', body: document });
  const told = (await answer.json()) as VerificationView;
  expect(told).toMatchObject({ verdict: 'valid', issued: true });
  expect(told.signatures.map((one) => one.legal.kind)).toEqual([
    'uncertified',
    'certified',
    'certified',
    'uncertified',
    'uncertified',
  ]);

  await outsideAgrees(document, [house.authority.rootPem, service.roots]);

  // What was entered is nowhere on the disk of the house.
  for (const file of await readdir(house.dataDir, { recursive: true, withFileTypes: true })) {
    if (!file.isFile()) continue;
    const bytes = await readFile(join(file.parentPath, file.name));
    for (const secret of [PIN, '271828', service.clientSecret]) expect(bytes.includes(secret)).toBe(false);
  }
  expect(await house.store.verifyChain('small')).toMatchObject({ ok: true, brokenAt: null });
});

/** pdfsig with both roots in its store; openssl over each signature by itself. */
const outsideAgrees = async (document: Uint8Array, roots: readonly string[]): Promise<void> => {
  const folder = await mkdtemp(join(tmpdir(), 'teken-remote-'));
  try {
    await writeFile(join(folder, 'signed.pdf'), document);
    await run('certutil', ['-N', '-d', `sql:${folder}`, '--empty-password']);
    for (const [index, root] of roots.entries()) {
      await writeFile(join(folder, `root-${index}.pem`), root);
      const file = join(folder, `root-${index}.pem`);
      await run('certutil', ['-A', '-d', `sql:${folder}`, '-n', `root-${index}`, '-t', 'C,C,C', '-i', file]);
    }
    const { stdout } = await run('pdfsig', ['-nssdir', `sql:${folder}`, join(folder, 'signed.pdf')]);
    // The certification, two parties, the witness and the seal; of the document timestamp it says nothing.
    const blocks = stdout.split(/^Signature #/m).slice(1, 6);
    expect(blocks).toHaveLength(5);
    for (const block of blocks) {
      expect(block).toContain('Signature Validation: Signature is Valid.');
      expect(block).toContain('Certificate Validation: Certificate is Trusted.');
    }

    await writeFile(join(folder, 'roots.pem'), roots.join('\n'));
    const text = Buffer.from(document).toString('latin1');
    const ranges = [...text.matchAll(/\/ByteRange \[0 (\d+) (\d+) (\d+)\] *\n?\/Contents <([0-9a-f]+)>/g)];
    // Those of the two parties, after the certification.
    for (const [, first = '', second = '', length = '', contents = ''] of ranges.slice(1, 3)) {
      const covered = [
        document.subarray(0, Number(first)),
        document.subarray(Number(second), Number(second) + Number(length)),
      ];
      await writeFile(join(folder, 'content'), Buffer.concat(covered));
      const padded = Buffer.from(contents, 'hex');
      const size = 4 + padded.readUInt16BE(2);
      await writeFile(join(folder, 'cms.der'), padded.subarray(0, size));
      const asked = ['cms', '-verify', '-cades', '-binary', '-inform', 'DER', '-in', join(folder, 'cms.der')];
      const against = ['-content', join(folder, 'content'), '-CAfile', join(folder, 'roots.pem'), '-purpose', 'any'];
      const { stderr } = await run('openssl', [...asked, ...against, '-out', '/dev/null']);
      expect(stderr).toContain('CAdES Verification successful');
    }
  } finally {
    await rm(folder, { recursive: true });
  }
};

test('[F46] a service signs for nobody what was put in the place of what they had checked', async () => {
  await using service = await openService();
  await using house = await openRemoteHouse(service);
  const { company, preparedSha256 } = await preparedByService(house);
  // Signed as of another century: `D:20` becomes `D:19`.
  tamper(databaseFile(house.dataDir), `UPDATE prepared SET bytes = unhex(replace(hex(bytes), '443A3230', '443A3139'))`);
  service.requests.length = 0;
  const wish = { agreementId: 'a1', preparedSha256, pin: PIN };
  expect(await company.refusal('signing:complete-remote', wish)).toBe('base-moved');
  expect([service.requests, await whatHappened(house, 'signature-completed')]).toEqual([[], []]);
  expect(await signRemote(company, 'a1', { pin: PIN })).toMatchObject({ ok: true });
});

test('[A52] [A53] a service that is slow, gone or silent hinders nobody, and the person goes back to the key of the browser', async () => {
  await using service = await openService();
  await using house = await openRemoteHouse(service, 1_200);
  const { director, protocol, legal } = await openSigning(house);
  await legal.must('agreement:make-ready', { agreementId: 'a2' });
  const company = await arrive(house, house.link('s-c1'));
  await confirmedBy(protocol, company);
  await chooseRemote(company, 'akun-c1', 'cred-ec');
  await company.consent('a1');
  const other = await arrive(house, house.link('s-c2'));
  await confirmedBy(protocol, other);
  await other.enrol();
  await other.consent('a2');
  await goLive(director);

  const preparedSha256 = await prepareRemote(company, 'a1');
  service.break({ path: 'signHash', with: 'silence' });
  const begun = performance.now();
  const waiting = company.command('signing:complete-remote', { agreementId: 'a1', preparedSha256, pin: PIN });
  expect(await other.sign('a2')).toMatchObject({ ok: true });
  expect(performance.now() - begun).toBeLessThan(1_000);
  expect(await waiting).toMatchObject({ ok: false, problem: { code: 'remote-timeout' } });
  service.break({ path: 'authorize', with: 'hang-up' });
  const gone = await company.command('signing:complete-remote', { agreementId: 'a1', preparedSha256, pin: PIN });
  expect(gone).toMatchObject({ ok: false, problem: { code: 'remote-unreachable' } });
  expect(await whatHappened(house, 'signature-completed')).toHaveLength(1);

  // Twice at once: one question to the service, one signature.
  service.break(null);
  service.requests.length = 0;
  const twice = await Promise.all([
    company.command('signing:complete-remote', { agreementId: 'a1', preparedSha256: 'a'.repeat(64), pin: PIN }),
    company.command('signing:complete-remote', { agreementId: 'a1', preparedSha256, pin: 'not yet' }),
  ]);
  expect(twice.map((answer) => (answer.ok ? 'ok' : answer.problem.code))).toEqual([
    'base-moved',
    'remote-wrong-authorisation',
  ]);

  // Back to the browser's key: what the service issued only stops being used, and stands on no list of ours.
  await company.enrol();
  expect(await company.sign('a1')).toMatchObject({ ok: true });
  expect(await whatHappened(house, 'certificate-revoked')).toEqual([]);
  const evidence = (await whatHappened(house, 'signature-completed')).at(-1)?.data['evidence'];
  expect(evidence).toMatchObject({ certifiedBy: null });
  await chooseRemote(company, 'akun-c1', 'cred-ec');
  expect(await whatHappened(house, 'certificate-revoked')).toHaveLength(1);
  const list = new X509Crl(await (await fetch(`${house.url}/authority/crl`)).arrayBuffer());
  expect(list.entries).toHaveLength(1);
});

test('[A52] a signature that the service gave is used again when something else came in between, and asked for once', async () => {
  await using service = await openService();
  await using house = await openRemoteHouse(service);
  const { director, company, preparedSha256 } = await preparedByService(house);
  service.requests.length = 0;
  service.delay = 80;
  const signing = company.command('signing:complete-remote', { agreementId: 'a1', preparedSha256, pin: PIN });
  // The session's stream, on which the decision relied, changes meanwhile.
  await new Promise((resolve) => setTimeout(resolve, 120));
  await director.must('session:extend', { wave: 1, minutes: 5 });
  expect(await signing).toMatchObject({ ok: true });
  const paths = service.requests.map(({ path }) => path);
  expect(paths.filter((path) => path === 'signatures/signHash')).toHaveLength(1);
  expect(paths.filter((path) => path === 'credentials/authorize')).toHaveLength(1);
});

test('[C223] in a rehearsal the service is not offered', async () => {
  await using service = await openService();
  await using house = await openRemoteHouse(service);
  const ceremonies = await openCeremonies(house.store);
  await rehearse('small', 'small-gladi', { ceremonies, store: house.store, clock: systemClock, random: randomBytes });
  ceremonies.stop();
  const comeTo = (personId: string): Promise<Guest> => {
    const links = house.app.links();
    const link = links.find((one) => one.ceremonyId === 'small-gladi' && one.personId === personId);
    if (link === undefined) throw new Error(`There is no link for ${personId}.`);
    return arrive(house, link);
  };
  const [director, protocol, company] = await Promise.all([comeTo('director'), comeTo('protocol'), comeTo('s-c1')]);
  await director.must('ceremony:open', {});
  await confirmedBy(protocol, company);
  expect(await company.until('self', () => true)).toMatchObject({ remoteService: null });
  expect(await company.refusal('signing:remote-credentials', { account: 'akun-c1' })).toBe('remote-not-offered');
  expect(service.requests).toEqual([]);
});

test('[C223] without a service nothing of it is offered', async () => {
  await using house = await openHouse();
  const { protocol } = await openSigning(house);
  const company = await arrive(house, house.link('s-c1'));
  await confirmedBy(protocol, company);
  expect(await company.until('self', () => true)).toMatchObject({ remoteService: null });
  expect(await company.refusal('signing:remote-credentials', { account: 'akun-c1' })).toBe('remote-not-offered');
  expect(await company.refusal('signing:send-otp', {})).toBe('wrong-phase');
});
