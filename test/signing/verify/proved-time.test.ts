import { X509Certificate } from 'node:crypto';
import { afterAll, expect, test } from 'vitest';
import { signedBy, stamperOf, withTimestamp } from '#support/sealed-documents';
import { openSigningKit } from '#support/signing-kit';
import { after, openLevelScene } from '#support/level-scene';

const scene = await openLevelScene();
const { kit, stranger, ayu, document, judge, inShort } = scene;

afterAll(() => scene[Symbol.asyncDispose]());

const YEAR = 366 * 86_400_000;

test('[S63] a certificate that expired after the proved time is good, without proof it leaves the verdict open', async () => {
  const now = after(YEAR);
  expect(await inShort(document.signed, { now })).toEqual(['indeterminate', 'B-B', 'signer', 'certificate-expired']);
  // The authority of the time-stamp has expired as well, and nothing proves the time-stamp.
  expect(await inShort(document.archived, { now })).toEqual(['indeterminate', 'B-B', 'signer', 'certificate-expired']);
  expect((await judge(document.archived, { now })).timestamps[0]).toMatchObject({
    attestedBy: null,
    problems: [expect.stringMatching(/^time-stamp-unproven: /)],
  });
});

test('[S63] an archive that was renewed in time outlives the certificates', async () => {
  await using later = await openSigningKit(after(200 * 86_400_000));
  const renewed = await withTimestamp(document.archived, stamperOf(later, after(200 * 86_400_000)));
  const roots = [kit.authority.root];
  const now = after(YEAR);
  const trusted = { roots, timeRoots: [later.authority.root], now };
  expect(await inShort(renewed, trusted)).toEqual(['valid', 'B-LTA', 'organiser']);
  expect((await judge(renewed, trusted)).timestamps.map(({ attestedBy }) => attestedBy)).toEqual([
    'organiser',
    'external',
  ]);
  // Somebody who may attest times may not sign.
  expect(await inShort(renewed, { roots: [], timeRoots: [kit.authority.root], now })).toContain('unknown-root');
});

test('[S63] a document timestamp proves the time of signatures that have none, and who is external is told', async () => {
  const stamped = await withTimestamp(document.signed, stamperOf(stranger));
  const timeRoots = [stranger.authority.root];
  expect(await inShort(stamped, { timeRoots })).toEqual(['valid', 'B-T', 'external']);
  // Unknown, it proves nothing and takes nothing away.
  expect(await inShort(stamped)).toEqual(['valid', 'B-B', 'signer']);
  expect((await judge(stamped)).timestamps[0]?.problems).toEqual([
    expect.stringMatching(/^time-stamp-unknown-authority: /),
  ]);
});

test('[S63] revoked after the proved time is good; between the stated and the proved one it is open; before: not', async () => {
  const at = after(3_600_000);
  const stamped = await withTimestamp(await signedBy(document.certified, 'party-1', ayu), stamperOf(kit, at));
  const revoked = async (minutes: number): Promise<readonly unknown[]> => {
    const entry = { serial: ayu.serialNumber, at: after(minutes * 60_000), reason: 'superseded' } as const;
    return inShort(stamped, {
      now: after(7_200_000),
      crls: [await kit.authority.crl(after(7_200_000), [entry], at)],
    });
  };
  expect(await revoked(60)).toEqual(['valid', 'B-T', 'organiser']);
  expect(await revoked(30)).toEqual(['indeterminate', 'B-T', 'organiser', 'revoked-before-proof']);
  expect(await revoked(-1)).toEqual(['invalid', 'B-T', 'organiser', 'certificate-revoked']);
});

test('[S62] a time-stamp authority whose key was lost proves no time', async () => {
  const serial = new X509Certificate(kit.authority.timeSigner.certificate).serialNumber.toLowerCase();
  const entry = { serial, at: after(60_000), reason: 'key-compromise' } as const;
  const now = after(3_600_000);
  const crls = [await kit.authority.crl(now, [entry], now)];
  expect(await inShort(document.stamped, { now, crls })).toEqual(['valid', 'B-B', 'signer']);
});
