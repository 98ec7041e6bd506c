import { createSecretKey, randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { isRefusal } from '#contract/refusal';
import { readWish } from '#flow/read-wish';

const key = createSecretKey(new Uint8Array(32).fill(3));
const traceOf = (payload: object): string => {
  const rest = { agreementId: 'a1', preparedSha256: 'a'.repeat(64), ...payload };
  const wish = readWish({ id: randomUUID(), name: 'signing:complete-remote', payload: rest }, key);
  if (isRefusal(wish)) throw new Error(wish.refused.detail);
  return wish.payloadHash;
};

test('[A51] not even a keyed hash of PIN and OTP is kept: who has the key could try a million of them', () => {
  expect(traceOf({ pin: '314159', otp: '271828' })).toBe(traceOf({}));
  expect(traceOf({ agreementId: 'a2' })).not.toBe(traceOf({}));
});
