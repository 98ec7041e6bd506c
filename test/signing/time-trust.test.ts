import { expect, test } from 'vitest';
import { randomBytes } from '#platform/random';
import { createTimeStampClient } from '#signing/time-stamp-client';
import { createTimeTrust } from '#signing/time-trust';
import { openTimeStampAuthority } from '#support/time-stamp-authority';

const NOW = new Date('2026-03-02T03:00:00Z');

test.each([
  ['a minute behind', -1, true],
  ['three minutes ahead', 3, true],
  ['five minutes behind', -5, false],
  ['five minutes ahead', 5, false],
  ['a day behind', -1_440, false],
])('[S106] of an authority whose clock is %s', async (_, minutes, isTaken) => {
  await using authority = await openTimeStampAuthority('ec', () => new Date(NOW.getTime() + minutes * 60_000));
  const isTrusted = createTimeTrust([authority.rootPem], () => NOW);
  const client = createTimeStampClient({ url: authority.url, timeoutMs: 2_000, randomBytes, isTrusted });
  const token = client.stamp(new Uint8Array(32).fill(7)).catch((error: Error) => error.name);
  expect((await token) === 'TimeStampFault').toBe(!isTaken);
});
