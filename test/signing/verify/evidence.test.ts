import { afterAll, expect, test } from 'vitest';
import { appendArchive } from '#signing/long-term';
import { CATALOGUE, changed } from '#support/attacks/attack';
import { signedForgery } from '#support/attacks/certification';
import { replacing } from '#support/revision-forge';
import { certifiedBy, signedBy, stamperOf, withEvidence, withTimestamp } from '#support/sealed-documents';
import { AT, openSigningKit } from '#support/signing-kit';
import { signablePdf } from '#support/signable-pdf';
import { after, openLevelScene } from '#support/level-scene';

const scene = await openLevelScene();
const { kit, stranger, ayu, document, judge, inShort } = scene;

afterAll(() => scene[Symbol.asyncDispose]());

test('[S64] evidence may come in several steps, and again, in a form of either kind', async () => {
  const more = await withEvidence(kit, document.archived, after(60_000));
  const twice = await withTimestamp(more, stamperOf(kit, after(60_000)));
  const now = after(3_600_000);
  expect(await inShort(twice, { now })).toEqual(['valid', 'B-LTA', 'organiser']);
  const old = await signedBy(await certifiedBy(kit, await signablePdf()), 'party-1', ayu);
  const archived = await withTimestamp(await withTimestamp(old, stamperOf(kit)), stamperOf(kit, after(60_000)));
  expect(await inShort(archived, { now })).toEqual(['valid', 'B-T', 'organiser']);
  expect((await judge(archived, { now })).revisions.map(({ field }) => field)).toEqual([
    null,
    'certification',
    'party-1',
    'archive-1',
    'archive-2',
  ]);
});

test('[S64] evidence and timestamps are no changes that a certification with P=1 forbids', async () => {
  const reference =
    '\n/Reference [<< /TransformMethod /DocMDP /TransformParams << /Type /TransformParams /V /1.2 /P 1 >> >>] >>';
  const rendered = Buffer.from(await signablePdf());
  const alone = await signedForgery(rendered, 'party-1', ayu, (objects) => {
    const signature = objects.find(({ body }) => /\/Type \/Sig\b/.test(String(body)))!;
    const perms = changed(rendered, CATALOGUE, />>$/, `/Perms << /DocMDP ${signature.number} 0 R >> >>`);
    return [...replacing(/\/Type \/Sig\b/, /\n>>$/, reference)(objects), perms];
  });
  const kept = await withTimestamp(await withEvidence(kit, alone), stamperOf(kit));
  expect(await inShort(kept)).toEqual(['valid', 'B-LTA', 'organiser']);
  expect(await inShort(await signedBy(alone, 'party-2', ayu))).toContain('certification-forbids');
});

test('[S66] a list of an authority that nothing leads to leaves the verdict open', async () => {
  const bytes = await withEvidence(stranger, document.stamped);
  // Of the same names, and with its root beside it: its lists are somebody's, and say nothing of ours.
  expect(await inShort(bytes)).toEqual(['valid', 'B-T', 'organiser']);
  const foreign = await openSigningKit();
  const crl = await foreign.authority.rehearsal.crl(AT, [], AT);
  const { segment } = await appendArchive(document.stamped, {
    certificates: [],
    crls: [crl],
    stamper: stamperOf(kit),
  });
  await foreign[Symbol.asyncDispose]();
  expect(await inShort(Buffer.concat([document.stamped, segment]))).toEqual([
    'indeterminate',
    'B-T',
    'organiser',
    'evidence-unrelated',
  ]);
});
