import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { buildClient } from '#support/built-client';
import { openHouse } from '#support/house';
import { openChromium } from '#support/media-browser';
import { comeIn, movingPictures, readAndConsent, signNow } from '#support/morning';

const run = promisify(execFile);

test('a morning: director, officer, minister, two signatories, a delegation', async () => {
  await using house = await openHouse({ clientFolder: await buildClient() });
  await using browser = await openChromium();
  const folder = await mkdtemp(join(tmpdir(), 'teken-morning-'));

  // The legal officer makes the document ready; the director opens admission.
  const legal = await comeIn(browser, house, 'legal', { devices: false });
  await legal
    .getByRole('button', { name: 'Perjanjian' })
    .or(legal.getByRole('tab', { name: 'Perjanjian' }))
    .first()
    .click();
  await legal.getByRole('button', { name: 'Siapkan 2 dokumen' }).click();
  await legal.getByText('Semua dokumen telah disiapkan.').waitFor();
  await legal.context().close();
  const director = await comeIn(browser, house, 'director', { devices: false, width: 1440, height: 900 });
  const confirmed = async (act: string): Promise<void> => {
    await director.getByRole('button', { name: act, exact: true }).click();
    await director.getByRole('dialog').getByRole('button', { name: act, exact: true }).click();
  };
  await confirmed('Buka acara');

  // Those who sign come in and are confirmed, seen live in the green room.
  const company = await comeIn(browser, house, 's-c1');
  const umkm = await comeIn(browser, house, 's-u1');
  const minister = await comeIn(browser, house, 'minister');
  await minister
    .getByRole('button', { name: /Meja tanda tangan/ })
    .or(minister.getByRole('link', { name: /Meja tanda tangan/ }))
    .first()
    .click();
  const protocol = await comeIn(browser, house, 'protocol', { devices: false });
  for (const name of ['Nama s-c1', 'Nama s-u1', 'Nama minister']) {
    await protocol.getByRole('button', { name: new RegExp(name) }).click();
    await expect.poll(() => movingPictures(protocol), { timeout: 20_000 }).toBeGreaterThan(0);
    await protocol.getByRole('button', { name: 'Sesuai, pastikan identitas' }).click();
    await protocol.getByText('identitas dipastikan').first().waitFor();
  }
  await protocol.context().close();

  // Live: the minister on stage, seen by a delegation.
  await confirmed('Mulai acara');
  const delegation = await comeIn(browser, house, 'd-62');
  await director
    .getByRole('button', { name: 'Panggil: Nama minister' })
    .or(director.getByRole('button', { name: /Panggil.*Nama minister/ }))
    .first()
    .click();
  await expect.poll(() => movingPictures(delegation), { timeout: 30_000 }).toBeGreaterThan(0);

  // The wave is opened; company, UMKM and witness sign one after another.
  for (const page of [company, umkm]) await readAndConsent(page);
  await minister.getByText('Contoh c1 · Contoh u1').click();
  await readAndConsent(minister);
  await director.getByRole('button', { name: 'Buka Gelombang I' }).click();
  const gestures = [
    await signNow(company, 'Tanda tangani'),
    await signNow(umkm, 'Tanda tangani'),
    await signNow(minister, 'Tanda tangani sebagai saksi'),
  ];
  console.log(`gesture to "signed" on the own screen: ${gestures.map(Math.round).join(', ')} ms`);
  await delegation.getByText('dengan Contoh u1').waitFor();

  // The organiser's seal follows by itself.
  const events = async () => (await house.store.read('small', 0, 10_000)).map(({ type }) => type);
  await expect.poll(events, { timeout: 15_000 }).toContain('agreement-sealed');

  // Each takes the file away; outsiders call it valid: certification, three signatures, seal.
  const download = company.waitForEvent('download');
  await company
    .getByRole('link', { name: 'Unduh PDF' })
    .or(company.getByRole('button', { name: 'Unduh PDF' }))
    .first()
    .click();
  const file = join(folder, 'agreement.pdf');
  await (await download).saveAs(file);
  await writeFile(join(folder, 'root.pem'), house.authority.rootPem);
  const nss = `sql:${folder}`;
  await run('certutil', ['-N', '-d', nss, '--empty-password']);
  await run('certutil', ['-A', '-d', nss, '-n', 'root', '-t', 'CT,C,C', '-i', join(folder, 'root.pem')]);
  const { stdout } = await run('pdfsig', ['-nssdir', nss, file]);
  expect(stdout.match(/Signature Validation: Signature is Valid\./g)).toHaveLength(5);
  expect(stdout.match(/Certificate Validation: Certificate is Trusted\./g)).toHaveLength(5);
  await run('qpdf', ['--check', file]);

  // And so does the verification page.
  const anyone = await (await browser.newContext({ locale: 'id-ID' })).newPage();
  await anyone.goto(`${house.url}/verify`);
  await anyone.locator('input[type=file]').setInputFiles({
    name: 'agreement.pdf',
    mimeType: 'application/pdf',
    buffer: await readFile(file),
  });
  await anyone.getByRole('heading', { name: 'Utuh' }).waitFor();
  await rm(folder, { recursive: true });
});
