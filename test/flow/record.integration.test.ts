import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import type { AuditPage, RootReceipt } from '#contract/views/record';
import { MINUTES_DOCUMENT } from '#projections/record-data';
import { verifyPdf } from '#signing/verify';
import type { StoredEvent } from '#store/port';
import { arrive, type Guest } from '#support/guest';
import { openHouse, type House } from '#support/house';

const run = promisify(execFile);
const ledgerProgram = fileURLToPath(new URL('../../server/cli/ledger.ts', import.meta.url));

/** What the command prints, and its exit code. */
const ledger = async (house: House, ...args: readonly string[]) => {
  try {
    const { stdout } = await run(process.execPath, [ledgerProgram, ...args, '--data', house.dataDir]);
    return { code: 0, out: stdout };
  } catch (error) {
    const { code, stdout } = error as { code: number; stdout: string };
    return { code, out: stdout };
  }
};

const eventsOf = (house: House): Promise<readonly StoredEvent[]> => house.store.read('small', 0, 10_000);
const until = async (house: House, type: string): Promise<StoredEvent> => {
  await expect
    .poll(async () => (await eventsOf(house)).some((event) => event.type === type), { timeout: 15_000 })
    .toBe(true);
  const found = (await eventsOf(house)).findLast((event) => event.type === type);
  if (found === undefined) throw new Error(`There is no ${type}.`);
  return found;
};

const come = (house: House, personId: string): Promise<Guest> => arrive(house, house.link(personId));

/** A ceremony with one custodian that went live, opened its first wave and has nothing signed. */
const openLive = async (house: House): Promise<{ director: Guest; legal: Guest; protocol: Guest }> => {
  const [director, legal, protocol] = await Promise.all([
    come(house, 'director'),
    come(house, 'legal'),
    come(house, 'protocol'),
  ]);
  await legal.must('custodian:name', {
    custodianId: 'arsip',
    name: 'Kepala Contoh Arsip',
    institution: 'Arsip Contoh',
    email: null,
  });
  await director.must('ceremony:open', {});
  await director.must('ceremony:go-live', {});
  await director.must('session:open', { wave: 1 });
  return { director, legal, protocol };
};

test('[C141] [C143] [C144] [H16] closing makes checkpoints, fixes the root and seals minutes that outside programs accept', async () => {
  await using house = await openHouse();
  const { director, legal } = await openLive(house);
  await director.must('session:close', { wave: 1 });
  const checkpoint = await until(house, 'checkpoint-made');
  const waveClosed = (await eventsOf(house)).find(({ type }) => type === 'session-closed');
  expect(checkpoint.data).toEqual({
    wave: 1,
    upTo: waveClosed?.position,
    root: await house.store.root('small', waveClosed?.position ?? 0),
  });
  expect((await legal.get('/minutes')).status).toBe(409);

  await director.must('ceremony:close', {});
  const closed = await until(house, 'ceremony-closed');
  const events = await eventsOf(house);
  const types = events.slice(closed.position - 3, closed.position).map(({ type }) => type);
  expect(types).toEqual(['record-fixed', 'minutes-sealed', 'ceremony-closed']);
  const { upTo, root } = events.find(({ type }) => type === 'record-fixed')?.data ?? {};
  expect(await house.store.root('small', Number(upTo))).toBe(root);
  expect(closed.actor).toBe('reaction/close-record');

  const answer = await legal.get('/minutes?download=1');
  expect(answer.headers.get('content-disposition')).toContain('small-berita-acara.pdf');
  const bytes = new Uint8Array(await answer.arrayBuffer());
  const sealed = events.find(({ type }) => type === 'minutes-sealed')?.data;
  expect(sealed).toMatchObject({ root, upTo, bytes: bytes.length });
  expect(createHash('sha256').update(bytes).digest('hex')).toBe(sealed?.['sha256']);
  const report = await verifyPdf(bytes, { roots: [house.authority.root], now: new Date() });
  expect(report).toMatchObject({ verdict: 'valid', modifiedAfterSigning: false });

  const uploaded = await fetch(`${house.url}/api/verify`, {
    method: 'POST',
    headers: { 'content-type': 'application/pdf', origin: house.url },
    body: bytes,
  });
  expect(await uploaded.json()).toMatchObject({ verdict: 'valid', issued: true, document: { number: null } });
  const place = await mkdtemp(join(tmpdir(), 'teken-minutes-'));
  try {
    const file = join(place, 'minutes.pdf');
    await writeFile(file, bytes);
    expect((await run('pdfsig', ['-nocert', file])).stdout).toContain('Signature is Valid');
    expect((await run('qpdf', ['--check', file])).stdout).toContain('No syntax or stream encoding errors');
    const text = (await run('pdftotext', ['-layout', file, '-'])).stdout;
    expect(text.replaceAll(' ', '')).toContain(root);
    for (const words of ['Berita Acara', 'Minutes', 'Kepala Contoh Arsip (Arsip Contoh)', 'Belum ditandatangani'])
      expect(text).toContain(words);
  } finally {
    await rm(place, { recursive: true, force: true });
  }

  const receipt = (await (await fetch(`${house.url}/api/record/small`)).json()) as RootReceipt;
  expect(receipt).toMatchObject({ upTo, root, minutes: { sha256: sealed?.['sha256'] }, timeAttestedBy: 'organiser' });
  expect(JSON.stringify(receipt)).not.toContain('Nama');
  expect(await (await legal.get('/record/root.json')).json()).toEqual(receipt);
  expect((await fetch(`${house.url}/api/record/nowhere`)).status).toBe(404);

  await legal.must('record:deliver', { custodianId: 'arsip', how: 'in-person' });
  const view = await (async () => {
    await legal.subscribe('record');
    return legal.until('record', ({ custodians }) => custodians[0]?.delivered?.how === 'in-person');
  })();
  expect(view.retention.find(({ name }) => name === 'agreement-document')?.until).toMatch(/^20\d\d-/);
  expect(await ledger(house, 'verify', '--json')).toEqual({
    code: 0,
    out: `${JSON.stringify({ ok: true, ledgers: 1, events: (await eventsOf(house)).length, brokenAt: null })}\n`,
  });
});

