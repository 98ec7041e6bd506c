import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildClient } from '#support/built-client';
import { isWithin, OLD, openPage, violationsOf, WIDE } from '#support/guest-page';
import type { Guest } from '#support/guest';
import { openHouse } from '#support/house';
import { openChromium } from '#support/media-browser';
import { openSigning } from '#support/signed-agreement';

let browser: Browser;
let clientFolder: string;
beforeAll(async () => {
  [clientFolder, browser] = await Promise.all([buildClient(), openChromium()]);
});
afterAll(() => browser.close());

const replyOf = async (guest: Guest, ...given: Parameters<Guest['command']>) => {
  const answer = await guest.command(...given);
  if (!answer.ok) throw new Error(`${given[0]}: ${answer.problem.code}`);
  return answer.reply ?? {};
};
const call = async (officer: Guest, personId: string): Promise<string> =>
  (await replyOf(officer, 'table:call', { tableId: 'meja-1', personId, method: 'document' })).code ?? '';

const enter = async (page: Page, code: string): Promise<void> => {
  await page.getByLabel(/Kode sekali pakai/).fill(code);
  await page.getByRole('button', { name: 'Buka berkas saya' }).click();
};
const read = async (page: Page): Promise<void> => {
  await page.locator('.pdf-picture canvas').first().waitFor();
  await page.locator('.pdf-window').focus();
  for (let count = 0; count < 40 && !(await page.locator('#consent').isEnabled()); count += 1) {
    await page.waitForTimeout(800);
    await page.keyboard.press(count % 20 === 19 ? 'Home' : 'PageDown');
  }
  await page.locator('#consent').click();
  await page.getByText('Persetujuan Anda tercatat.').waitFor();
};
/** The name stands on the tablet before, too; the way to hand it over does not. */
const seated = (page: Page): Promise<void> => page.getByRole('button', { name: 'Serahkan tablet' }).first().waitFor();

/** All that a browser could hand on to whoever takes it next. */
const leftIn = async (page: Page, context: BrowserContext) => ({
  cookies: (await context.cookies()).map(({ name }) => name).sort(),
  databases: await page.evaluate('indexedDB.databases().then((all) => all.map(({ name }) => name))'),
  stored: await page.evaluate('Object.keys(sessionStorage).concat(Object.keys(localStorage))'),
  caches: await page.evaluate('caches.keys()'),
});

