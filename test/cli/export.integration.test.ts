import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { chromium } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { checkArchive } from '#cli/export/check-archive';
import { writeArchive } from '#cli/export/write-archive';
import { openLedgers } from '#cli/ledger/open-ledgers';
import { buildOfflinePage } from '#support/built-client';
import { identify } from '#support/entitled';
import { arrive, type Guest } from '#support/guest';
import { openHouse, type House } from '#support/house';

const run = promisify(execFile);
const program = fileURLToPath(new URL('../../server/cli/export.ts', import.meta.url));
const ledgerProgram = fileURLToPath(new URL('../../server/cli/ledger.ts', import.meta.url));

let place = '';
let folder = '';
let verified = '';
let root = '';

/** a1 is signed and sealed, the ceremony closed, and everything exported while the server runs. */
const hold = async (house: House): Promise<void> => {
  const come = (personId: string): Promise<Guest> => arrive(house, house.link(personId));
  const director = await come('director');
  const legal = await come('legal');
  const protocol = await come('protocol');
  const signers = await Promise.all(['s-c1', 's-u1', 'minister'].map(come));
  await legal.must('agreement:make-ready', { agreementId: 'a1' });
  await director.must('ceremony:open', {});
  await identify(protocol, ...signers);
  await director.must('ceremony:go-live', {});
  await director.must('session:open', { wave: 1 });
  for (const person of signers) {
    await person.consent('a1');
    expect(await person.sign('a1')).toMatchObject({ ok: true });
  }
  await legal.until('board', ({ rows }) => rows['a1']?.state === 'sealed');
  await director.must('ceremony:close', {});
  await vi.waitUntil(
    async () => (await house.store.read('small', 0, 10_000)).some(({ type }) => type === 'ceremony-closed'),
    { timeout: 15_000 },
  );
};

beforeAll(async () => {
  place = await mkdtemp(join(tmpdir(), 'teken-export-'));
  folder = join(place, 'whole');
  const page = await readFile(await buildOfflinePage(), 'utf8');
  await using house = await openHouse();
  await hold(house);
  using database = openLedgers(house.dataDir);
  const manifest = await writeArchive(database, {
    ledger: 'small',
    out: folder,
    now: new Date(),
    rootOf: () => house.authority.rootPem,
    otherRoots: '',
    timeRoots: '',
    list: null,
    page,
  });
  root = manifest.record?.root ?? '';
  verified = (await run(process.execPath, [ledgerProgram, 'verify', '--data', house.dataDir])).stdout;
  expect(manifest.documents.map(({ file }) => file)).toEqual(
    expect.arrayContaining(['documents/001-a1.pdf', 'documents/minutes.pdf']),
  );
}, 90_000);
afterAll(() => rm(place, { recursive: true, force: true }));

const check = (of: string) => checkArchive((name) => readFile(join(of, name)).catch(() => null), new Date());

/** A copy of the folder in which one file was changed. */
const changed = async (name: string, file: string, change: (bytes: Buffer) => Buffer): Promise<string> => {
  const copy = join(place, name);
  await cp(folder, copy, { recursive: true });
  await writeFile(join(copy, file), change(await readFile(join(copy, file))));
  return copy;
};

test('[I56] an exported folder holds, and says so by itself', async () => {
  const finding = await check(folder);
  expect(finding.ledger).toMatchObject({ ok: true, fixed: expect.any(Number) });
  expect(finding.documents.map(({ ledger }) => ledger)).toEqual(finding.documents.map(() => 'same'));
  expect(finding.ok).toBe(true);
  expect(await readFile(join(folder, 'ledger.jsonl'), 'utf8')).not.toContain('Nama s-c1');
  const { stdout } = await run(process.execPath, [program, '--check', folder]);
  expect(stdout).toContain('All holds: documents');
  expect(stdout).toContain(`: ${root}.`);
});

test('[I32] verify shows the root that closed the record, as the custodians hold it', () => {
  expect(root).toMatch(/^[0-9a-f]{64}$/);
  expect(verified).toContain(`small: root ${root} over events 1 to `);
});

