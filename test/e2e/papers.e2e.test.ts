import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildClient } from '#support/built-client';
import { isWithin, OLD, openPage, PHONE, violationsOf, WIDE } from '#support/guest-page';
import { openHouse } from '#support/house';
import { openChromium } from '#support/media-browser';
import { comeIn } from '#support/morning';
import { openSigning, readyToSign } from '#support/signed-agreement';

let browser: Browser;
let clientFolder: string;
beforeAll(async () => {
  [clientFolder, browser] = await Promise.all([buildClient(), openChromium()]);
});
afterAll(() => browser.close());

/** Presses the button; answers with the name of the file and its first bytes. */
const take = async (page: Page, button: string): Promise<readonly [string, string]> => {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: button, exact: true }).click(),
  ]);
  const parts: Buffer[] = [];
  for await (const part of await download.createReadStream()) parts.push(part as Buffer);
  return [download.suggestedFilename(), Buffer.concat(parts).toString('latin1', 0, 5)];
};

test('[W65] [W66] documents are drawn up by a button: for who ran the ceremony, for a witness, for a signatory', async () => {
  await using house = await openHouse({
    clientFolder,
    change: ({ people, agreements: [, second] }) => {
      // One more who sits beside them, and one who witnesses the second agreement alone.
      people.push({ ...people[1], id: 'legal-2', role: 'legal', name: 'Nama legal-2' });
      people.push({ ...people[1], id: 'official', role: 'official', name: 'Nama official' });
      if (second !== undefined) second['witness'] = 'official';
    },
  });
  const { director, protocol } = await openSigning(house);
  const signers = [];
  for (const personId of ['s-c1', 's-u1', 'minister']) signers.push(await readyToSign(house, protocol, personId));
  await director.must('ceremony:go-live', {});
  await director.must('session:open', { wave: 1 });
  for (const guest of signers) expect(await guest.sign('a1')).toMatchObject({ ok: true });
  await director.until('board', ({ rows }) => rows['a1']?.state === 'sealed');

  // The legal officer, while it is live: no minutes yet, a sheet for each witness, a certificate for what is complete.
  const legal = await comeIn(browser, house, 'legal-2', { devices: false });
  await legal.getByRole('button', { name: 'Dokumen acara' }).click();
  await legal.getByRole('heading', { name: 'Dokumen acara' }).waitFor();
  expect(await legal.getByRole('button', { name: /Berita acara/ }).count()).toBe(0);
  expect(await take(legal, 'Unduh PDF Daftar hadir')).toEqual(['small-daftar-hadir.pdf', '%PDF-']);
  await legal.getByText('Tersimpan di unduhan Anda.').waitFor();
  expect(await take(legal, 'Unduh PDF Lembar saksi, Gelombang I')).toEqual([
    'small-gelombang-1-lembar-saksi-minister.pdf',
    '%PDF-',
  ]);
  expect(await take(legal, 'Unduh PDF Perjanjian 001')).toEqual(['small-001-surat-keterangan.pdf', '%PDF-']);
  // A refusal is a sentence of its own and no file.
  await legal.getByLabel('Saksi', { exact: true }).selectOption('official');
  await legal.getByRole('button', { name: 'Unduh PDF Lembar saksi, Gelombang I' }).click();
  await legal.getByText('belum menandatangani sebagai saksi').waitFor();
  for (const viewport of [PHONE, OLD, WIDE]) {
    await legal.setViewportSize(viewport);
    expect(await violationsOf(legal)).toEqual([]);
    expect(await isWithin(legal)).toBe(true);
  }
  expect(await legal.evaluate('location.hash')).toBe('#papers');

  // After the closing: minutes and root; a witness and a delegation find their own from the stage.
  await director.must('ceremony:close', {});
  await director.until('stage', ({ phase }) => phase === 'closed');
  expect((await take(legal, 'Unduh PDF Berita acara'))[1]).toBe('%PDF-');
  expect(await take(legal, 'Unduh JSON Akar jurnal')).toEqual(['small-root.json', '{\n  "']);
  for (const guest of signers) guest.close();
  // The minister's own device, which has been in before.
  const { page, faults } = await openPage(browser, house.url, PHONE);
  const kept = [...(signers[2]?.jar ?? [])].map(([name, value]) => ({ name, value, url: house.url }));
  await page.context().addCookies(kept);
  await page.goto(`${house.url}/c/small/minister`);
  await page.getByRole('button', { name: 'Dokumen acara' }).click();
  expect(await take(page, 'Unduh PDF Piagam keikutsertaan')).toEqual(['small-piagam-minister.pdf', '%PDF-']);
  expect(await take(page, 'Unduh PDF Lembar saksi, Gelombang I')).toEqual([
    'small-gelombang-1-lembar-saksi-minister.pdf',
    '%PDF-',
  ]);
  expect(await page.getByRole('button', { name: /Daftar hadir/ }).count()).toBe(0);
  expect(await isWithin(page)).toBe(true);
  expect(await violationsOf(page)).toEqual([]);
  expect(faults).toEqual([]);
});
