import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildClient } from '#support/built-client';
import { deviceOf, type Guest } from '#support/guest';
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

/** Both agreements are of the first company: it signs two, the witness both. */
const openTwo = async () => {
  const house = await openHouse({
    clientFolder,
    change: ({ agreements: [, second] }) => {
      if (second === undefined) return;
      second['company'] = 'c1';
      second['company_signatory'] = 's-c1';
      second['company_number'] = '2/2021';
    },
  });
  const officers = await openSigning(house);
  await officers.legal.must('agreement:make-ready', { agreementId: 'a2' });
  return { house, ...officers };
};
const confirm = (protocol: Guest, personId: string) =>
  expect
    .poll(
      () =>
        deviceOf(protocol, personId).then((device) =>
          protocol.refusal('identity:confirm-in-person', { personId, device, method: 'document' }),
        ),
      { timeout: 20_000 },
    )
    .toBe('accepted');
const read = async (page: Page): Promise<void> => {
  await page.locator('.pdf-picture canvas').first().waitFor();
  await page.locator('.pdf-window').focus();
  for (let count = 0; count < 40 && !(await page.locator('#consent').isEnabled()); count += 1) {
    await sleep(800);
    await page.keyboard.press(count % 20 === 19 ? 'Home' : 'PageDown');
  }
  await page.locator('#consent').click();
  await page.getByText('Persetujuan Anda tercatat.').waitFor();
  await page.getByRole('button', { name: 'Semua perjanjian' }).click();
};

test('[W50] [W51] [W52] [W53] [A32] one gesture signs two, a reload goes on where it was, one tap witnesses the wave', async () => {
  const { house, director, protocol } = await openTwo();
  await using _ = house;
  await director.must('ceremony:go-live', {});
  await director.must('session:open', { wave: 1 });
  const { page, faults } = await comeIn(browser, house.link('s-c1'));
  await confirm(protocol, 's-c1');
  for (const next of [1, 2]) {
    await page.getByRole('button', { name: 'Buka berikutnya' }).click();
    await read(page);
    if (next === 1) await page.getByText('Belum dibaca').waitFor();
  }
  await page.getByRole('button', { name: 'Tanda tangani semua (2)' }).waitFor();
  for (const viewport of [PHONE, WIDE]) {
    await page.setViewportSize(viewport);
    expect(await violationsOf(page)).toEqual([]);
    expect(await isWithin(page)).toBe(true);
  }
  // The line is cut between the first and the second, and the page is loaded again: nobody presses anything more.
  await page.route('**/agreements/a2/prepared', (route) => route.abort());
  await page.getByRole('button', { name: 'Tanda tangani semua (2)' }).click();
  await director.until('board', ({ rows }) => rows['a1']?.signed === 1);
  await page.unroute('**/agreements/a2/prepared');
  await page.reload();
  await director.until('board', ({ rows }) => rows['a2']?.signed === 1);
  await expect
    .poll(() => page.getByText('Telah Anda tanda tangani, menunggu 2 lagi').count(), { timeout: 9_000 })
    .toBe(2);

  // The others sign; then the minister's one tap.
  for (const [personId, agreementId] of [
    ['s-u1', 'a1'],
    ['s-u2', 'a2'],
  ] as const) {
    const guest = await readyToSign(house, protocol, personId, agreementId);
    expect(await guest.sign(agreementId)).toMatchObject({ ok: true });
    guest.close();
  }
  const minister = await comeIn(browser, house.link('minister'), PHONE);
  await confirm(protocol, 'minister');
  await minister.page.goto(`${minister.page.url()}#desk`);
  const tap = minister.page.getByRole('button', { name: 'Saksikan 2 perjanjian' });
  await expect.poll(() => tap.isEnabled(), { timeout: 9_000 }).toBe(true);
  // The button comes to full colour.
  await sleep(400);
  for (const viewport of [OLD, PHONE]) {
    await minister.page.setViewportSize(viewport);
    expect(await violationsOf(minister.page)).toEqual([]);
    expect(await isWithin(minister.page)).toBe(true);
  }
  await tap.click();
  await minister.page.getByText('2 dari 2 perjanjian telah Anda saksikan').waitFor();
  const events = await house.store.read('small', 0, 5_000);
  const witnessed = events.filter(
    ({ type, data }) => type === 'signature-completed' && data['personId'] === 'minister',
  );
  expect(witnessed.map(({ data }) => data['evidence'])).toMatchObject([{ shown: 'list' }, { shown: 'list' }]);
  expect([...faults, ...minister.faults]).toEqual([]);
});
