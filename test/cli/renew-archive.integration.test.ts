import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkArchive } from '#cli/export/check-archive';
import { writeArchive } from '#cli/export/write-archive';
import { openLedgers } from '#cli/ledger/open-ledgers';
import type { RootReceipt } from '#contract/views/record';
import type { VerificationView } from '#contract/views/verification';
import { databaseFile } from '#store/database';
import { openHouse, type House } from '#support/house';
import { openOutsideValidators } from '#support/outside-validators';
import { openSigning, readyToSign } from '#support/signed-agreement';
import { tamperDocument } from '#support/sqlite-place';
import { openTimeStampAuthority, type TestTimeStampAuthority } from '#support/time-stamp-authority';
import type { Guest } from '#support/guest';

// One ceremony from its closing without a time-stamp authority to the renewal of all its documents.

type Ran = { readonly code: number; readonly stdout: string; readonly stderr: string };

let place = '';
let data = '';
let authority: TestTimeStampAuthority;
/** The minutes as they were sealed, and as the board told of them then. */
let sealed = new Uint8Array();
let receipt: RootReceipt;
let rootPem = '';

const run = async (name: string, ...args: readonly string[]): Promise<Ran> => {
  const program = fileURLToPath(new URL(`../../server/cli/${name}.ts`, import.meta.url));
  const env = { ...process.env, TSA_URL: authority.url, TSA_ROOTS: join(place, 'time-roots.pem') };
  try {
    return { code: 0, ...(await promisify(execFile)(process.execPath, [program, ...args, '--data', data], { env })) };
  } catch (error) {
    const { code, stdout, stderr } = error as Ran;
    return { code, stdout, stderr };
  }
};
const renew = (...args: readonly string[]) => run('renew-archive', '--ceremony', 'small', ...args);

const open = (): Promise<House> =>
  openHouse({
    dataDir: data,
    tsa: { urls: [authority.url], timeoutMs: 1_000, pauseMs: 20, roots: [authority.rootPem] },
  });
const minutesOf = async (guest: Guest): Promise<Uint8Array<ArrayBuffer>> =>
  new Uint8Array(await (await guest.get('/minutes')).arrayBuffer());
const verify = async (house: House, body: Uint8Array<ArrayBuffer>): Promise<VerificationView> => {
  const headers = { 'content-type': 'application/pdf', origin: house.url };
  return (
    await fetch(`${house.url}/api/verify`, { method: 'POST', headers, body })
  ).json() as Promise<VerificationView>;
};

const holdAndClose = async (house: House): Promise<Guest> => {
  const { director, protocol, legal } = await openSigning(house);
  const signers: Guest[] = [];
  for (const personId of ['s-c1', 's-u1', 'minister']) signers.push(await readyToSign(house, protocol, personId));
  await director.must('ceremony:go-live', {});
  await director.must('session:open', { wave: 1 });
  for (const guest of signers) expect(await guest.sign('a1')).toMatchObject({ ok: true });
  await legal.until('board', ({ rows }) => rows['a1']?.state === 'sealed' && rows['a1'].pending === null);
  authority.behaviour = 'hangs-up';
  await director.must('ceremony:close', {});
  return legal;
};

beforeAll(async () => {
  place = await mkdtemp(join(tmpdir(), 'teken-renew-'));
  data = join(place, 'data');
  authority = await openTimeStampAuthority('ec', () => new Date());
  await writeFile(join(place, 'time-roots.pem'), authority.rootPem);
});
afterAll(async () => {
  await authority[Symbol.asyncDispose]();
  await rm(place, { recursive: true, force: true });
});

test('[F40] [C231] [C230] the board tells what the minutes want, and minutes of an earlier state are told as ours', async () => {
  await using house = await open();
  ({ rootPem } = house.authority);
  const legal = await holdAndClose(house);
  const { minutes: wanting } = await legal.until(
    'board',
    ({ minutes }) => (minutes?.pending?.nextTry ?? null) !== null,
  );
  expect(wanting).toMatchObject({
    evidence: { level: 'B-LT', attestedBy: 'organiser' },
    pending: { what: 'timestamp', since: expect.any(String), detail: expect.stringContaining('127.0.0.1') },
  });
  sealed = await minutesOf(legal);
  expect((await verify(house, sealed)).document.earlier).toBeNull();
  receipt = (await (await fetch(`${house.url}/api/record/small`)).json()) as RootReceipt;
  authority.behaviour = 'well';
  const { minutes } = await legal.until('board', (board) => board.minutes?.pending === null);
  expect(minutes?.evidence).toEqual({ level: 'B-LTA', attestedBy: 'both' });
  const latest = await minutesOf(legal);
  const judged = await verify(house, sealed);
  const after = (await (await fetch(`${house.url}/api/record/small`)).json()) as RootReceipt;
  expect(after).toMatchObject({
    root: receipt.root,
    minutes: { ...receipt.minutes, latest: { bytes: latest.length } },
  });
  expect(judged).toMatchObject({
    verdict: 'valid',
    issued: true,
    document: {
      kind: 'minutes',
      earlier: { before: 'timestamp', latest: after.minutes?.latest, verifyUrl: `${house.url}/api/record/small` },
    },
  });
  expect((await verify(house, latest)).document).toMatchObject({ kind: 'minutes', earlier: null });
}, 60_000);

