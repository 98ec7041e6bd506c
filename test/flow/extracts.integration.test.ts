import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { verifyPdf } from '#signing/verify';
import { identify } from '#support/entitled';
import { arrive, type Guest } from '#support/guest';
import { openHouse, type House } from '#support/house';

const run = promisify(execFile);

/** a1 is signed by both parties and the minister, and sealed. */
const signedMorning = async (house: House) => {
  const come = (personId: string): Promise<Guest> => arrive(house, house.link(personId));
  const [director, protocol, legal, minister, company, umkm] = await Promise.all(
    (['director', 'protocol', 'legal', 'minister', 's-c1', 's-u1'] as const).map(come),
  );
  if (!director || !protocol || !legal || !minister || !company || !umkm) throw new Error('Somebody is missing.');
  await legal.must('agreement:make-ready', { agreementId: 'a1' });
  await director.must('ceremony:open', {});
  await identify(protocol, minister, company, umkm);
  await director.must('ceremony:go-live', {});
  expect((await legal.get('/agreements/a1/completion')).status).toBe(409);
  await director.must('session:open', { wave: 1 });
  for (const person of [company, umkm, minister]) {
    await person.consent('a1');
    expect(await person.sign('a1')).toMatchObject({ ok: true });
  }
  await legal.until('board', ({ rows }) => rows['a1']?.state === 'sealed');
  return { director, protocol, legal, minister, company, umkm };
};

const bytesOf = async (answer: Response): Promise<Uint8Array> => {
  expect(answer.status, await answer.clone().text()).toBe(200);
  return new Uint8Array(await answer.arrayBuffer());
};

const textOf = async (bytes: Uint8Array): Promise<string> => {
  const place = await mkdtemp(join(tmpdir(), 'teken-extract-'));
  try {
    const file = join(place, 'extract.pdf');
    await writeFile(file, bytes);
    expect((await run('pdfsig', ['-nocert', file])).stdout).toContain('Signature is Valid');
    return (await run('pdftotext', ['-layout', file, '-'])).stdout.replace(/\s+/g, ' ');
  } finally {
    await rm(place, { recursive: true, force: true });
  }
};

test('[H46] [D80] [D81] [D84] what is drawn up of the ledger tells what happened, under the organiser’s seal', async () => {
  await using house = await openHouse();
  const { legal, director, minister, company } = await signedMorning(house);

  const certificate = await bytesOf(await company.get('/agreements/a1/completion'));
  const report = await verifyPdf(certificate, { roots: [house.authority.root], now: new Date() });
  expect(report).toMatchObject({ verdict: 'valid', modifiedAfterSigning: false });
  const text = await textOf(certificate);
  const document = await bytesOf(await company.get('/agreements/a1/document'));
  const sha256 = Buffer.from(await crypto.subtle.digest('SHA-256', document.slice().buffer)).toString('hex');
  expect(text.replaceAll(' ', '')).toContain(sha256);
  for (const words of ['1. Pihak: Nama s-c1', '3. Saksi: Nama minister', 'Nama protocol', 'PAdES B-'])
    expect(text).toContain(words);
  const events = await house.store.read('small', 0, 10_000);
  const signed = events.filter(({ type }) => type === 'signature-completed');
  expect(signed).toHaveLength(3);
  for (const { position } of signed) expect(text).toContain(`Catatan jurnal ${position}`);

  expect(await textOf(await bytesOf(await minister.get('/waves/1/witness-sheet/minister')))).toContain('Nama minister');
  expect(await textOf(await bytesOf(await director.get('/press-summary')))).toContain('Kontrak Ditandatangani 1');
  const list = await textOf(await bytesOf(await legal.get('/attendance-list?download=1')));
  expect(list).toContain('Daftar Hadir');
});

test('[H46] [P5] everybody has their own; those who run the ceremony have anybody’s', async () => {
  await using house = await openHouse();
  const { legal, minister, company, protocol } = await signedMorning(house);
  const stranger = await arrive(house, house.link('s-u2'));
  const asked: readonly (readonly [Guest, string, number])[] = [
    [stranger, '/agreements/a1/completion', 403],
    [protocol, '/agreements/a1/completion', 200],
    [legal, '/agreements/nowhere/completion', 404],
    [company, '/waves/1/witness-sheet/minister', 403],
    [minister, '/waves/1/witness-sheet/s-c1', 403],
    [legal, '/waves/1/witness-sheet/minister', 200],
    [legal, '/waves/9/witness-sheet/minister', 404],
    [legal, '/waves/0/witness-sheet/minister', 404],
    [company, '/attendance-list', 403],
    [company, '/press-summary', 403],
    [company, '/participation/minister', 403],
    [protocol, '/participation/nobody', 404],
  ];
  for (const [who, address, status] of asked)
    expect([address, (await who.get(address)).status]).toEqual([address, status]);
});
