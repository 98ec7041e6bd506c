import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { writtenOf } from '#agreement/state';
import { openCeremonies } from '#flow/ceremonies';
import { agreementStream } from '#projections/live-ceremony';
import { openStore } from '#server/app';
import { verifyPdf } from '#signing/verify';
import type { Store, StoredEvent } from '#store/port';
import { arrive, type Guest } from '#support/guest';
import { freePort, startServer, type ServerProcess } from '#support/server-process';
import { filesOf, folderWith, smallCeremony, vetted } from '#support/small-ceremony';

const KILLS = 20;
const AGREEMENTS = 60;
const importProgram = fileURLToPath(new URL('../../server/cli/import.ts', import.meta.url));

/** Enough agreements between the same two parties to keep three people signing through every restart. */
const manyAgreements = () => {
  const ceremony = smallCeremony();
  const [model] = ceremony.agreements;
  if (model === undefined) throw new Error('The small ceremony has no agreement.');
  ceremony.agreements = Array.from({ length: AGREEMENTS }, (_, index) => ({
    ...model,
    id: `a${index + 1}`,
    number: String(index + 1).padStart(3, '0'),
    company_number: `${index + 1}/2021`,
    umkm_number: `${index + 1}/2021`,
  }));
  const [, director] = ceremony.people;
  ceremony.people.push({ ...director, id: 'protocol', role: 'protocol', name: 'Nama protokol' });
  ceremony.people.push({ ...director, id: 'legal', role: 'legal', name: 'Nama hukum' });
  vetted(ceremony);
  // Only parties that take part may stand in the file.
  const used = new Set(['c1', 'u1']);
  ceremony.parties = ceremony.parties.filter(({ id }) => used.has(id ?? ''));
  ceremony.people = ceremony.people.filter(({ party }) => party === '' || used.has(party ?? ''));
  return ceremony;
};

const identify = async (protocol: Guest, person: Guest): Promise<void> => {
  const issued = await protocol.command('identity:issue-code', { personId: person.session.person.personId });
  await person.must('identity:enter-code', { code: issued.ok ? (issued.reply?.code ?? '') : '' });
  await person.enrol();
};

const eventsOf = async (store: Store): Promise<readonly StoredEvent[]> => store.read('small', 0, 100_000);

test('[W6] [L1] killed at 20 random moments, every acknowledged signature is in the ledger and in the PDF', async () => {
  await using folder = await folderWith(filesOf(manyAgreements()));
  const port = await freePort();
  let server: ServerProcess = await startServer({ PORT: String(port) });
  const { dataDir } = server;
  expect(await server.ready).toBe(true);
  server.child.kill('SIGTERM');
  await server.ended();
  await promisify(execFile)(process.execPath, [importProgram, folder.dir, '--ready', '--data', dataDir]);
  const start = async (): Promise<void> => {
    server = await startServer({ PORT: String(port), DATA_DIR: dataDir });
    expect(await server.ready).toBe(true);
  };
  await start();

  const links = await readFile(join(dataDir, 'links.csv'), 'utf8');
  const linkOf = (name: string) => ({
    url: new RegExp(`"${name}"[^\\n]*"(http[^"]+)"`).exec(links)?.[1] ?? '',
  });
  const house = { url: `http://localhost:${port}` };
  const come = (name: string) => arrive(house, linkOf(name));
  const director = await come('Nama director');
  const protocol = await come('Nama protokol');
  const signers = [await come('Nama s-c1'), await come('Nama s-u1'), await come('Nama minister')];
  await director.must('ceremony:open', {});
  for (const signer of signers) await identify(protocol, signer);
  await director.must('ceremony:go-live', {});
  await director.must('session:open', { wave: 1 });

  const acknowledged: string[] = [];
  const stop = new AbortController();
  const signAll = async (guest: Guest): Promise<void> => {
    const { personId } = guest.session.person;
    for (let index = 1; index <= AGREEMENTS; index += 1) {
      const agreementId = `a${index}`;
      while (!stop.signal.aborted) {
        try {
          await guest.consent(agreementId);
          const answer = await guest.sign(agreementId);
          if (answer.ok) acknowledged.push(`${agreementId} ${personId}`);
          if (answer.ok || answer.problem.code === 'already-signed') break;
          await sleep(answer.problem.code === 'not-your-turn' ? 150 : 20);
        } catch {
          // The server is down, or went down in between: try again, as a person would.
          await sleep(100);
        }
      }
    }
  };
  let isAllSigned = false;
  const signing = Promise.all(signers.map(signAll)).then(() => (isAllSigned = true));
  for (let kill = 0; kill < KILLS; kill += 1) {
    // In the midst of signing, however slow the machine: something was acknowledged since the last time.
    const before = acknowledged.length;
    await expect.poll(() => isAllSigned || acknowledged.length > before, { timeout: 30_000, interval: 5 }).toBe(true);
    await sleep(Math.random() * 250);
    server.child.kill('SIGKILL');
    await server.ended();
    await start();
    // They come back by themselves and stand where they stood.
    await expect.poll(() => signers.every(({ socket }) => socket.connected), { timeout: 10_000 }).toBe(true);
  }
  await sleep(500);
  stop.abort();
  await signing;
  for (const guest of [director, protocol, ...signers]) guest.close();
  server.child.kill('SIGKILL');
  await server.ended();

  await using store = await openStore(dataDir);
  expect(await store.verifyChain('small')).toMatchObject({ ok: true });
  const events = await eventsOf(store);
  const completed = events.filter(({ type }) => type === 'signature-completed');
  const inLedger = completed.map(({ stream, actor }) => `${stream.slice('agreement/'.length)} ${actor}`);
  console.log(`${acknowledged.length} signatures acknowledged, ${inLedger.length} in the ledger`);
  expect(acknowledged.length).toBeGreaterThanOrEqual(KILLS);
  expect(new Set(inLedger).size).toBe(inLedger.length);
  expect(acknowledged.filter((one) => !inLedger.includes(one))).toEqual([]);

  const root = await readFile(join(dataDir, 'keys', 'root.pem'));
  const live = (await openCeremonies(store)).find('small');
  for (const [agreementId, state] of live?.agreements ?? []) {
    const written = writtenOf(state);
    if (written === null) throw new Error(`${agreementId} has no document.`);
    const bytes = (await store.readDocument('small', agreementStream(agreementId))) ?? new Uint8Array();
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(written.document.sha256);
    const report = await verifyPdf(bytes, { roots: [root], now: new Date() });
    if ('unreadable' in report) throw new Error(report.problem);
    expect(report).toMatchObject({ verdict: 'valid', modifiedAfterSigning: false });
    const fields = report.signatures.map(({ field }) => field).filter((field) => field !== 'certification');
    const signed = written.signatures.map(({ field }) => field);
    // F8: the seal follows the last signature, once, whenever the process was killed.
    expect([signed, [...signed, 'seal-1']]).toContainEqual(fields);
  }
  await rm(dirname(dataDir), { recursive: true, force: true });
}, 600_000);
