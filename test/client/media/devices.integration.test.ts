import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest';

import { openChromium } from '#support/media-browser';
import { bundleMediaPage } from '#support/media-edge';

let server: ReturnType<typeof createServer>;
let port = 0;
beforeAll(async () => {
  const script = await bundleMediaPage();
  server = createServer((_, response) => {
    response.setHeader('content-type', 'text/html');
    response.end(`<!doctype html><title>Devices</title><script>${script}</script>`);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  ({ port } = server.address() as AddressInfo);
});
afterAll(() => server.close());

async function openPage(options: Parameters<typeof openChromium>[0], host = 'localhost') {
  const browser = await openChromium(options);
  onTestFinished(() => browser.close());
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(`http://${host}:${port}/`);
  return { browser, context, page };
}

test('with devices and consent both are granted', async () => {
  const { page } = await openPage({});
  expect(await page.evaluate('mediaPage.cameraOutcome()')).toBe('granted');
  expect(await page.evaluate('mediaPage.microphoneOutcome()')).toBe('granted');
});

test('without consent the outcome is denied', async () => {
  const { page } = await openPage({ consent: false });
  expect(await page.evaluate('mediaPage.cameraOutcome()')).toBe('denied');
  expect(await page.evaluate('mediaPage.microphoneOutcome()')).toBe('denied');
});

test('without devices the outcome is missing', async () => {
  const { page } = await openPage({ devices: false });
  expect(await page.evaluate('mediaPage.cameraOutcome()')).toBe('missing');
  expect(await page.evaluate('mediaPage.microphoneOutcome()')).toBe('missing');
});

test('on a page that is neither HTTPS nor localhost the outcome is insecure', async () => {
  const { page } = await openPage({ args: ['--host-resolver-rules=MAP teken.test 127.0.0.1'] }, 'teken.test');
  expect(await page.evaluate('mediaPage.cameraOutcome()')).toBe('insecure');
});

test('a device that is taken away is noticed, and asked for again only on the person’s word', async () => {
  const { context, page } = await openPage({ consent: false });
  await context.grantPermissions(['camera']);
  await page.evaluate(`mediaPage.hold('camera')`);
  const states = () => page.evaluate('mediaPage.heldStates()');
  await vi.waitFor(async () => expect(await states()).toEqual(['granted']));
  await context.clearPermissions();
  await vi.waitFor(async () => expect(await states()).toEqual(['granted', 'ended']));
  await page.evaluate('mediaPage.retryDevice()');
  expect(await states()).toEqual(['granted', 'ended', 'denied']);
  await context.grantPermissions(['camera']);
  await page.evaluate('mediaPage.retryDevice()');
  expect(await states()).toEqual(['granted', 'ended', 'denied', 'granted']);
});
