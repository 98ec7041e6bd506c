import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { verifyPdf } from '#signing/verify';
import { buildClient } from '#support/built-client';
import { deviceOf } from '#support/guest';
import { comeIn, isWithin, OLD, PHONE, violationsOf, WIDE } from '#support/guest-page';
import { openHouse } from '#support/house';
import { openChromium } from '#support/media-browser';
import { openSigning, readyToSign } from '#support/signed-agreement';

let browser: Browser;
let clientFolder: string;
beforeAll(async () => {
  [clientFolder, browser] = await Promise.all([buildClient(), openChromium()]);
});
afterAll(() => browser.close());

/** From page to page by the keyboard alone, until the last of them counts as seen. */
const readByKeyboard = async (page: Page): Promise<void> => {
  await page.locator('.pdf-window').focus();
  for (let count = 0; count < 40; count += 1) {
    if (await page.locator('#consent').isEnabled()) return;
    // A page has to stand in view for a moment: the first as well.
    await page.waitForTimeout(800);
    await page.keyboard.press(count % 20 === 19 ? 'Home' : 'PageDown');
  }
};

test('a signatory joins, is seen by an officer, reads, consents, signs by keyboard and takes the file away', async () => {
  await using house = await openHouse({ clientFolder });
  const { director, protocol } = await openSigning(house);
  const company = await readyToSign(house, protocol, 's-c1');
  const { page, faults } = await comeIn(browser, house.link('s-u1'));

  // The camera is open in the green room; what the officer needs to confirm is a live picture.
  const act = page.getByRole('button', { name: 'Tanda tangani', exact: true });
  await page.getByText('Petugas akan memastikan identitas Anda lewat video').waitFor();
  await page.locator('.pdf-picture canvas').first().waitFor();
  expect(await act.isDisabled()).toBe(true);
  expect(await page.locator('#consent').isDisabled()).toBe(true);
  await expect
    .poll(
      () =>
        deviceOf(protocol, 's-u1').then((device) => protocol.refusal('identity:confirm', { personId: 's-u1', device })),
      { timeout: 20_000 },
    )
    .toBe('accepted');
  await protocol.until('roster', ({ rows }) => rows['s-u1']?.hasCertificate === true);

  // Consent comes after every page was seen, and says which is missing.
  expect(await page.locator('#consent-note').innerText()).toMatch(/^Buka halaman .*4 terlebih dahulu\.$/);
  await readByKeyboard(page);
  await page.locator('#consent').focus();
  await page.keyboard.press('Space');
  await page.getByText('Persetujuan Anda tercatat.').waitFor();
  await page.getByText('Menunggu sesi penandatanganan dibuka').waitFor();

  await director.must('ceremony:go-live', {});
  await director.must('session:open', { wave: 1 });
  await page.getByText('Menunggu tanda tangan Contoh c1').waitFor();
  expect(await company.sign('a1')).toMatchObject({ ok: true });
  await page.getByText('Giliran Anda.').waitFor();
  for (const viewport of [WIDE, OLD, PHONE]) {
    await page.setViewportSize(viewport);
    expect(await violationsOf(page)).toEqual([]);
    expect(await isWithin(page)).toBe(true);
  }
  await page.setViewportSize(WIDE);

  await act.focus();
  await page.keyboard.press('Enter');
  await page.getByText('Telah Anda tanda tangani').waitFor();
  expect(await violationsOf(page)).toEqual([]);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Unduh PDF' }).click(),
  ]);
  const chunks: Buffer[] = [];
  for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
  const report = await verifyPdf(Buffer.concat(chunks), { roots: [house.authority.root], now: new Date() });
  expect(report).toMatchObject({
    verdict: 'valid',
    signatures: [{ field: 'certification' }, { field: 'party-1' }, { field: 'party-2', name: 'Nama s-u1' }],
  });
  expect(faults).toEqual([]);
});

