import { describe, expect, test } from 'vitest';
import { openLog } from '#platform/log';
import { createShutdown } from '#platform/shutdown';

const lines: string[] = [];
const log = openLog('debug', { write: (line) => lines.push(line) });

describe('shutdown', () => {
  test('resources close in reverse order, each after the one before has closed', async () => {
    const shutdown = createShutdown(1000, log);
    const seen: string[] = [];
    for (const name of ['store', 'media', 'http'])
      shutdown.add(name, async () => {
        seen.push(`${name} closing`);
        await Promise.resolve();
        seen.push(`${name} closed`);
      });
    await expect(shutdown.close()).resolves.toEqual({ failed: [], late: [] });
    expect(seen).toEqual([
      'http closing',
      'http closed',
      'media closing',
      'media closed',
      'store closing',
      'store closed',
    ]);
  });

  test('one that fails is named and the others still close', async () => {
    const shutdown = createShutdown(1000, log);
    let closed = false;
    shutdown.add('store', () => void (closed = true));
    shutdown.add('media', () => {
      throw new Error('worker gone');
    });
    await expect(shutdown.close()).resolves.toEqual({ failed: ['media'], late: [] });
    expect(closed).toBe(true);
  });

  test('the limit bounds the whole stop and names what is still open', async () => {
    const shutdown = createShutdown(50, log);
    shutdown.add('store', () => undefined);
    shutdown.add('http', () => new Promise(() => undefined));
    const begun = performance.now();
    await expect(shutdown.close()).resolves.toEqual({ failed: [], late: ['http', 'store'] });
    expect(performance.now() - begun).toBeLessThan(1000);
  });

  test('asking twice closes once', async () => {
    const shutdown = createShutdown(1000, log);
    let times = 0;
    shutdown.add('store', () => void times++);
    await Promise.all([shutdown.close(), shutdown.close()]);
    expect(times).toBe(1);
  });
});
