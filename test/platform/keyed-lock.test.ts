import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { createKeyedLock } from '#platform/keyed-lock';

describe('keyed lock', () => {
  test('jobs of one key run one after another, in the order of asking', async () => {
    const lock = createKeyedLock();
    const seen: string[] = [];
    await Promise.all(
      [3, 2, 1].map((n) =>
        lock('a', async () => {
          seen.push(`in ${n}`);
          await wait(n);
          seen.push(`out ${n}`);
        }),
      ),
    );
    expect(seen).toEqual(['in 3', 'out 3', 'in 2', 'out 2', 'in 1', 'out 1']);
  });

  test('different keys do not wait for each other', async () => {
    const lock = createKeyedLock();
    const gate = Promise.withResolvers<void>();
    const slow = lock('a', () => gate.promise);
    await expect(lock('b', async () => 'done')).resolves.toBe('done');
    gate.resolve();
    await slow;
  });

  test('a job that throws reaches its caller only; the next one runs', async () => {
    const lock = createKeyedLock();
    const failing = lock('a', async () => {
      await wait(1);
      throw new Error('broken');
    });
    const next = lock('a', async () => 'fine');
    await expect(failing).rejects.toThrow('broken');
    await expect(next).resolves.toBe('fine');
  });

  test('a job asked for while the last one ends still waits for it', async () => {
    const lock = createKeyedLock();
    let inside = 0;
    let most = 0;
    const job = async () => {
      most = Math.max(most, ++inside);
      await wait(0);
      inside--;
    };
    const first = lock('a', job);
    const second = first.then(() => lock('a', job));
    const third = first.then(() => lock('a', job));
    await Promise.all([first, second, third]);
    expect(most).toBe(1);
  });
});