test('a signatory without a camera enters the code, and after a reload stands where they stood', async () => {
  await using house = await openHouse({ clientFolder });
  const { director, protocol } = await openSigning(house);
  const { page } = await comeIn(browser, house.link('s-c1'));
  const issued = await protocol.command('identity:issue-code', { personId: 's-c1' });
  const code = issued.ok ? (issued.reply?.code ?? '') : '';
  await page.getByText('Petugas telah menerbitkan kode').waitFor();
  const wrong = code === '00000000' ? '00000001' : '00000000';
  await page.getByLabel(/Kode sekali pakai/).fill(wrong);
  await page.keyboard.press('Enter');
  await page.getByText('Angka yang dimasukkan tidak cocok').waitFor();
  await page.getByLabel(/Kode sekali pakai/).fill(`${code.slice(0, 4)} ${code.slice(4)}`);
  await page.keyboard.press('Enter');
  await protocol.until('roster', ({ rows }) => rows['s-c1']?.hasCertificate === true);
  await page.locator('.pdf-picture canvas').first().waitFor();
  await readByKeyboard(page);
  await page.locator('#consent').focus();
  await page.keyboard.press('Space');
  await page.getByText('Persetujuan Anda tercatat.').waitFor();
  await page.reload();
  await page.getByText('Persetujuan Anda tercatat.').waitFor();
  await director.must('ceremony:go-live', {});
  await director.must('session:open', { wave: 1 });
  await page.getByText('Giliran Anda.').waitFor();
  await page.getByRole('button', { name: 'Tanda tangani', exact: true }).click();
  await page.getByText('Telah Anda tanda tangani').waitFor();
});

test('[S18] when what was prepared is not what was consented to, the browser refuses and nothing is signed', async () => {
  await using house = await openHouse({ clientFolder });
  const { director, protocol } = await openSigning(house);
  const { page } = await comeIn(browser, house.link('s-c1'));
  await expect
    .poll(
      () =>
        deviceOf(protocol, 's-c1').then((device) => protocol.refusal('identity:confirm', { personId: 's-c1', device })),
      { timeout: 20_000 },
    )
    .toBe('accepted');
  await page.locator('.pdf-picture canvas').first().waitFor();
  await readByKeyboard(page);
  await page.locator('#consent').click();
  await director.must('ceremony:go-live', {});
  await director.must('session:open', { wave: 1 });
  await page.getByText('Giliran Anda.').waitFor();
  // The line lies: one byte of what the server prepared is another.
  await page.route('**/prepared', async (route) => {
    const answer = await route.fetch();
    const body = await answer.body();
    body[40] = (body[40] ?? 0) ^ 1;
    await route.fulfill({ response: answer, body });
  });
  await page.getByRole('button', { name: 'Tanda tangani', exact: true }).click();
  await page.getByText('Peramban menolak menandatangani').waitFor();
  const figures = await director.until('figures', () => true);
  expect(figures.kinds.contract.signed).toBe(0);
  const board = await director.until('board', () => true);
  expect(board.rows['a1']?.signed).toBe(0);
});

test('[A11] a party declines with a reason, and everybody concerned reads it', async () => {
  await using house = await openHouse({ clientFolder });
  const { protocol } = await openSigning(house);
  const [{ page }, other] = await Promise.all([
    comeIn(browser, house.link('s-c1'), PHONE),
    readyToSign(house, protocol, 's-u1'),
  ]);
  await expect
    .poll(
      () =>
        deviceOf(protocol, 's-c1').then((device) => protocol.refusal('identity:confirm', { personId: 's-c1', device })),
      { timeout: 20_000 },
    )
    .toBe('accepted');
  await page.getByRole('button', { name: 'Tolak dengan alasan' }).click();
  const now = page.getByRole('button', { name: 'Tolak perjanjian', exact: true });
  expect(await now.isDisabled()).toBe(true);
  await page.getByLabel('Alasan').fill('Nilai belum disepakati.');
  expect(await violationsOf(page)).toEqual([]);
  await now.click();
  await page.getByRole('heading', { name: 'Perjanjian ditolak' }).waitFor();
  expect(await page.locator('.desk-reason').innerText()).toBe('Nilai belum disepakati.');
  const self = await other.until('self', ({ agreements }) => agreements[0]?.state === 'declined');
  expect(self.agreements[0]?.declined?.reason).toBe('Nilai belum disepakati.');
});
