import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildClient } from '#support/built-client';
import { openChromium } from '#support/media-browser';
import { liveScene } from '#support/preview-scene';
import { startScreenPreview, type ScreenPreview } from '#support/screen-preview';

/** In bytes, packed by gzip. */
const BUDGET = 45_000;

/** What may come beside the first load: fonts; the video's code and the map's drawing, which the screen stands without. */
const BESIDE = /\.woff2$|\/(stage-client|video|outlines|map|provinces)-[\w-]+\.js$/;

let folder: string;
let preview: ScreenPreview;
let browser: Browser;
beforeAll(async () => {
  folder = await buildClient();
  preview = await startScreenPreview(liveScene, folder);
  browser = await openChromium();
});
afterAll(async () => {
  await browser.close();
  await preview.stop();
});

const sizeOf = async (file: string): Promise<number> =>
  gzipSync(await readFile(join(folder, file)), { level: 9 }).length;

test.for(['id', 'en'])(
  'all that a browser fetches to show the stage (%s) keeps within its budget',
  async (language) => {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    const fetched: string[] = [];
    page.on('request', (request) => fetched.push(new URL(request.url()).pathname));
    await page.addInitScript(`localStorage.setItem('teken.language', '${language}')`);
    await page.goto(`${preview.address}/c/sample-2021-01-18/d-62`);
    await page.locator('.signed-list').waitFor();
    await page.waitForTimeout(500);
    await page.close();

    const files = fetched.filter((path) => /\.(js|css|svg|woff2)$/.test(path));
    const first = files.filter((path) => !BESIDE.test(path));
    expect(first.filter((path) => path.includes('/stage-screen-'))).not.toEqual([]);
    const sizes = await Promise.all(first.map(async (path) => ({ path, bytes: await sizeOf(path) })));
    const total = sizes.reduce((sum, { bytes }) => sum + bytes, await sizeOf('index.html'));
    console.log(
      `first load (${language}) ${total} bytes gzip: ${sizes.map(({ path, bytes }) => `${path} ${bytes}`).join(', ')}`,
    );
    expect(total).toBeLessThanOrEqual(BUDGET);
  },
);
