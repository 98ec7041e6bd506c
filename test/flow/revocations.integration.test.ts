import 'reflect-metadata';
import { execFile } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { X509Crl } from '@peculiar/x509';
import { expect, test } from 'vitest';
import { isRefusal } from '#contract/refusal';
import type { VerificationView } from '#contract/views/verification';
import { openCeremonies } from '#flow/ceremonies';
import { rehearse } from '#flow/rehearse';
import { systemClock } from '#platform/clock';
import { randomBytes } from '#platform/random';
import { fakeClock } from '#support/fake-clock';
import { arrive, type Guest } from '#support/guest';
import { openHouse, type House } from '#support/house';
import { openSigning, readyToSign } from '#support/signed-agreement';

const run = promisify(execFile);
const DAY = 86_400_000;

const listOf = async (house: House, authority = 'authority'): Promise<Buffer<ArrayBuffer>> =>
  Buffer.from(await (await fetch(`${house.url}/${authority}/crl`)).arrayBuffer());
const revokedIn = (list: Buffer<ArrayBuffer>) =>
  new X509Crl(list).entries.map(({ serialNumber, reason }) => ({ serialNumber, reason }));
const certificateOf = async (guest: Guest): Promise<X509Certificate> => {
  const { certificate } = await guest.until('self', (self) => self.certificate !== null);
  return new X509Certificate(Buffer.from(certificate?.der ?? '', 'base64'));
};
const serialOf = ({ serialNumber }: X509Certificate): string => serialNumber.toLowerCase();
const verify = async (house: House, bytes: Uint8Array<ArrayBuffer>): Promise<VerificationView> => {
  const headers = { 'content-type': 'application/pdf', origin: house.url };
  return (await (
    await fetch(`${house.url}/api/verify`, { method: 'POST', headers, body: bytes })
  ).json()) as VerificationView;
};

const KEY_COMPROMISE = 1;
const SUPERSEDED = 4;
const CESSATION = 5;

test('[C181] [S31] [S32] what is revoked stands in the list, signs nothing any more, and what it signed stays good', async () => {
  await using house = await openHouse();
  const { director, protocol, legal } = await openSigning(house);
  const company = await readyToSign(house, protocol, 's-c1');
  const umkm = await readyToSign(house, protocol, 's-u1');
  await director.must('ceremony:go-live', {});
  await director.must('session:open', { wave: 1 });
  expect(await company.sign('a1')).toMatchObject({ ok: true });
  const [first, second] = await Promise.all([certificateOf(company), certificateOf(umkm)]);
  expect(revokedIn(await listOf(house))).toEqual([]);

  expect(await director.refusal('certificate:revoke', { personId: 's-c1', reason: 'superseded' })).toBe('not-allowed');
  await legal.must('certificate:revoke', { personId: 's-c1', reason: 'affiliation-changed' });
  const list = await listOf(house);
  expect(revokedIn(list)).toEqual([{ serialNumber: serialOf(first), reason: 3 }]);
  const document = new Uint8Array(await (await legal.get('/agreements/a1/document')).arrayBuffer());
  expect(await verify(house, document)).toMatchObject({
    verdict: 'valid',
    signatures: [
      { certifies: true, revokedLater: null },
      { valid: true, revokedLater: { reason: 'affiliation-changed' }, problems: [] },
    ],
  });

  // Between preparing and completing: nothing is signed, and what is missing first is the officer's check.
  await umkm.consent('a1');
  await umkm.must('signing:prepare', { agreementId: 'a1' });
  await protocol.must('certificate:revoke', { personId: 's-u1', reason: 'device-lost' });
  const signature = Buffer.alloc(64, 1).toString('base64');
  const preparedSha256 = 'a'.repeat(64);
  expect(await umkm.refusal('signing:complete', { agreementId: 'a1', preparedSha256, signature })).toBe(
    'identity-not-confirmed',
  );
  expect(await umkm.refusal('signing:prepare', { agreementId: 'a1' })).toBe('identity-not-confirmed');
  expect(await umkm.refusal('signing:enrol', { csr: 'AAAA' })).toBe('identity-not-confirmed');

  const place = (name: string): string => join(house.dataDir, name);
  await writeFile(place('root.pem'), house.authority.rootPem);
  await writeFile(place('issuing.pem'), new X509Certificate(house.authority.chain[0]!).toString());
  await writeFile(place('one.pem'), first.toString());
  await writeFile(place('other.pem'), second.toString());
  const check = async (certificate: string): Promise<string> => {
    await writeFile(place('list.der'), await listOf(house));
    await run('openssl', ['crl', '-in', place('list.der'), '-inform', 'DER', '-out', place('list.pem')]);
    const trust = ['-CRLfile', place('list.pem'), '-CAfile', place('root.pem'), '-untrusted', place('issuing.pem')];
    return run('openssl', ['verify', '-crl_check', ...trust, place(certificate)]).then(
      ({ stdout }) => stdout,
      (problem: { stderr: string }) => problem.stderr,
    );
  };
  expect(await check('one.pem')).toContain('certificate revoked');
  expect(await check('other.pem')).toContain('certificate revoked');

  // Checked anew, and signed with another certificate on the same device.
  const issued = await protocol.command('identity:issue-code', { personId: 's-u1' });
  await umkm.must('identity:enter-code', { code: issued.ok ? (issued.reply?.code ?? '') : '' });
  await umkm.enrol();
  await writeFile(place('new.pem'), (await certificateOf(umkm)).toString());
  expect(await check('new.pem')).toContain('OK');
  expect(await umkm.sign('a1')).toMatchObject({ ok: true });
  for (const guest of [director, protocol, legal, company, umkm]) guest.close();
});