test('[C203] [C204] [H35] [H36] [H37] [W54] [W55] two sign at one tablet; nothing of the first is there for the second', async () => {
  await using house = await openHouse({ clientFolder });
  const { director, protocol } = await openSigning(house);
  await director.must('ceremony:go-live', {});
  await director.must('session:open', { wave: 1 });
  const { link = '' } = await replyOf(protocol, 'table:open', { tableId: 'meja-1', name: 'Meja 1' });
  const { page, faults } = await openPage(browser, link, OLD);
  const context = page.context();
  await page.getByRole('button', { name: 'Jadikan tablet meja' }).click();
  await page.getByText('Petugas memanggil nama berikutnya').waitFor();
  expect(await violationsOf(page)).toEqual([]);

  // A wrong code opens nothing; the right one opens the desk of whoever was called, with a key in memory alone.
  const code = await call(protocol, 's-c1');
  await page.getByRole('heading', { name: 'Nama s-c1' }).waitFor();
  await enter(page, code === '00000000' ? '00000001' : '00000000');
  await page.getByText('Angka yang dimasukkan tidak cocok').waitFor();
  await enter(page, `${code.slice(0, 4)} ${code.slice(4)}`);
  await page.getByRole('button', { name: 'Saya mengerti dan setuju' }).click();
  await read(page);
  await page.getByText('Giliran Anda.').waitFor();
  const helper = { name: 'Nama Pendamping', relation: 'anak' };
  await protocol.must('identity:name-helper', { personId: 's-c1', helper });
  await page.getByText('Didampingi oleh Nama Pendamping (anak).').first().waitFor();
  expect(await leftIn(page, context)).toMatchObject({ databases: [], caches: [] });
  await page.getByRole('button', { name: 'Tanda tangani', exact: true }).click();
  await page.getByText('Telah Anda tanda tangani').waitFor();
  expect(await page.getByRole('link', { name: 'Unduh PDF' }).count()).toBe(0);
  expect(await violationsOf(page)).toEqual([]);
  const ticket = (await context.cookies()).find(({ name }) => name === 'teken.small.s-c1');
  expect(ticket?.httpOnly).toBe(true);

  await page.locator('.desk-act').getByRole('button', { name: 'Serahkan tablet' }).click();
  await page.getByText('Petugas memanggil nama berikutnya').waitFor();
  expect(await leftIn(page, context)).toEqual({
    cookies: ['teken-device', 'teken-table.small'],
    databases: [],
    stored: [],
    caches: [],
  });
  // What was kept of the ticket opens nothing, nor does going back.
  const [first] = await Promise.all([
    fetch(`${house.url}/api/c/small/s-c1/agreements/a1/document`, {
      headers: { cookie: `teken.small.s-c1=${ticket?.value ?? ''}` },
    }),
    page.goBack().catch(() => null),
  ]);
  expect(first.ok).toBe(false);
  await page.goto(`${house.url}/table/small`);
  await page.getByText('Petugas memanggil nama berikutnya').waitFor();
  await page.goto(`${house.url}/c/small/s-c1`);
  await page.getByRole('heading', { level: 1 }).waitFor();
  expect(await page.locator('.desk').count()).toBe(0);
  const cached = await page.evaluate(
    "fetch('/api/c/small/s-c1/agreements/a1/document', { cache: 'force-cache' }).then(({ ok }) => ok)",
  );
  expect(cached).toBe(false);

  // The second finds a tablet as if nobody had been there; a reload ends the sitting.
  await page.goto(`${house.url}/table/small`);
  await enter(page, await call(protocol, 's-u1'));
  await page.getByRole('heading', { name: 'Nama s-u1' }).waitFor();
  await page.getByRole('button', { name: 'Saya mengerti dan setuju' }).click();
  await page.locator('.pdf-picture canvas').first().waitFor();
  await page.reload();
  await page.getByText('Petugas memanggil nama berikutnya').waitFor();
  expect((await leftIn(page, context)).cookies).toEqual(['teken-device', 'teken-table.small']);
  await protocol.until('tables', ({ rows }) => rows['meja-1']?.seat === null);

  // So does a long pause, after a question.
  await page.clock.install();
  await page.goto(`${house.url}/table/small`);
  await enter(page, await call(protocol, 's-u1'));
  await seated(page);
  await page.clock.fastForward(181_000);
  await page.getByRole('heading', { name: 'Anda masih di sini?' }).waitFor();
  await page.clock.fastForward(31_000);
  await page.getByText('Petugas memanggil nama berikutnya').waitFor();

  // The question does not go away under the finger that answers it.
  await enter(page, await call(protocol, 's-u1'));
  await seated(page);
  await page.clock.fastForward(181_000);
  await page.getByRole('dialog').getByRole('button', { name: 'Serahkan tablet' }).click();
  await page.getByText('Petugas memanggil nama berikutnya').waitFor();

  // And an officer's word ends it as well.
  await enter(page, await call(protocol, 's-u1'));
  await seated(page);
  await protocol.must('table:clear', { tableId: 'meja-1' });
  await page.getByText('Petugas memanggil nama berikutnya').waitFor();
  expect(await isWithin(page)).toBe(true);
  await page.setViewportSize(WIDE);
  expect(faults).toEqual([]);

  // [A56] the ledger says at which table, and that the certificate ended with the sitting.
  const events = await house.store.read('small', 0, 5_000);
  const signed = events.find(({ type }) => type === 'signature-completed');
  expect(signed?.data).toMatchObject({ evidence: { table: 'meja-1', identifiedBy: 'document', officer: 'protocol' } });
  const revoked = events.find(({ type }) => type === 'certificate-revoked');
  expect(revoked?.data).toMatchObject({ personId: 's-c1', reason: 'cessation' });
  const board = await director.until('board', () => true);
  expect(board.rows['a1']?.signed).toBe(1);
});
