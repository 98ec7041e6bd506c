import { afterAll, expect, test } from 'vitest';
import { reserveOf } from '#signing/byte-range';
import { certify } from '#signing/certify';
import { completeSignature, signatureImprint } from '#signing/complete';
import {
  CMS_RESERVE,
  CMS_RESERVE_OUTSIDE_STAMP,
  CMS_RESERVE_OWN_STAMP,
  signatureReserve,
  TOKEN_RESERVE_OUTSIDE,
  TOKEN_RESERVE_OWN,
  tokenReserve,
} from '#signing/reserve';
import { signablePdf } from '#support/signable-pdf';
import { signatureOver, unrefused } from '#support/signing-kit';
import { contentsOf, openStampedScene, prepareIn, REQUEST } from '#support/stamped-scene';

const scene = await openStampedScene();
const { kit, document, ayu, stamper } = scene;

afterAll(() => scene[Symbol.asyncDispose]());

test.each([CMS_RESERVE, CMS_RESERVE_OWN_STAMP, CMS_RESERVE_OUTSIDE_STAMP])(
  '[S43] room of %i bytes is kept and filled',
  async (reserve) => {
    const revision = prepareIn(document, 'party-1', reserve);
    expect(reserveOf(revision.byteRange)).toBe(reserve);
    const { certificate, chain } = ayu;
    const signature = await signatureOver(document, revision, ayu);
    const completion = { document, prepared: revision.segment, certificate, chain, signature };
    expect(contentsOf(unrefused(completeSignature(completion)).segment)[0]).toHaveLength(reserve);
    const token = await stamper.stamp(signatureImprint(signature, certificate)!);
    const stamped = completeSignature({ ...completion, token });
    expect('refused' in stamped ? stamped.refused.code : 'fits').toBe(
      reserve === CMS_RESERVE ? 'cms-too-long' : 'fits',
    );
  },
);

test('[S43] room is by the stamper, unless it is said', () => {
  const { tokenBytes, ...unknown } = stamper;
  expect(tokenBytes).toBeLessThan(TOKEN_RESERVE_OWN);
  expect(signatureReserve(null)).toBe(CMS_RESERVE);
  expect(signatureReserve(stamper)).toBe(CMS_RESERVE_OWN_STAMP);
  expect(signatureReserve({ ...stamper, attestedBy: 'external' })).toBe(CMS_RESERVE_OUTSIDE_STAMP);
  expect(tokenReserve(unknown)).toBe(TOKEN_RESERVE_OWN);
  expect(tokenReserve({ ...unknown, attestedBy: 'external' })).toBe(TOKEN_RESERVE_OUTSIDE);
});

test('[S43] room is as much as certificates and token need, and hardly more', async () => {
  const rendered = { bytes: await signablePdf() };
  const own = { ...REQUEST, signer: kit.authority.sealSigner, field: 'certification' };
  const room = async (changes: object): Promise<{ kept: number; used: number }> => {
    const contents = contentsOf(unrefused(await certify(rendered, { ...own, ...changes })).segment)[0]!;
    return { kept: contents.length, used: 4 + contents.readUInt16BE(2) };
  };
  for (const asked of [{}, { stamper }]) {
    const { kept, used } = await room(asked);
    expect(kept - used).toBeGreaterThanOrEqual(0);
    expect(kept - used).toBeLessThan(300);
  }
  expect(await room({ stamper, reserve: 8000 })).toMatchObject({ kept: 8000 });
  await expect(room({ reserve: 100 })).rejects.toThrow(RangeError);
  await expect(room({ stamper, reserve: 1024 })).rejects.toThrow(/needs \d+ bytes/);
});
