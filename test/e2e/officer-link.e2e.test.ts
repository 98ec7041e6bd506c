import { expect, test } from 'vitest';
import { buildClient } from '#support/built-client';
import { openHouse } from '#support/house';
import { openChromium } from '#support/media-browser';
import { comeIn } from '#support/morning';

test('the protocol officer makes a new link, sees it once, and it opens the door', async () => {
  await using house = await openHouse({ clientFolder: await buildClient() });
  await using browser = await openChromium();
  const protocol = await comeIn(browser, house, 'protocol', { devices: false });
  await protocol.getByRole('button', { name: /Nama s-c2/ }).click();
  await protocol.getByRole('button', { name: 'Buat tautan baru' }).click();
  await protocol.getByRole('dialog').getByRole('button', { name: 'Buat tautan baru' }).click();
  const link = await protocol.getByRole('textbox', { name: 'Tautan baru' }).inputValue();
  expect(link).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/j\/[\w-]+$/);
  await protocol.getByRole('button', { name: 'Sudah saya sampaikan' }).click();

  const page = await (await browser.newContext({ locale: 'id-ID' })).newPage();
  await page.goto(link);
  await page.getByRole('button', { name: 'Masuk' }).click();
  await page.getByText('Nama s-c2').first().waitFor();
});
