import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { buildClient } from '#support/built-client';
import { violationsOf } from '#support/guest-page';
import { openChromium } from '#support/media-browser';
import { arrivingScene, delegate, liveScene, minister, selfView, stageView } from '#support/preview-scene';
import { startScreenPreview, type Scene, type ScreenPreview } from '#support/screen-preview';

// The built client under the real security headers, in a real browser, against a server that shows a fixed scene.

const ROOM = '/c/sample-2021-01-18/d-62';
const WIDE = { width: 1440, height: 900 };
const PHONE = { width: 390, height: 844 };

let preview: ScreenPreview;
let browser: Browser;
beforeAll(async () => {
  preview = await startScreenPreview(liveScene, await buildClient());
  browser = await openChromium();
});
afterAll(async () => {
  await browser.close();
  await preview.stop();
});
beforeEach(() => {
  preview.redeemWith(null);
  preview.answerWith(() => ({ ok: true, position: 1 }));
  preview.show(() => liveScene);
  preview.received.length = 0;
});

const open = async (path: string, { viewport = WIDE, language = 'id', motion = false } = {}) => {
  const context = await browser.newContext({
    viewport,
    permissions: ['camera', 'microphone'],
    reducedMotion: motion ? 'no-preference' : 'reduce',
  });
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => message.text().includes('Content Security Policy') && faults.push(message.text()));
  await page.addInitScript(`localStorage.setItem('teken.language', '${language}')`);
  await page.goto(preview.address + path);
  return { page, faults, close: () => context.close() };
};

const scene = (topics: Partial<Scene['topics']>): Scene => ({
  ...liveScene,
  topics: { ...liveScene.topics, ...topics },
});

const onStage = scene({
  self: { ...selfView, onStage: true },
  stage: { ...stageView, onStage: [minister, delegate] },
});
const waiting = scene({ stage: { ...stageView, phase: 'open', onStage: [], now: null } });
const atTheDevices: Scene = { ...arrivingScene, topics: liveScene.topics };

const screens: readonly {
  readonly name: string;
  readonly path: string;
  readonly scene: Scene;
  readonly ready: string;
}[] = [
  { name: 'welcome', path: '/', scene: liveScene, ready: 'h1' },
  { name: 'personal link', path: '/j/token', scene: liveScene, ready: '.button-act' },
  { name: 'recording notice', path: ROOM, scene: arrivingScene, ready: '.arrival-facts' },
  { name: 'devices', path: ROOM, scene: atTheDevices, ready: '.device-check' },
  { name: 'stage', path: ROOM, scene: liveScene, ready: '.province-map, .my-bar' },
  { name: 'stage, oneself on it', path: ROOM, scene: onStage, ready: '.picture-words .notice' },
  { name: 'stage, waiting', path: ROOM, scene: waiting, ready: '.stage-card' },
];