test('[I71] [F42] one command renews every sealed document of a ceremony, and ledger and export hold', async () => {
  expect(await renew('--officer', 'legal')).toEqual({
    code: 0,
    stdout: 'Renewed: 2 of 2 documents.\n',
    stderr: '2 of 2 documents\n',
  });
  expect(await renew('--officer', 'legal', '--own')).toMatchObject({ code: 0 });
  expect(await run('ledger', 'verify', '--json')).toMatchObject({ code: 0 });
  using database = openLedgers(data);
  const folder = join(place, 'whole');
  await writeArchive(database, {
    ledger: 'small',
    out: folder,
    now: new Date(),
    rootOf: () => rootPem,
    otherRoots: '',
    timeRoots: authority.rootPem,
    list: null,
    page: '',
  });
  const exported = await readFile(join(folder, 'documents', 'minutes.pdf'));
  expect(exported.subarray(0, sealed.length).equals(sealed)).toBe(true);
  expect(exported.toString('latin1').split('/SubFilter /ETSI.RFC3161')).toHaveLength(4);
  // The organiser's signature, and the token in it, made while the authority was away; then three document timestamps.
  await using validators = await openOutsideValidators(`${rootPem}\n${authority.rootPem}`);
  expect(await validators.ask('minutes', exported)).toEqual({
    pdfsig: 'V???',
    cms: 'V',
    ts: 'VVVV',
    mutool: 'V',
    qpdf: 'sound',
  });
  const found = await checkArchive((name) => readFile(join(folder, name)).catch(() => null), new Date());
  expect(found.documents.map(({ ledger }) => ledger)).toEqual(found.documents.map(() => 'same'));
  expect(found.ok).toBe(true);
  // What stood there before is known, and known to have grown.
  await writeFile(join(folder, 'documents', 'minutes.pdf'), sealed);
  const older = await checkArchive((name) => readFile(join(folder, name)).catch(() => null), new Date());
  expect(older.documents.find(({ file }) => file === 'documents/minutes.pdf')).toMatchObject({ ledger: 'grown' });
  const proof = await run('ledger', 'proof', '--ledger', 'small', '--from', JSON.stringify(receipt.upTo), '--json');
  await writeFile(join(place, 'proof.json'), proof.stdout);
  expect(await run('ledger', 'check-proof', join(place, 'proof.json'))).toMatchObject({ code: 0 });
}, 60_000);

test('[I71] what cannot be renewed is told with its reason, and stays as it was', async () => {
  authority.behaviour = 'error';
  const answer = await renew('--officer', 'legal');
  expect(answer).toMatchObject({ code: 1, stdout: 'Renewed: 0 of 2 documents.\n' });
  expect(answer.stderr).toContain('minutes: ');
  authority.behaviour = 'well';
  expect(await run('ledger', 'verify', '--json')).toMatchObject({ code: 0 });
}, 60_000);

test('[F42] [F43] one that is damaged in the store, or was changed there, hinders no other', async () => {
  for (const knows of [false, true]) {
    const putBack = tamperDocument(databaseFile(data), 'agreement/a1', knows);
    const answer = await renew('--officer', 'legal', '--own');
    expect(answer).toMatchObject({ code: 1, stdout: 'Renewed: 1 of 2 documents.\n' });
    expect(answer.stderr).toMatch(/^001: .*(is damaged|is not what the ledger names)/m);
    putBack();
  }
  expect(await renew('--officer', 'legal', '--own')).toMatchObject({ code: 0 });
}, 60_000);

test('[I72] nobody but a legal officer, on a ceremony that is there, while no server runs', async () => {
  expect(await renew('--officer', 'director')).toMatchObject({ code: 2, stdout: '' });
  expect(await run('renew-archive', '--ceremony', 'nowhere', '--officer', 'legal')).toMatchObject({ code: 2 });
  expect(await renew()).toMatchObject({ code: 2 });
  await using _ = await open();
  expect(await renew('--officer', 'legal')).toMatchObject({ code: 1, stdout: '' });
}, 60_000);