test('[C180] [C182] [S31] taking over, enrolling again and removal revoke; the list is signed anew then, and once a day', async () => {
  const clock = fakeClock();
  await using house = await openHouse({ clock });
  const { director, protocol, legal } = await openSigning(house);
  const company = await readyToSign(house, protocol, 's-c1');
  const one = serialOf(await certificateOf(company));
  await company.enrol();
  const again = await company.until('self', ({ certificate }) => {
    const der = Buffer.from(certificate?.der ?? '', 'base64');
    return der.length > 0 && serialOf(new X509Certificate(der)) !== one;
  });
  const two = serialOf(new X509Certificate(Buffer.from(again.certificate?.der ?? '', 'base64')));
  const list = await listOf(house);
  expect(revokedIn(list)).toEqual([{ serialNumber: one, reason: SUPERSEDED }]);
  // Asking signs nothing: a signature of this kind is never the same twice.
  expect(await listOf(house)).toEqual(list);

  const other = await arrive(house, house.link('s-c1'), { takeover: true });
  expect(revokedIn(await listOf(house))).toEqual(
    [one, two].map((serialNumber) => ({ serialNumber, reason: SUPERSEDED })),
  );
  const umkm = await readyToSign(house, protocol, 's-u1');
  const three = serialOf(await certificateOf(umkm));
  await director.must('person:remove', { personId: 's-u1', reason: 'Contoh' });
  const last = await listOf(house);
  expect(revokedIn(last).at(-1)).toEqual({ serialNumber: three, reason: CESSATION });

  clock.advance(DAY - 60_000);
  expect(await listOf(house)).toEqual(last);
  clock.advance(60_000);
  const renewed = await listOf(house);
  expect(renewed).not.toEqual(last);
  expect(revokedIn(renewed)).toEqual(revokedIn(last));
  expect(new X509Crl(renewed).thisUpdate.getTime() - new X509Crl(last).thisUpdate.getTime()).toBeGreaterThan(
    DAY - 61_000,
  );
  for (const guest of [director, protocol, legal, company, other, umkm]) guest.close();
});

test('[S31] [S20] a rehearsal’s certificates stand in its own list, and in no other', async () => {
  await using house = await openHouse();
  const ceremonies = await openCeremonies(house.store);
  const made = await rehearse('small', 'gladi', {
    ceremonies,
    store: house.store,
    clock: systemClock,
    random: randomBytes,
  });
  ceremonies.stop();
  if (isRefusal(made)) throw new Error(made.refused.detail);
  const come = (personId: string): Promise<Guest> => {
    const link = house.app.links().find((each) => each.ceremonyId === 'gladi' && each.personId === personId);
    if (link === undefined) throw new Error(`There is no link for ${personId}.`);
    return arrive(house, link);
  };
  const [director, protocol, company] = await Promise.all([come('director'), come('protocol'), come('s-c1')]);
  await director.must('ceremony:open', {});
  const issued = await protocol.command('identity:issue-code', { personId: 's-c1' });
  await company.must('identity:enter-code', { code: issued.ok ? (issued.reply?.code ?? '') : '' });
  await company.enrol();
  const serialNumber = serialOf(await certificateOf(company));
  await protocol.must('certificate:revoke', { personId: 's-c1', reason: 'key-compromise' });
  expect(revokedIn(await listOf(house))).toEqual([]);
  const list = await listOf(house, 'authority/rehearsal');
  expect(revokedIn(list)).toEqual([{ serialNumber, reason: KEY_COMPROMISE }]);
  const [issuing] = house.authority.rehearsal.chain;
  const publicKey = await crypto.subtle.importKey(
    'spki',
    Uint8Array.from(new X509Certificate(issuing!).publicKey.export({ type: 'spki', format: 'der' })),
    { name: 'ECDSA', namedCurve: 'P-256' },
    true,
    ['verify'],
  );
  expect(await new X509Crl(list).verify({ publicKey })).toBe(true);
  for (const guest of [director, protocol, company]) guest.close();
});
