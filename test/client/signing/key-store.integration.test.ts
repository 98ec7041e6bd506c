import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readFile } from 'node:fs/promises';
import { stripTypeScriptTypes } from 'node:module';
import { expect, test } from 'vitest';
import { openChromium } from '#support/media-browser';

const source = new URL('../../../client/signing/device-key.ts', import.meta.url);

/** Runs in the browser, so it is text: the test runner would rewrite its import. */
const INSIDE = `(async () => {
  const { openDeviceKey, openKeyStore } = await import('/device-key.js');
  const pair = await openDeviceKey(await openKeyStore(indexedDB), { ceremonyId: 'contoh', personId: 'ayu' });
  const signature = await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, pair.privateKey, new Uint8Array(3));
  const { x, y } = await crypto.subtle.exportKey('jwk', pair.publicKey);
  return JSON.stringify({ x, y, extractable: pair.privateKey.extractable, length: signature.byteLength });
})()`;

test('[S19] a browser keeps the key, non-exportable, across visits; two tabs get the same one', async () => {
  const script = stripTypeScriptTypes(await readFile(source, 'utf8'));
  const server = createServer((request, response) => {
    const isScript = request.url === '/device-key.js';
    response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html');
    response.end(isScript ? script : '<!doctype html><title>CONTOH</title>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const browser = await openChromium();
  try {
    const context = await browser.newContext();
    const address = `http://localhost:${(server.address() as AddressInfo).port}/`;
    const publicKeyIn = async (): Promise<string> => {
      const page = await context.newPage();
      await page.goto(address);
      const key = await page.evaluate<string>(INSIDE);
      await page.close();
      return key;
    };
    const [one, two] = await Promise.all([publicKeyIn(), publicKeyIn()]);
    expect(two).toBe(one);
    expect(await publicKeyIn()).toBe(one);
    expect(JSON.parse(one)).toMatchObject({ extractable: false, length: 64 });
  } finally {
    await browser.close();
    server.close();
  }
});
