import { afterAll, expect, test } from 'vitest';
import { appendArchive } from '#signing/long-term';
import { stamperOf, withEvidence } from '#support/sealed-documents';
import { AT } from '#support/signing-kit';
import { after, openLevelScene } from '#support/level-scene';

const scene = await openLevelScene();
const { kit, document, judge, inShort } = scene;

afterAll(() => scene[Symbol.asyncDispose]());

test('[S67] levels are what is found at each step, and the report says what each revision did', async () => {
  expect(await inShort(document.certified)).toEqual(['valid', 'B-B', 'signer']);
  expect(await inShort(document.signed)).toEqual(['valid', 'B-B', 'signer']);
  expect(await inShort(document.stamped)).toEqual(['valid', 'B-T', 'organiser']);
  expect(await inShort(document.longTerm)).toEqual(['valid', 'B-LT', 'organiser']);
  expect(await inShort(document.archived)).toEqual(['valid', 'B-LTA', 'organiser']);
});

test('[S68] the report tells what each revision did, and of each signature by what it was judged', async () => {
  const report = await judge(document.archived);
  const steps = ['document', 'certification', 'signature', 'signature', 'signature', 'evidence', 'timestamp'];
  expect(report.revisions.map(({ what }) => what)).toEqual(steps);
  expect(report.revisions.map(({ bytes }) => bytes).at(-1)).toBe(document.archived.length);
  expect(report.revisions.map(({ field }) => field).at(-1)).toBe('archive-1');
  const stamp = { at: AT.toISOString(), by: 'Badan Contoh', attestedBy: 'organiser', problems: [] };
  expect(report.timestamps).toEqual([{ field: 'archive-1', ...stamp }]);
  expect(report.signatures[1]).toMatchObject({
    field: 'party-1',
    level: 'B-LTA',
    attestedBy: 'organiser',
    attestedByName: 'Badan Contoh',
    provenAt: AT.toISOString(),
    timestamps: [stamp],
    path: ['Ayu', 'Teken Badan Contoh Issuing', 'Teken Badan Contoh Root'],
    revocation: [{ from: 'file' }, { from: 'file' }],
    locks: { action: 'Include', fields: ['party-1'] },
  });
  expect(JSON.parse(JSON.stringify(report))).toEqual(report);
});

test('[S67] lists that are given from outside prove nothing of the file, and without the root’s own it is B-T', async () => {
  const crls = [await kit.authority.crl(AT, [], AT), await kit.authority.rootCrl(AT)];
  expect(await inShort(document.stamped, { crls })).toEqual(['valid', 'B-T', 'organiser']);
  const { segment } = await appendArchive(document.stamped, {
    certificates: [],
    crls: [crls[0]!],
    stamper: stamperOf(kit),
  });
  expect(await inShort(Buffer.concat([document.stamped, segment]))).toEqual(['valid', 'B-T', 'organiser']);
});

test('[S67] a list that ended before the signature says nothing of it', async () => {
  const old = await withEvidence(kit, document.stamped, after(-8 * 86_400_000));
  expect(await inShort(old)).toEqual(['valid', 'B-T', 'organiser']);
});
