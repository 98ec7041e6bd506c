import { afterAll, expect, test } from 'vitest';
import { certify } from '#signing/certify';
import { readCertificate } from '#signing/verify/certificate';
import { maySign, mayStamp } from '#signing/verify/path';
import { AT } from '#support/signing-kit';
import { LOOK } from '#support/signable-pdf';
import { openLevelScene } from '#support/level-scene';

const scene = await openLevelScene();
const { kit, ayu, document, inShort } = scene;

afterAll(() => scene[Symbol.asyncDispose]());

test('[S61] a time-stamp authority signs no documents', async () => {
  const { timeSigner } = kit.authority;
  const certified = await certify(
    { bytes: document.rendered },
    { signer: timeSigner, field: 'certification', at: AT, reason: 'x', name: 'x', appearance: LOOK },
  );
  if ('refused' in certified) throw new Error(certified.refused.code);
  expect(await inShort(certified.bytes)).toEqual(['invalid', 'B-B', 'signer', 'not-for-signing']);
});

test('[S61] an authority signs no documents, and who signs documents stamps no times', () => {
  const [issuing, own, time] = [kit.authority.chain[0]!, ayu.certificate, kit.authority.timeSigner.certificate].map(
    readCertificate,
  );
  expect([issuing, own, time].map((each) => maySign(each!))).toEqual([false, true, false]);
  expect([issuing, own, time].map((each) => mayStamp(each!))).toEqual([false, false, true]);
  expect(maySign({ ...own!, isUnderstood: false })).toBe(false);
  expect(maySign({ ...own!, isAuthority: true })).toBe(false);
});
