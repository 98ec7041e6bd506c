import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildClient } from '#support/built-client';
import { arrive } from '#support/guest';
import { comeIn, isWithin, OLD, PHONE, violationsOf, WIDE } from '#support/guest-page';
import { openHouse } from '#support/house';
import { openChromium } from '#support/media-browser';

let browser: Browser;
let clientFolder: string;
beforeAll(async () => {
  [clientFolder, browser] = await Promise.all([buildClient(), openChromium()]);
});
afterAll(() => browser.close());

test('director, legal and protocol lead a signatory to the stage and a wave to its opening', async () => {
  await using house = await openHouse({ clientFolder });
  const [control, law, guard] = await Promise.all([
    comeIn(browser, house.link('director')),
    comeIn(browser, house.link('legal')),
    comeIn(browser, house.link('protocol')),
  ]);
  const watcher = await arrive(house, house.link('d-62'));

  // Legal fixes the texts, with one act for all.
  await law.page.getByRole('button', { name: 'Siapkan 2 dokumen' }).click();
  await law.page.getByText('Semua dokumen telah disiapkan.').waitFor();

  // The director opens the ceremony, after a word of confirmation.
  const confirm = async (act: string): Promise<void> => {
    await control.page.getByRole('button', { name: act, exact: true }).first().click();
    await control.page.getByRole('dialog').getByRole('button', { name: act, exact: true }).click();
  };
  await confirm('Buka acara');
  await watcher.until('stage', ({ phase }) => phase === 'open');

  // Protocol sees the signatory live and confirms who they are.
  const signatory = await comeIn(browser, house.link('s-c1'));
  await guard.page.getByRole('button', { name: /Nama s-c1/ }).click();
  const isThem = guard.page.getByRole('button', { name: 'Sesuai, pastikan identitas' });
  await expect.poll(() => isThem.isEnabled(), { timeout: 20_000 }).toBe(true);
  expect(await violationsOf(guard.page)).toEqual([]);
  await isThem.click();
  await guard.page.locator('.officer-gold').getByText('identitas dipastikan').waitFor();
  await signatory.page.getByText('Bacalah seluruh halaman').waitFor();

  // On stage by a press, the next item by N, back from the stage by the digit and Enter.
  await confirm('Mulai acara');
  await control.page.getByRole('button', { name: /Panggil .*Nama s-c1/ }).click();
  await watcher.until('stage', ({ onStage }) => onStage.some(({ personId }) => personId === 's-c1'));
  await control.page.locator('.director-stage video').waitFor({ timeout: 20_000 });
  await control.page.locator('body').press('n');
  await watcher.until('rundown', ({ current }) => current === 'opening');
  for (const viewport of [WIDE, OLD, PHONE]) {
    await control.page.setViewportSize(viewport);
    expect(await violationsOf(control.page)).toEqual([]);
    expect(await isWithin(control.page)).toBe(true);
  }
  await control.page.setViewportSize(WIDE);
  await control.page.locator('body').press('1');
  await control.page.keyboard.press('Enter');
  await watcher.until('stage', ({ onStage }) => onStage.length === 0);

  // The item of a wave brings its act; a letter typed into the search is no cue.
  await control.page.locator('body').press('n');
  await control.page.getByRole('button', { name: 'Buka Gelombang I' }).first().click();
  await watcher.until('figures', ({ waves }) => waves[0]?.state === 'open');
  await control.page.getByText('Belum menandatangani').waitFor();
  await control.page.keyboard.press('/');
  await control.page.keyboard.type('n');
  expect((await watcher.until('rundown', () => true)).current).toBe('signing-1');

  for (const { page } of [law, guard]) {
    for (const viewport of [WIDE, OLD, PHONE]) {
      await page.setViewportSize(viewport);
      expect(await violationsOf(page)).toEqual([]);
      expect(await isWithin(page)).toBe(true);
    }
    await page.getByRole('button', { name: 'English' }).click();
    expect(await violationsOf(page)).toEqual([]);
  }
  expect([control, law, guard, signatory].flatMap(({ faults }) => faults)).toEqual([]);
});
