import 'reflect-metadata';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { X509Crl } from '@peculiar/x509';
import { expect, test } from 'vitest';
import { attesterOfFile } from '#contract/attester';
import type { Acknowledgement } from '#contract/problems';
import type { BoardRow } from '#contract/views/agreements';
import { verifyPdf } from '#signing/verify';
import { databaseFile } from '#store/database';
import type { StoredEvent } from '#store/port';
import type { Guest } from '#support/guest';
import { openHouse, type House } from '#support/house';
import { openSigning, readyToSign } from '#support/signed-agreement';
import { tamperDocument } from '#support/sqlite-place';
import { openTimeStampAuthority, testSigner, type TestTimeStampAuthority } from '#support/time-stamp-authority';

const TIMEOUT = 300;
const now = (): Date => new Date();
const outside = (authority: TestTimeStampAuthority) => ({
  urls: [authority.url],
  timeoutMs: TIMEOUT,
  pauseMs: 50,
  roots: [authority.rootPem],
});

const eventsOf = (house: House): Promise<readonly StoredEvent[]> => house.store.read('small', 0, 100_000);
const find = async (house: House, type: string) => (await eventsOf(house)).filter((event) => event.type === type);
const row = async (legal: Guest, fits: (row: BoardRow) => boolean): Promise<BoardRow> => {
  const { rows } = await legal.until('board', (board) => board.rows['a1'] !== undefined && fits(board.rows['a1']));
  const found = rows['a1'];
  if (found === undefined) throw new Error('a1 is not on the board.');
  return found;
};
const document = async (legal: Guest): Promise<Buffer> =>
  Buffer.from(await (await legal.get('/agreements/a1/document')).arrayBuffer());
const timestampsIn = (bytes: Buffer): number => bytes.toString('latin1').split('/SubFilter /ETSI.RFC3161').length - 1;

/** All who sign a1, each ready for the gesture; the first wave is open. */
const gather = async (house: House) => {
  const officers = await openSigning(house);
  const signers: Guest[] = [];
  for (const personId of ['s-c1', 's-u1', 'minister']) {
    signers.push(await readyToSign(house, officers.protocol, personId));
  }
  await officers.director.must('ceremony:go-live', {});
  await officers.director.must('session:open', { wave: 1 });
  return { ...officers, signers };
};

/** Whom our verifier finds to attest the time of the file as it stands. */
const attested = async (house: House, authority: TestTimeStampAuthority, bytes: Uint8Array) => {
  const trust = { roots: [house.authority.rootPem], timeRoots: [authority.rootPem], now: new Date() };
  const report = await verifyPdf(bytes, trust);
  return 'unreadable' in report ? report.problem : attesterOfFile(report);
};

test('[A35] [A37] [F14] [F15] with the organiser’s own authority alone a document reaches B-LTA, attested by the organiser', async () => {
  await using house = await openHouse();
  const { legal, signers } = await gather(house);
  for (const guest of signers) expect(await guest.sign('a1')).toMatchObject({ ok: true });
  const done = await row(legal, ({ state }) => state === 'sealed');
  expect(done).toMatchObject({ evidence: { level: 'B-LTA', attestedBy: 'organiser' }, pending: null });
  // Whoever has signed is told so, too.
  await signers[0]?.until('self', ({ agreements }) =>
    agreements.some(({ evidence }) => evidence?.level === 'B-LTA' && evidence.attestedBy === 'organiser'),
  );
  const own = { by: 'organiser', authority: house.authority.name };
  for (const { data } of await find(house, 'signature-completed')) {
    expect(data).toMatchObject({ timestamp: own, timestampProblem: null });
  }
  const [sealed] = await find(house, 'agreement-sealed');
  expect(sealed?.data).toMatchObject({ level: 'B-LTA', timestamp: own, archive: own, archiveProblem: null });
  const bytes = await document(legal);
  expect(bytes.length).toBe(sealed?.data['bytes']);
  expect([bytes.includes('/Type /DSS'), timestampsIn(bytes)]).toEqual([true, 1]);
  // F15: the list that is served is the one in the document or newer, and it was made after the last signature.
  const served = new X509Crl(await (await fetch(`${house.url}/authority/crl`)).arrayBuffer());
  const sealedAt = sealed?.data['sealedAt'];
  if (typeof sealedAt !== 'string') throw new Error('It was sealed at no time.');
  expect(served.thisUpdate.getTime()).toBeGreaterThanOrEqual(Math.floor(Date.parse(sealedAt) / 1000) * 1000);
}, 60_000);

