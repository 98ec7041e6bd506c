import { readdirSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemClock } from '#platform/clock';
import { buildClient } from '#support/built-client';
import { openCscService } from '#support/csc-service';
import { comeIn, isWithin, PHONE, violationsOf, WIDE } from '#support/guest-page';
import { openHouse } from '#support/house';
import { openChromium } from '#support/media-browser';
import { readAndConsent } from '#support/morning';
import { remoteServiceOf } from '#support/remote-person';
import { openSigning } from '#support/signed-agreement';

let browser: Browser;
let clientFolder: string;
beforeAll(async () => {
  [clientFolder, browser] = await Promise.all([buildClient(), openChromium()]);
});
afterAll(() => browser.close());

/** Pictures to look at, where a folder for them is there. */
const picture = async (page: Page, name: string): Promise<void> => {
  const folder = process.env['TEKEN_PICTURES'];
  if (folder === undefined) return;
  await mkdir(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${String(readdirSync(folder).length).padStart(2, '0')}-${name}.png`) });
};

test.each([
  ['wide', WIDE],
  ['phone', PHONE],
])(
  '[C225] [A53] on a %s screen a signatory chooses the service, is told what is wrong, and signs by it',
  async (size, viewport) => {
    await using service = await openCscService();
    const credential = await service.add({ credentialId: 'cred', userId: 'akun', name: 'NAMA S-C1', kind: 'rsa' });
    credential.sendsOtp = true;
    await using house = await openHouse({
      clientFolder,
      remote: remoteServiceOf(service, systemClock, 2_000),
      change: ({ people }) => {
        for (const person of people) if (person['role'] === 'signatory') person['name'] = `Nama ${person['id']}`;
      },
    });
    const { director, protocol } = await openSigning(house);
    const { page, faults } = await comeIn(browser, house.link('s-c1'), viewport);
    const issued = await protocol.command('identity:issue-code', { personId: 's-c1' });
    if (size === 'phone') await page.getByRole('button', { name: 'Rincian' }).click();
    await page
      .getByLabel(/Kode sekali pakai/)
      .last()
      .fill(issued.ok ? (issued.reply?.code ?? '') : '');
    await page.keyboard.press('Enter');
    await protocol.until('roster', ({ rows }) => rows['s-c1']?.hasCertificate === true);
    if (size === 'phone') await page.keyboard.press('Escape');
    await readAndConsent(page);

    await page.getByRole('button', { name: 'Tanda tangan tersertifikasi melalui PSrE Contoh' }).click();
    await page.getByLabel('Akun Anda pada layanan').fill('bukan');
    await page.getByRole('button', { name: 'Cari sertifikat' }).click();
    await page.getByText('Akun ini tidak memiliki sertifikat').waitFor();
    await page.getByLabel('Akun Anda pada layanan').fill('akun');
    await page.getByRole('button', { name: 'Cari sertifikat' }).click();
    await page.getByText('NAMA S-C1', { exact: true }).waitFor();
    await picture(page, `${size}-choose`);
    expect(await violationsOf(page)).toEqual([]);
    expect(await isWithin(page)).toBe(true);
    await page.getByRole('button', { name: 'Gunakan sertifikat ini' }).click();
    await page.getByText('Anda menandatangani melalui PSrE Contoh').waitFor();

    await director.must('ceremony:go-live', {});
    await director.must('session:open', { wave: 1 });
    const act = page.getByRole('button', { name: 'Tanda tangani melalui PSrE Contoh' });
    await expect.poll(() => act.isEnabled()).toBe(true);
    await picture(page, `${size}-ready`);
    expect(await violationsOf(page)).toEqual([]);
    await act.click();
    await page.getByText('Peramban ini telah memeriksa').waitFor();
    const enter = async (pin: string): Promise<void> => {
      await page.getByRole('button', { name: 'Kirim OTP' }).click();
      await page.getByText('OTP telah dikirim').waitFor();
      await page.getByLabel('PIN', { exact: true }).fill(pin);
      await page.getByLabel('OTP', { exact: true }).fill(credential.otp ?? '');
      await page.getByRole('button', { name: 'Tanda tangani', exact: true }).click();
    };
    await enter('000000');
    await page.getByText('PIN atau OTP keliru').waitFor();
    expect(await page.getByLabel('PIN', { exact: true }).inputValue()).toBe('');
    await picture(page, `${size}-wrong`);
    expect(await violationsOf(page)).toEqual([]);
    expect(await isWithin(page)).toBe(true);
    await enter('314159');
    await page.getByText('Telah Anda tanda tangani').waitFor();
    await picture(page, `${size}-signed`);
    expect(faults).toEqual([]);
  },
);

test('[A53] while the service is silent the person goes back to the key of the browser, in English', async () => {
  await using service = await openCscService();
  await service.add({ credentialId: 'cred', userId: 'akun', name: 'NAMA S-C1' });
  await using house = await openHouse({
    clientFolder,
    remote: remoteServiceOf(service, systemClock, 1_000),
    change: ({ people }) => {
      for (const person of people) if (person['role'] === 'signatory') person['name'] = `Nama ${person['id']}`;
    },
  });
  const { director, protocol } = await openSigning(house);
  const { page } = await comeIn(browser, house.link('s-c1'));
  const issued = await protocol.command('identity:issue-code', { personId: 's-c1' });
  await page.getByLabel(/Kode sekali pakai/).fill(issued.ok ? (issued.reply?.code ?? '') : '');
  await page.keyboard.press('Enter');
  await protocol.until('roster', ({ rows }) => rows['s-c1']?.hasCertificate === true);
  await readAndConsent(page);
  await director.must('ceremony:go-live', {});
  await director.must('session:open', { wave: 1 });
  await page.getByRole('button', { name: 'English' }).first().click();
  await page.getByRole('button', { name: 'Certified signature by PSrE Contoh' }).click();
  await page.getByLabel('Your account at the service').fill('akun');
  await page.getByRole('button', { name: 'Find certificates' }).click();
  await page.getByText('NAMA S-C1', { exact: true }).waitFor();
  await picture(page, 'english-choose');
  await page.getByRole('button', { name: 'Use this certificate' }).click();
  service.break({ path: 'authorize', with: 'silence' });
  await page.getByRole('button', { name: 'Sign by PSrE Contoh' }).click();
  await page.getByText('This browser has checked').waitFor();
  await page.getByLabel('PIN', { exact: true }).fill('314159');
  await page.getByRole('button', { name: 'Sign', exact: true }).click();
  await page.getByText('did not answer in time').waitFor();
  await picture(page, 'english-silent');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Use the key of this browser' }).click();
  await page.getByRole('button', { name: 'Sign', exact: true }).click();
  await page.getByText('You have signed').waitFor();
});
