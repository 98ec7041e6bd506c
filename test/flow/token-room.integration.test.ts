import { expect, test } from 'vitest';
import { sealStamped, type SealStamp } from '#flow/seal-stamped';
import { createTurns } from '#platform/turns';
import { randomBytes } from '#platform/random';
import { TOKEN_RESERVE_OUTSIDE, tokenReserve } from '#signing/reserve';
import { createTimeStampers } from '#signing/time-stamp-client';
import { openFlowHouse } from '#support/flow-house';
import { openTimeStampAuthority, testSigner } from '#support/time-stamp-authority';

const now = (): Date => new Date();
const stampersAt = (urls: readonly string[]) =>
  createTimeStampers(urls, { timeoutMs: 1_000, pauseMs: 0, now, randomBytes });

const seal = async ({ stamper }: SealStamp) => (stamper === null ? 'bare' : stamper.stamp(new Uint8Array(32)));

test('[F28] room is kept for what an authority gives; a larger token makes nothing fail, and the next has room', async () => {
  const other = await testSigner('rsa', now());
  await using small = await openTimeStampAuthority('ec', now);
  await using large = await openTimeStampAuthority('ec', now, {
    ...(await testSigner('ec', now())),
    chain: Array.from({ length: 6 }, () => other.certificate),
  });
  large.behaviour = 'error';
  const external = stampersAt([small.url, large.url]);
  expect(external.tokenBytes).toBeUndefined();
  await external.learn();
  await using house = await openFlowHouse({ external });
  const live = house.line.committed;
  const { timeStamps } = house.tools;
  const room = (): number => tokenReserve(timeStamps.external(live) ?? timeStamps.own(live));
  const known = room();
  expect(known).toBeLessThan(TOKEN_RESERVE_OUTSIDE / 3);
  // Where nobody outside answers, the organiser's own has to fit.
  expect(known).toBeGreaterThanOrEqual(tokenReserve(timeStamps.own(live)));

  const sealed = () => sealStamped(live, { timeStamps, turn: createTurns() }, seal);
  expect((await sealed()).stamped).toMatchObject({ timestamp: { by: 'external' }, problem: null });
  small.behaviour = 'error';
  large.behaviour = 'well';
  expect(await sealed()).toEqual({ signed: 'bare', stamped: { timestamp: null, problem: 'too-large' } });
  expect(room()).toBeGreaterThan(known);
  expect(await sealed()).toMatchObject({ stamped: { timestamp: { by: 'external' }, problem: null } });
});

test('[F28] an authority that is away at the start is asked again when a signature needs it', async () => {
  await using authority = await openTimeStampAuthority('ec', now);
  authority.behaviour = 'error';
  const external = createTimeStampers([authority.url], { timeoutMs: 1_000, pauseMs: 60_000, now, randomBytes });
  await external.learn();
  expect([external.tokenBytes, authority.asked]).toEqual([undefined, 1]);
  authority.behaviour = 'well';
  const token = await external.stamp(new Uint8Array(32));
  expect(external.tokenBytes).toBeGreaterThan(token.length);
});