describe.for([
  ['id', WIDE],
  ['en', PHONE],
] as const)('in %s', ([language, viewport]) => {
  test.for(screens)(`$name at ${viewport.width} wide is for everyone, and fits`, async (screen) => {
    preview.show(() => screen.scene);
    const { page, faults, close } = await open(screen.path, { viewport, language });
    await page.locator(screen.ready).first().waitFor({ state: 'attached' });
    await page.waitForTimeout(150);
    expect(await violationsOf(page)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(viewport.width);
    expect(await page.evaluate('document.documentElement.lang')).toBe(language);
    expect(faults).toEqual([]);
    await close();
  });
});

const pressUntil = async (page: Page, name: RegExp): Promise<void> => {
  for (let presses = 0; presses < 15; presses += 1) {
    await page.keyboard.press('Tab');
    const focused = await page.evaluate<string>('document.activeElement?.textContent ?? ""');
    if (name.test(focused)) return;
  }
  throw new Error(`No key leads to ${String(name)}`);
};

/** Where a screen reader goes on reading when one screen follows another. */
const expectFocus = (page: Page, id: string) =>
  vi.waitFor(async () => expect(await page.evaluate('document.activeElement?.id')).toBe(id), 2_000);

test('by keyboard alone: the link, the notice, the devices, the stage', async () => {
  preview.show(() => arrivingScene);
  preview.answerWith(() => {
    // The topic tells, not the answer.
    setTimeout(() => preview.show(() => atTheDevices), 50);
    return { ok: true, position: 2 };
  });
  const { page, faults, close } = await open('/j/token');
  await page.getByRole('button', { name: 'Masuk' }).waitFor();
  await pressUntil(page, /^Masuk$/);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Yang dicatat, dan mengapa' }).waitFor();
  expect(new URL(page.url()).pathname).toBe(ROOM);
  await expectFocus(page, 'content');
  await pressUntil(page, /Saya mengerti dan setuju/);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Kamera dan mikrofon' }).waitFor();
  await expectFocus(page, 'devices-title');
  expect(preview.received.map(({ name, payload }) => [name, payload])).toEqual([
    ['notice:accept', { noticeVersion: '2021-02' }],
  ]);
  await pressUntil(page, /Coba kamera dan mikrofon/);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Masuk ke acara' }).waitFor();
  await expect.poll(() => page.locator('[data-outcome="granted"]').count()).toBe(2);
  await page.keyboard.press('Enter');
  await page.getByText('Menteri Koperasi dan Usaha Kecil dan Menengah').first().waitFor();
  await expectFocus(page, 'content');
  // The devices were only tried: nobody asked this person to appear.
  expect(await page.getByRole('button', { name: 'Kamera' }).getAttribute('aria-pressed')).toBe('false');
  expect(faults).toEqual([]);
  await close();
});

test('English that cannot be fetched leaves the page as it is, and the choice of before', async () => {
  const { page, faults, close } = await open('/');
  await page.getByRole('heading', { name: 'Tanda tangan, di hadapan semua' }).waitFor();
  await page.context().setOffline(true);
  await page.getByRole('button', { name: 'English' }).click();
  await page.waitForTimeout(300);
  expect(await page.evaluate('document.documentElement.lang')).toBe('id');
  expect(await page.evaluate("localStorage.getItem('teken.language')")).toBe('id');
  expect(faults).toEqual([]);
  await close();
});

// The longest that anything on the page takes to move or to fade, in seconds.
const LONGEST = `Math.max(...[...document.querySelectorAll('*')].flatMap((element) => {
  const style = getComputedStyle(element);
  return [style.transitionDuration, style.animationDuration].flatMap((list) => list.split(',').map(parseFloat));
}))`;

test('nothing moves for whoever asked for stillness', async () => {
  const still = await open(ROOM);
  await still.page.locator('.signed-list').waitFor();
  expect(await still.page.evaluate(LONGEST)).toBeLessThan(0.001);
  await still.close();
  const moving = await open(ROOM, { motion: true });
  await moving.page.locator('.signed-list').waitFor();
  expect(await moving.page.evaluate(LONGEST)).toBeGreaterThan(0.1);
  await moving.close();
});

test('on a phone the figures are a sheet from below, which Escape puts away', async () => {
  const { page, close } = await open(ROOM, { viewport: PHONE });
  await page.getByRole('button', { name: 'Capaian' }).click();
  await page.getByRole('dialog', { name: 'Capaian' }).locator('.signed-list').waitFor();
  expect(await violationsOf(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await close();
});

test('the language changes in place and is remembered', async () => {
  const { page, close } = await open('/');
  await page.getByRole('button', { name: 'English' }).click();
  await page.getByRole('heading', { name: 'Signed, before everyone' }).waitFor();
  expect(await page.evaluate('document.documentElement.lang')).toBe('en');
  expect(await page.evaluate("localStorage.getItem('teken.language')")).toBe('en');
  await close();
});

test('the language changes by keyboard, and the focus stays', async () => {
  const { page, close } = await open(ROOM, { language: 'en' });
  await page.getByText('agreements signed', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Bahasa Indonesia' }).focus();
  await page.keyboard.press('Enter');
  await page.getByText('perjanjian telah ditandatangani', { exact: true }).waitFor();
  expect(await page.evaluate('document.documentElement.lang')).toBe('id');
  expect(await page.evaluate('document.activeElement?.lang')).toBe('id');
  await close();
});

test.for([
  ['link-invalid', 'Tautan tidak dikenal'],
  ['link-expired', 'Tautan telah kedaluwarsa'],
  ['link-revoked', 'Tautan telah dicabut'],
] as const)('%s says what to do', async ([code, title]) => {
  preview.redeemWith(code);
  const { page, close } = await open('/j/token');
  await page.getByRole('button', { name: 'Masuk' }).click();
  await page.getByRole('heading', { name: title }).waitFor();
  expect(await violationsOf(page)).toEqual([]);
  await close();
});

test('another device: only after a word of confirmation', async () => {
  preview.redeemWith('other-device');
  const { page, close } = await open('/j/token');
  await page.getByRole('button', { name: 'Masuk' }).click();
  await page.getByRole('dialog').waitFor();
  expect(await violationsOf(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Masuk' }).click();
  await page.getByRole('button', { name: 'Pindah ke perangkat ini' }).click();
  await page.waitForURL(`**${ROOM}`);
  await close();
});

test('called to the stage: a clear word, and the own picture', async () => {
  const { page, close } = await open(ROOM);
  await page.locator('.signed-list').waitFor();
  preview.show(() => onStage);
  await page.getByRole('alert').filter({ hasText: 'Anda di panggung' }).waitFor();
  await page.locator('.picture video.is-mirrored').waitFor();
  preview.show(() => liveScene);
  await page.locator('.picture video').waitFor({ state: 'detached' });
  expect(await page.getByRole('button', { name: 'Kamera' }).getAttribute('aria-pressed')).toBe('false');
  await close();
});

test('opened elsewhere: it says so, and comes back on request', async () => {
  const { page, close } = await open(ROOM);
  await page.locator('.signed-list').waitFor();
  preview.takeOver('tab');
  await page.getByRole('heading', { name: 'Dibuka di tempat lain' }).waitFor();
  expect(await violationsOf(page)).toEqual([]);
  await page.getByRole('button', { name: 'Pakai di sini' }).click();
  await page.locator('.signed-list').waitFor();
  await close();
});

test('a lost connection: what is kept is said first, the screen stands, and it comes back', async () => {
  const { page, close } = await open(ROOM);
  await page.locator('.signed-list').waitFor();
  await page.context().setOffline(true);
  await page.evaluate("dispatchEvent(new Event('offline'))");
  await page.getByText('Yang telah Anda lakukan tersimpan. Sambungan terputus, kami menyambung lagi.').waitFor();
  expect(await page.locator('.signed-list').count()).toBe(1);
  await page.context().setOffline(false);
  await page.getByText('Sambungan terputus').waitFor({ state: 'detached' });
  await close();
});

test('a browser without consent: a clear word, and still in', async () => {
  preview.show(() => atTheDevices);
  const context = await browser.newContext({ permissions: [] });
  const page = await context.newPage();
  await page.addInitScript(
    "navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('no', 'NotAllowedError'))",
  );
  await page.goto(preview.address + ROOM);
  await page.getByRole('button', { name: 'Coba kamera dan mikrofon' }).click();
  await page.getByText('Izin ditolak').first().waitFor();
  await page.getByRole('button', { name: 'Masuk tanpa kamera' }).click();
  await page.locator('.signed-list').waitFor();
  await context.close();
});

test('no camera opens before its owner came in, even where officers wait to see them', async () => {
  const self = { ...selfView, mayShowThemselves: true };
  preview.show(() => ({ ...atTheDevices, topics: { ...atTheDevices.topics, self } }));
  const context = await browser.newContext({ permissions: ['camera', 'microphone'] });
  const page = await context.newPage();
  await page.addInitScript(
    `globalThis.asked = [];
    const { mediaDevices } = navigator;
    const open = mediaDevices.getUserMedia.bind(mediaDevices);
    mediaDevices.getUserMedia = (wanted) => { globalThis.asked.push(...Object.keys(wanted)); return open(wanted); };`,
  );
  await page.goto(preview.address + ROOM);
  const without = page.getByRole('button', { name: 'Masuk tanpa kamera' });
  await without.waitFor();
  // Time enough for a device to open on its own.
  await page.waitForTimeout(700);
  expect(await page.evaluate('globalThis.asked')).toEqual([]);
  await without.click();
  await page.locator('.signed-list').waitFor();
  await page.waitForTimeout(400);
  expect(await page.evaluate('globalThis.asked')).not.toContain('video');
  await context.close();
});

test('whoever comes after the closing is let in without trying a camera', async () => {
  preview.show(() => ({
    ...atTheDevices,
    topics: { ...atTheDevices.topics, stage: { ...stageView, phase: 'closed', onStage: [], now: null, next: null } },
  }));
  const { page, close } = await open(ROOM);
  await page.locator('.signed-list').waitFor();
  await close();
});