test('[C148] [C147] whom a closed ceremony erases is nowhere in the folder, and every chain and root still holds', async () => {
  await using house = await openHouse();
  const { director, protocol } = await openLive(house);
  const signatory = await come(house, 's-u1');
  expect(await protocol.refusal('person:erase', { personId: 's-u1', reason: 'asked' })).toBe('still-taking-part');
  expect(await director.refusal('person:erase', { personId: 's-u1', reason: 'asked' })).toBe('not-allowed');
  await director.must('ceremony:close', {});
  await until(house, 'ceremony-closed');
  const isOnDisk = async (): Promise<boolean> => {
    for (const file of await readdir(house.dataDir))
      if (file.startsWith('teken.db') && (await readFile(join(house.dataDir, file))).includes('Nama s-u1')) return true;
    return false;
  };
  expect(await isOnDisk()).toBe(true);
  await protocol.must('person:erase', { personId: 's-u1', reason: 'asked' });
  expect(await isOnDisk()).toBe(false);
  signatory.close();
  await protocol.subscribe('roster');
  const { rows } = await protocol.until('roster', (view) => view.rows['s-u1']?.name === '—');
  expect(rows['s-u1']?.linkRevoked).toBe(true);
  expect(await protocol.refusal('person:erase', { personId: 's-u1', reason: 'asked' })).toBe('already-erased');
  const erased = (await eventsOf(house)).find(({ type }) => type === 'personal-erased');
  expect(erased?.data).toEqual({ personId: 's-u1', subjects: ['person/s-u1'], reason: 'asked' });
  expect(await house.store.verifyChain('small')).toMatchObject({ ok: true });
  expect((await ledger(house, 'verify', '--json')).code).toBe(0);

  const { upTo } = (await eventsOf(house)).find(({ type }) => type === 'record-fixed')?.data ?? {};
  const proof = await ledger(house, 'proof', '--ledger', 'small', '--from', JSON.stringify(upTo), '--json');
  const file = join(house.dataDir, 'proof.json');
  await writeFile(file, proof.out);
  expect((await ledger(house, 'check-proof', file)).code).toBe(0);
});

test('[L59] [H15] the audit trail is told to those who run the ceremony, filtered and a page at a time', async () => {
  await using house = await openHouse();
  const { director } = await openLive(house);
  const guest = await come(house, 's-u1');
  expect((await guest.get('/audit')).status).toBe(403);
  const read = async (query: string): Promise<AuditPage> =>
    (await director.get(`/audit${query}`)).json() as Promise<AuditPage>;
  const all = await read('');
  expect(all.next).toBeNull();
  expect(all.entries.map(({ position }) => position)).toEqual(all.entries.map((_, index) => index + 1));
  const own = await read('?person=s-u1');
  expect(own.entries.length).toBeGreaterThan(1);
  expect(own.entries.every((entry) => JSON.stringify(entry).includes('s-u1'))).toBe(true);
  const arrived = await read('?type=person-arrived&stream=person&limit=1');
  expect(arrived.entries).toHaveLength(1);
  expect(arrived.entries[0]?.actor.name).toMatch(/^Nama /);
  const rest = await read(`?type=person-arrived&after=${arrived.next}`);
  expect(rest.entries.map(({ stream }) => stream)).not.toContain(arrived.entries[0]?.stream);
  expect((await read('?to=2001-01-01T00:00:00Z')).entries).toEqual([]);
  expect((await director.get('/audit?limit=5000')).status).toBe(400);
  expect((await director.get('/audit?from=yesterday')).status).toBe(400);
});

test('[C144] the minutes stand as one document of the store', async () => {
  await using house = await openHouse();
  const { director } = await openLive(house);
  expect(await house.store.readDocument('small', MINUTES_DOCUMENT)).toBeNull();
  await director.must('ceremony:close', {});
  await until(house, 'ceremony-closed');
  expect(await house.store.readDocument('small', MINUTES_DOCUMENT)).not.toBeNull();
});
