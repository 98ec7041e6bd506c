import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { buildClient } from '#support/built-client';

/** In bytes, packed by gzip: shell and stage, without fonts, before media and documents. */
const BUDGET = 45_000;

const STATIC_IMPORT = /(?:\bfrom|\bimport)\s*["']\.\/([\w.-]+\.js)["']/g;

test('the first load of the stage keeps within its budget', async () => {
  const folder = await buildClient();
  const assets = join(folder, 'assets');
  const names = await readdir(assets);
  const chunk = (name: string): string => names.find((file) => file.startsWith(name) && file.endsWith('.js')) ?? '';
  const page = await readFile(join(folder, 'index.html'), 'utf8');

  // Everything that the page names, and the stage's chunk with all that it imports at once.
  const wanted = [...page.matchAll(/assets\/([\w.-]+\.(?:js|css))/g)].map(([, file]) => file ?? '');
  const loaded = new Set<string>();
  const queue = [...wanted, chunk('stage-screen')];
  for (const file of queue) {
    if (loaded.has(file) || file === '') continue;
    loaded.add(file);
    if (!file.endsWith('.js')) continue;
    const text = await readFile(join(assets, file), 'utf8');
    queue.push(...[...text.matchAll(STATIC_IMPORT)].map(([, imported]) => imported ?? ''));
    // Vite loads a chunk's style sheet with it, under the same name.
    const style = file.replace(/-[\w-]{8}\.js$/, '');
    queue.push(...names.filter((name) => name.startsWith(`${style}-`) && name.endsWith('.css')));
  }
  expect([...loaded].filter((file) => /^(video|pdf|map|stage-client)/.test(file))).toEqual([]);
  const sizes = await Promise.all(
    [...loaded].map(async (file) => ({
      file,
      bytes: gzipSync(await readFile(join(assets, file)), { level: 9 }).length,
    })),
  );
  const total = sizes.reduce((sum, { bytes }) => sum + bytes, gzipSync(page, { level: 9 }).length);
  console.log(`first load ${total} bytes gzip: ${sizes.map(({ file, bytes }) => `${file} ${bytes}`).join(', ')}`);
  expect(total).toBeLessThanOrEqual(BUDGET);
});
