import { deflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { inflate } from '#signing/verify/inflate';

test('[S66] nothing is decompressed beyond its bound, nor what is broken', async () => {
  const packed = deflateSync(Buffer.alloc(1000, 'CONTOH'));
  expect(await inflate(packed, 1000)).toEqual(Buffer.alloc(1000, 'CONTOH'));
  expect(await inflate(packed, 999)).toBeNull();
  expect(await inflate(deflateSync(Buffer.alloc(50_000_000)), 1000)).toBeNull();
  expect(await inflate(packed.subarray(0, -5), 1000)).toBeNull();
});