test('[A35] [A38] [F13] [F14] [F50] nobody waits for a slow authority; what it owes is shown with reason and time, and comes later', async () => {
  await using authority = await openTimeStampAuthority('ec', now);
  await using house = await openHouse({ tsa: outside(authority) });
  const { legal, signers } = await gather(house);
  const [company, ...others] = signers;
  expect(await company?.sign('a1')).toMatchObject({ ok: true });
  authority.behaviour = 'slow';
  for (const guest of others) {
    const begun = performance.now();
    expect(await guest.sign('a1')).toMatchObject({ ok: true });
    expect(performance.now() - begun).toBeLessThan(TIMEOUT + 900);
  }
  const signed = (await find(house, 'signature-completed')).map(({ data }) => data);
  expect(signed[0]).toMatchObject({ timestamp: { by: 'external', authority: 'Contoh ec' }, timestampProblem: null });
  expect(signed[1]).toMatchObject({ timestamp: { by: 'organiser' }, timestampProblem: 'timed-out' });
  expect(signed[2]).toMatchObject({ timestamp: { by: 'organiser' } });

  const waiting = await row(legal, ({ pending }) => pending?.what === 'timestamp' && pending.nextTry !== null);
  const [sealed] = await find(house, 'agreement-sealed');
  expect(sealed?.data).toMatchObject({ level: 'B-LT', archive: null });
  const reason = sealed?.data['archiveProblem'];
  // Within a moment of the last failure nobody is asked at all.
  expect(['timed-out', 'resting']).toContain(reason);
  expect(waiting).toMatchObject({
    state: 'sealed',
    evidence: { level: 'B-LT', attestedBy: 'both' },
    pending: { reason, since: sealed?.data['sealedAt'], detail: expect.stringContaining('127.0.0.1') },
  });
  expect(await legal.refusal('agreement:renew-archive', { agreementId: 'a1', own: false })).toBe('no-timestamp');
  const before = await document(legal);
  expect(timestampsIn(before)).toBe(0);

  authority.behaviour = 'well';
  expect(await row(legal, ({ pending }) => pending === null)).toMatchObject({
    // F50: two of the signatures have the organiser's own token, whatever stands over the whole.
    evidence: { level: 'B-LTA', attestedBy: 'both' },
  });
  const [archived, ...more] = await find(house, 'agreement-archived');
  expect(archived).toMatchObject({ actor: 'reaction/archive', data: { timestamp: { authority: 'Contoh ec' } } });
  expect(more).toEqual([]);
  const after = await document(legal);
  expect([after.subarray(0, before.length).equals(before), timestampsIn(after)]).toEqual([true, 1]);
  expect(await attested(house, authority, after)).toBe('both');
}, 60_000);