test('[I67] an export that says of itself what its ledger does not is found out', async () => {
  const cases: readonly (readonly [string, (text: string) => string, object])[] = [
    [
      'sample',
      (text) => text.replace(/"sample": (true|false)/, (_, is) => `"sample": ${is === 'false'}`),
      { why: 'other-ceremony' },
    ],
    ['rehearsal', (text) => text.replace('"rehearsal": false', '"rehearsal": true'), { why: 'other-ceremony' }],
    ['title', (text) => text.replace(/"en": "[^"]+"/, '"en": "Another"'), { why: 'other-ceremony' }],
    ['organiser', (text) => text.replace(/"organiser": "[^"]+"/, '"organiser": "X"'), { why: 'other-ceremony' }],
    ['open', (text) => text.replace(/"record": \{[^}]+\}/, '"record": null'), { why: 'other-fixed-root' }],
  ];
  for (const [name, change, ledger] of cases) {
    const finding = await check(
      await changed(`says-${name}`, 'export.json', (bytes) => Buffer.from(change(bytes.toString('utf8')))),
    );
    expect([name, finding.ok]).toEqual([name, false]);
    expect(finding.ledger).toMatchObject(ledger);
  }
  const odd = await changed('says-odd', 'export.json', () =>
    Buffer.from('{"format":"teken-export/1","documents":[7]}'),
  );
  await expect(check(odd)).rejects.toThrow('is not of an export');
});

test('[I67] an agreement needs its signatures, whatever its file is called', async () => {
  const copy = await changed('renamed', 'export.json', (bytes) =>
    Buffer.from(bytes.toString('utf8').replace('documents/001-a1.pdf', 'documents/001-a1.txt')),
  );
  await cp(join(copy, 'documents', '001-a1.pdf'), join(copy, 'documents', '001-a1.txt'));
  const finding = await check(copy);
  expect(finding.documents.find(({ file }) => file.endsWith('.txt'))?.report).toMatchObject({ verdict: 'valid' });
});

const replace = (from: string | RegExp, to: string) => (bytes: Buffer) =>
  Buffer.from(bytes.toString('latin1').replace(from, to), 'latin1');

const line = (index: number, change: (text: string) => string) => (bytes: Buffer) => {
  const lines = bytes.toString('utf8').split('\n');
  lines[index] = change(lines[index] ?? '');
  return Buffer.from(lines.filter((one) => one !== '').join('\n'));
};

test('[I56] whatever is changed in it is found', async () => {
  const cases: readonly (readonly [string, string, (bytes: Buffer) => Buffer, object])[] = [
    ['event', 'ledger.jsonl', line(7, (text) => text.replace('"version":', '"version":1')), { ok: false, at: 8 }],
    ['dropped', 'ledger.jsonl', line(9, () => ''), { ok: false, at: 10, why: 'chain-broken' }],
    [
      'cut',
      'ledger.jsonl',
      (bytes) => bytes.subarray(0, bytes.lastIndexOf('\n', -2)),
      { ok: false, why: 'other-head' },
    ],
    ['no event', 'ledger.jsonl', line(3, () => '{"ledger":1}'), { ok: false, at: 4, why: 'not-an-event' }],
    ['root', 'export.json', replace(/"root": "[0-9a-f]{8}/, '"root": "00000000'), { ok: false, why: 'other-root' }],
    [
      'fixed',
      'export.json',
      replace(/("upTo": \d+,\s+"root": ")[0-9a-f]{8}/, '$100000000'),
      { ok: false, why: 'other-fixed-root' },
    ],
  ];
  for (const [name, file, change, ledger] of cases) {
    const finding = await check(await changed(name, file, change));
    expect([name, finding.ok]).toEqual([name, false]);
    expect(finding.ledger).toMatchObject(ledger);
  }
  const other = await check(
    await changed('document', 'documents/001-a1.pdf', (bytes) => {
      bytes[2_000] = (bytes[2_000] ?? 0) ^ 1;
      return bytes;
    }),
  );
  expect(other.documents.find(({ file }) => file === 'documents/001-a1.pdf')).toMatchObject({
    ledger: 'other',
    report: { verdict: 'invalid' },
  });
  const copy = await changed('missing', 'README.txt', (bytes) => bytes);
  await rm(join(copy, 'documents', 'minutes.pdf'));
  const { code, stdout } = (await run(process.execPath, [program, '--check', copy]).catch(
    (error: { code: number; stdout: string }) => error,
  )) as { code?: number; stdout: string };
  expect(code).toBe(1);
  expect(stdout).toContain('documents/minutes.pdf: not in the folder');
});

test('[I57] the page in the folder checks it in a browser, from the disk and without a network', async () => {
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
  try {
    const context = await browser.newContext({ locale: 'id-ID', offline: true });
    const asked: string[] = [];
    context.on('request', (request) => asked.push(request.url()));
    const page = await context.newPage();
    await page.goto(pathToFileURL(join(folder, 'verify.html')).href);
    await page.locator('input[type=file]').setInputFiles(folder);
    await page.getByRole('heading', { name: 'Semuanya utuh' }).waitFor();
    expect(await page.getByText('sama dengan jurnal').count()).toBeGreaterThan(1);
    const broken = await changed('for the page', 'documents/001-a1.pdf', (bytes) => bytes.subarray(0, -200));
    await page.locator('input[type=file]').setInputFiles(broken);
    await page.getByRole('heading', { name: 'Ada yang tidak cocok' }).waitFor();
    await page.getByRole('button', { name: /English/ }).click();
    await page.getByRole('heading', { name: 'Something does not match' }).waitFor();
    expect(asked.filter((url) => !url.startsWith('file:'))).toEqual([]);
  } finally {
    await browser.close();
  }
}, 60_000);

const fails = async (...args: readonly string[]) => {
  const { code, stderr } = (await run(process.execPath, [program, ...args]).catch((error: unknown) => error)) as {
    code: number;
    stderr: string;
  };
  return { code, stderr };
};

test('[I58] a wrong wish is told in a sentence', async () => {
  expect(await fails()).toMatchObject({ code: 2, stderr: expect.stringContaining('Usage') });
  expect(await fails('--check', place)).toMatchObject({ code: 2, stderr: expect.stringContaining('export.json') });
  expect(await fails('--ceremony', 'small', '--out', join(place, 'x'), '--data', join(place, 'nowhere'))).toMatchObject(
    {
      code: 2,
      stderr: expect.stringContaining('There is no database'),
    },
  );
});
