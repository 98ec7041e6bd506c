import { expect, test } from 'vitest';
import { keysInMemory } from '#client/screens/table/clean-tablet.ts';
import { openDeviceKey } from '#client/signing/device-key.ts';

test('[W54] at a table a key lives in memory, for one person, and cannot be exported', async () => {
  const keys = keysInMemory();
  const ani = { ceremonyId: 'small', personId: 'ani' };
  const pair = await openDeviceKey(keys, ani);
  expect(await openDeviceKey(keys, ani)).toBe(pair);
  expect(pair.privateKey.extractable).toBe(false);
  await expect(crypto.subtle.exportKey('pkcs8', pair.privateKey)).rejects.toThrow();
  expect(await openDeviceKey(keysInMemory(), ani)).not.toBe(pair);
});
