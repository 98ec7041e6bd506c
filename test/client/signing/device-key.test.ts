import { expect, test } from 'vitest';
import { openDeviceKey } from '#client/signing/device-key.ts';
import { certificateRequest, sign } from '#client/signing/request.ts';
import { keysInMemory } from '#client/screens/table/clean-tablet.ts';

const ayu = { ceremonyId: 'contoh', personId: 'ayu' };

test('[S19] the key cannot be exported, and signs', async () => {
  const pair = await openDeviceKey(keysInMemory(), ayu);
  expect(pair.privateKey.extractable).toBe(false);
  await expect(crypto.subtle.exportKey('pkcs8', pair.privateKey)).rejects.toThrow();
  expect(await sign(pair.privateKey, new Uint8Array([1]))).toHaveLength(64);
});

test('[S19] the same person in the same ceremony gets the same key, everyone else another one', async () => {
  const store = keysInMemory();
  const first = await openDeviceKey(store, ayu);
  expect(await openDeviceKey(store, ayu)).toBe(first);
  expect(await openDeviceKey(store, { ...ayu, personId: 'budi' })).not.toBe(first);
  expect(await openDeviceKey(store, { ...ayu, ceremonyId: 'lain' })).not.toBe(first);
});

test('[S19] two tabs at once get one key', async () => {
  const store = keysInMemory();
  const [one, two] = await Promise.all([openDeviceKey(store, ayu), openDeviceKey(store, ayu)]);
  expect(one).toBe(two);
});

test('[S19] a request carries the public key, and is signed with the private one', async () => {
  const pair = await openDeviceKey(keysInMemory(), ayu);
  const request = Buffer.from(await certificateRequest(pair));
  const spki = Buffer.from(await crypto.subtle.exportKey('spki', pair.publicKey));
  expect(request.includes(spki)).toBe(true);
});
