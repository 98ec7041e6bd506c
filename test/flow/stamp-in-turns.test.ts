import { expect, test } from 'vitest';
import { stampInTurns } from '#flow/stamp-in-turns';
import { createTurns } from '#platform/turns';
import { TimeStampFault, type TimeStamper } from '#signing/time-stamp';

const slowStamper = (): { readonly stamper: TimeStamper; readonly answer: PromiseWithResolvers<Uint8Array> } => {
  const answer = Promise.withResolvers<Uint8Array>();
  return { stamper: { name: 'Contoh', attestedBy: 'external', stamp: () => answer.promise }, answer };
};

test('[F13] work that waits for a timestamp gives its turn to others, and takes one to go on', async () => {
  const turn = createTurns();
  const { stamper, answer } = slowStamper();
  const told: string[] = [];
  const stamped = stampInTurns(turn, stamper, async (waiting) => {
    told.push('asks');
    const token = await waiting.stamp(new Uint8Array(32));
    told.push('goes on');
    await Promise.resolve();
    told.push('ends');
    return token;
  });
  await turn(() => told.push('another'));
  expect(told).toEqual(['asks', 'another']);
  answer.resolve(new Uint8Array([1]));
  await turn(() => told.push('one more'));
  expect(await stamped).toEqual(new Uint8Array([1]));
  // It goes on in a turn of its own, which nobody shares.
  expect(told.indexOf('ends') - told.indexOf('goes on')).toBe(1);
  expect(await turn(() => 'free')).toBe('free');
});

test('[F13] whatever fails, before the stamp, in it or after it, leaves the turns to the others', async () => {
  const turn = createTurns();
  const away: TimeStamper = {
    name: 'Contoh',
    attestedBy: 'external',
    stamp: () => Promise.reject(new TimeStampFault('away')),
  };
  const fails: readonly ((waiting: TimeStamper) => Promise<unknown>)[] = [
    () => Promise.reject(new Error('before')),
    (waiting) => waiting.stamp(new Uint8Array(32)),
  ];
  const reasons = await Promise.allSettled(fails.map((work) => stampInTurns(turn, away, work)));
  expect(reasons.map((one) => one.status === 'rejected' && String(one.reason))).toEqual([
    'Error: before',
    'TimeStampFault: away',
  ]);
  const given = slowStamper();
  given.answer.resolve(new Uint8Array([1]));
  const after = stampInTurns(turn, given.stamper, async (waiting) => {
    await waiting.stamp(new Uint8Array(32));
    throw new Error('after');
  });
  await expect(after).rejects.toThrow('after');
  expect(await turn(() => 'free')).toBe('free');
});
