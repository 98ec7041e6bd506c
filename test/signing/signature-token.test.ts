import { createHash } from 'node:crypto';
import { afterAll, expect, test } from 'vitest';
import { certify, seal } from '#signing/certify';
import { completeSignature } from '#signing/complete';
import { isOver } from '#signing/time-stamp-reading';
import { signablePdf } from '#support/signable-pdf';
import { signatureOver, unrefused } from '#support/signing-kit';
import { contentsOf, openStampedScene, prepareIn, REQUEST } from '#support/stamped-scene';

const scene = await openStampedScene();
const { kit, document, ayu, stamper, signStamped } = scene;

afterAll(() => scene[Symbol.asyncDispose]());

test('[S42] a token is over the value of this very signature', async () => {
  const signed = await signStamped(document, 'party-1');
  const cms = contentsOf(signed).at(-1)!.toString('hex');
  // 1.2.840.113549.1.9.16.2.14
  const [before, after] = cms.split('060b2a864886f70d010910020e') as [string, string];
  expect(before).not.toBe(cms);
  const signature = Buffer.from(before, 'hex');
  const token = Buffer.from(after.slice(8), 'hex');
  const length = 4 + token.readUInt16BE(2);
  const at = signature.lastIndexOf(Buffer.from('2a8648ce3d040302', 'hex')) + 8;
  const inside = signature.subarray(at + 2, at + 2 + signature[at + 1]!);
  expect(isOver(token.subarray(0, length), createHash('sha256').update(inside).digest())).toBe(true);
});

test('[S42] a token about something else never gets in', async () => {
  const revision = prepareIn(document, 'party-1');
  const signature = await signatureOver(document, revision, ayu);
  const { certificate, chain } = ayu;
  const completion = { document, prepared: revision.segment, certificate, chain, signature };
  const token = await stamper.stamp(createHash('sha256').update('lain').digest());
  expect(() => completeSignature({ ...completion, token })).toThrow(/another signature/);
  expect(() => completeSignature({ ...completion, token: new Uint8Array(9) })).toThrow(/another signature/);
});

test("[S42] the organiser's own signatures take one as well, and fail when there is none", async () => {
  const rendered = { bytes: await signablePdf({ locked: true }) };
  const own = { ...REQUEST, signer: kit.authority.sealSigner, field: 'certification', stamper };
  const certified = unrefused(await certify(rendered, own));
  const sealed = unrefused(await seal(certified.bytes, { ...own, field: 'party-2' }));
  for (const segment of [certified.segment, sealed.segment]) {
    expect(contentsOf(segment)[0]!.toString('hex')).toContain('2a864886f70d010910020e');
  }
  const broken = { ...stamper, stamp: () => Promise.reject(new Error('no answer')) };
  await expect(certify(rendered, { ...own, stamper: broken })).rejects.toThrow('no answer');
});
