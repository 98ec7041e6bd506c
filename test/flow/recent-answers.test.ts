import { expect, test } from 'vitest';
import type { Acknowledgement } from '#contract/problems';
import { createRecentAnswers } from '#flow/recent-answers';

const accepted = (position: number): Acknowledgement => ({ ok: true, position });

test('[F6] remembers the last answers only, and none that the ledger does not keep', async () => {
  const answers = createRecentAnswers(2);
  let performed = 0;
  const ask = (key: string, isKept = true) =>
    answers.once(key, 'hash', async () => {
      performed += 1;
      return { acknowledgement: accepted(performed), isKept };
    });
  expect([await ask('a'), await ask('b'), await ask('a')]).toEqual([accepted(1), accepted(2), accepted(1)]);
  await ask('c');
  expect(await ask('a')).toEqual(accepted(4));
  expect(await ask('c')).toEqual(accepted(3));
  expect([await ask('d', false), await ask('d', false)]).toEqual([accepted(5), accepted(6)]);
});

test('[F6] whoever waits with the first hears of its fault, and the next one tries again', async () => {
  const answers = createRecentAnswers(2);
  const fault = Promise.withResolvers<never>();
  const first = answers.once('a', 'hash', () => fault.promise);
  const second = answers.once('a', 'hash', () => Promise.reject(new Error('not asked')));
  expect(answers.once('a', 'other', () => fault.promise)).toBeNull();
  fault.reject(new Error('disk'));
  await expect(first).rejects.toThrow('disk');
  await expect(second).rejects.toThrow('disk');
  expect(await answers.once('a', 'hash', async () => ({ acknowledgement: accepted(1), isKept: true }))).toEqual(
    accepted(1),
  );
});