test('[A39] [F16] [F50] the legal officer renews the document timestamp, also with the organiser’s own, and nobody else does', async () => {
  await using authority = await openTimeStampAuthority('rsa', now);
  await using house = await openHouse({ tsa: outside(authority) });
  const { director, legal, signers } = await gather(house);
  expect(await legal.refusal('agreement:renew-archive', { agreementId: 'a1', own: true })).toBe('not-sealed');
  for (const guest of signers) expect(await guest.sign('a1')).toMatchObject({ ok: true });
  await row(legal, ({ state }) => state === 'sealed');
  expect(await director.refusal('agreement:renew-archive', { agreementId: 'a1', own: true })).toBe('not-allowed');
  const before = await document(legal);
  await legal.must('agreement:renew-archive', { agreementId: 'a1', own: false });
  expect((await row(legal, () => true)).evidence).toEqual({ level: 'B-LTA', attestedBy: 'external' });
  await legal.must('agreement:renew-archive', { agreementId: 'a1', own: true });
  expect((await row(legal, () => true)).evidence).toEqual({ level: 'B-LTA', attestedBy: 'external' });
  const renewed = await find(house, 'agreement-archive-renewed');
  expect(renewed.map(({ data }) => data['by'])).toEqual(['legal', 'legal']);
  const after = await document(legal);
  expect([after.subarray(0, before.length).equals(before), timestampsIn(after)]).toEqual([true, 3]);
  expect(await attested(house, authority, after)).toBe('external');
}, 60_000);

test('[F43] a sealed agreement that was changed in the store is not renewed, and whoever asked is told why', async () => {
  await using house = await openHouse();
  const { legal, signers } = await gather(house);
  for (const guest of signers) expect(await guest.sign('a1')).toMatchObject({ ok: true });
  await row(legal, ({ state }) => state === 'sealed');
  const putBack = tamperDocument(databaseFile(house.dataDir), 'agreement/a1');
  expect(await legal.command('agreement:renew-archive', { agreementId: 'a1', own: true })).toMatchObject({
    ok: false,
    problem: { code: 'no-timestamp', detail: expect.stringContaining('is not what the ledger names') },
  });
  expect(await find(house, 'agreement-archive-renewed')).toEqual([]);
  putBack();
  await legal.must('agreement:renew-archive', { agreementId: 'a1', own: true });
}, 60_000);

test('[F35] nobody makes a sealed document worthless by renewing it without end', async () => {
  await using house = await openHouse();
  const { legal, signers } = await gather(house);
  for (const guest of signers) expect(await guest.sign('a1')).toMatchObject({ ok: true });
  await row(legal, ({ state }) => state === 'sealed');
  let answer: Acknowledgement = { ok: true, position: 0 };
  for (let tries = 0; tries < 40 && answer.ok; tries += 1) {
    answer = await legal.command('agreement:renew-archive', { agreementId: 'a1', own: true });
  }
  expect(answer).toMatchObject({ ok: false, problem: { code: 'too-fast' } });
  const report = await verifyPdf(await document(legal), { roots: [house.authority.rootPem], now: new Date() });
  expect(report).toMatchObject({ verdict: 'valid', level: 'B-LTA' });
}, 60_000);

test('[A10] [A35] [F13] a restart between prepare and complete costs nothing, also when another authority gives more than there is room for', async () => {
  const place = await mkdtemp(join(tmpdir(), 'teken-levels-'));
  const dataDir = join(place, 'data');
  const signer = await testSigner('ec', now());
  const other = await testSigner('rsa', now());
  await using authority = await openTimeStampAuthority('ec', now, {
    ...signer,
    // As large as what some authorities send.
    chain: Array.from({ length: 6 }, () => other.certificate),
  });
  const first = await openHouse({ dataDir });
  let house = first;
  try {
    const { signers } = await gather(first);
    const [company, umkm] = signers;
    const port = Number(new URL(first.url).port);
    const restart = async (): Promise<void> => {
      await house[Symbol.asyncDispose]();
      house = await openHouse({ dataDir, port, tsa: outside(authority) });
    };
    expect(await company?.sign('a1', restart)).toMatchObject({ ok: true });
    expect(await umkm?.sign('a1')).toMatchObject({ ok: true });
    const signed = (await find(house, 'signature-completed')).map(({ data }) => data);
    expect(signed[0]).toMatchObject({ timestamp: null, timestampProblem: 'too-large' });
    // Prepared since, there is room.
    expect(signed[1]).toMatchObject({ timestamp: { by: 'external' }, timestampProblem: null });
  } finally {
    await house[Symbol.asyncDispose]();
    await rm(place, { recursive: true, force: true });
  }
}, 60_000);
