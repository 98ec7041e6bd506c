import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import type { InclusionProof, VerificationView } from '#contract/views/verification';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildClient } from '#support/built-client';
import { isWithin, OLD, openPage, PHONE, violationsOf, WIDE } from '#support/guest-page';
import { openHouse, type House } from '#support/house';
import { openChromium } from '#support/media-browser';
import { openSigning, readyToSign } from '#support/signed-agreement';

let browser: Browser;
let house: House;
let signed: Buffer;
let verifyUrl: string;
beforeAll(async () => {
  const [clientFolder, opened] = await Promise.all([buildClient(), openChromium()]);
  browser = opened;
  house = await openHouse({ clientFolder });
  const { director, protocol } = await openSigning(house);
  const company = await readyToSign(house, protocol, 's-c1');
  await director.must('ceremony:go-live', {});
  await director.must('session:open', { wave: 1 });
  expect(await company.sign('a1')).toMatchObject({ ok: true });
  signed = Buffer.from(await (await company.get('/agreements/a1/document')).arrayBuffer());
  ({ verifyUrl } = await company.agreement('a1'));
});
afterAll(async () => {
  await browser.close();
  await house[Symbol.asyncDispose]();
});

const give = (page: Page, buffer: Buffer, name = 'perjanjian.pdf'): Promise<void> =>
  page.locator('input[type=file]').setInputFiles({ name, mimeType: 'application/pdf', buffer });
/** Drops a file made in the page of these parts (written as a script). */
const drop = async (page: Page, parts: string): Promise<void> => {
  const dataTransfer = await page.evaluateHandle<DataTransfer>(`(() => {
    const files = new DataTransfer();
    files.items.add(new File(${parts}, 'perjanjian.pdf', { type: 'application/pdf' }));
    return files;
  })()`);
  await page.locator('.verify-drop').dispatchEvent('drop', { dataTransfer });
};
const verdict = async (page: Page): Promise<string | null> => {
  await page.locator('[data-verdict]').waitFor();
  return page.locator('[data-verdict]').getAttribute('data-verdict');
};

test('a signed file that is dropped is intact: who, when, of what legal kind, and never valid in law', async () => {
  const { page, faults } = await openPage(browser, `${house.url}/verify`);
  await page.locator('.verify-drop').waitFor();
  expect(await violationsOf(page)).toEqual([]);
  await drop(page, `[Uint8Array.from(${JSON.stringify([...signed])})]`);
  expect(await verdict(page)).toBe('valid');
  const text = await page.locator('main').innerText();
  for (const said of [
    'Utuh',
    'Nama s-c1',
    'tidak tersertifikasi',
    'waktu dinyatakan oleh penyelenggara saja',
    'CONTOH',
  ])
    expect(text).toContain(said);
  expect(text).not.toMatch(/sah menurut hukum/i);
  for (const viewport of [WIDE, OLD, PHONE]) {
    await page.setViewportSize(viewport);
    expect(await violationsOf(page)).toEqual([]);
    expect(await isWithin(page)).toBe(true);
  }
  await page.getByRole('button', { name: 'English' }).click();
  await page.getByRole('heading', { name: 'Intact', exact: true }).waitFor();
  expect(await page.locator('main').innerText()).toContain('time attested by the organiser only');
  expect(faults).toEqual([]);
});

test('neither socket nor video nor PDF reader is loaded to verify', async () => {
  const { page } = await openPage(browser, 'about:blank');
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await page.goto(`${house.url}/verify`);
  await give(page, signed);
  await verdict(page);
  expect(asked.filter((path) => /socket\.io|video|pdf/.test(path))).toEqual([]);
});

test('[W62] [W63] [W64] reports and the proof of the ledger are taken away, and every detail is unfolded', async () => {
  const { page, faults } = await openPage(browser, `${house.url}/verify`);
  await give(page, signed);
  await verdict(page);
  const taken = async (name: string): Promise<Buffer> => {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name, exact: true }).click(),
    ]);
    return readFile(await download.path());
  };
  expect((await taken('Unduh laporan (PDF)')).toString('latin1', 0, 5)).toBe('%PDF-');
  const view = JSON.parse((await taken('Unduh laporan (JSON)')).toString()) as VerificationView;
  expect(view).toMatchObject({ format: 'teken-verification/1', verdict: 'valid', document: { number: '001' } });
  await page.getByText('Rincian setiap tanda tangan').click();
  const text = await page.locator('.verify-full').innerText();
  for (const said of [
    'Terbukti ada pada',
    'Jalur sertifikat',
    'Yang dilakukan setiap perubahan',
    'acara belum ditutup',
  ])
    expect(text).toContain(said);
  const proof = JSON.parse((await taken('Unduh bukti')).toString()) as InclusionProof;
  expect(await house.store.root('small', proof.upTo)).toBe(proof.root);
  for (const viewport of [WIDE, PHONE]) {
    await page.setViewportSize(viewport);
    expect(await violationsOf(page)).toEqual([]);
    expect(await isWithin(page)).toBe(true);
  }
  expect(faults).toEqual([]);
});

test('one flipped byte and the file is changed', async () => {
  const { page } = await openPage(browser, `${house.url}/verify`);
  const flipped = Buffer.from(signed);
  flipped[1000] = (flipped[1000] ?? 0) ^ 1;
  await give(page, flipped);
  expect(await verdict(page)).toBe('modified');
  expect(await page.locator('main h1').innerText()).toBe('Berubah');
  expect(await page.locator('.verify-line .is-bad').count()).toBe(2);
  expect(await violationsOf(page)).toEqual([]);
});

test('the code of a QR opens signatures and hash, says so, and not the document', async () => {
  const { page } = await openPage(browser, verifyUrl);
  expect(await verdict(page)).toBe('valid');
  expect(await page.locator('main').innerText()).toContain('bukan berkas di tangan Anda');
  expect(await page.locator('canvas').count()).toBe(0);
});

test('an unknown code, no PDF and a file too large are each said in words', async () => {
  const { page } = await openPage(browser, `${house.url}/verify/AAAAAAAAAAAAAAAAAAAAAA`);
  await page.getByText('Kode ini tidak mengacu pada dokumen mana pun').waitFor();
  await give(page, Buffer.from('CONTOH'), 'catatan.txt');
  await page.getByText('Berkas ini bukan PDF').waitFor();
  await drop(page, `['%PDF-1.7\\n', new Uint8Array(26 * 1024 * 1024)]`);
  await page.getByText('lebih dari 25 MB').waitFor();
  await give(page, Buffer.from('%PDF-1.7\nCONTOH'));
  await page.getByText('PDF ini rusak dan tidak terbaca').waitFor();
  expect(await violationsOf(page)).toEqual([]);
});
