import { afterAll, expect, test } from 'vitest';
import { sha256 } from '#client/signing/attributes.ts';
import { checkPrepared } from '#client/signing/check-prepared.ts';
import { toHex } from '#client/signing/der.ts';
import { certify } from '#signing/certify';
import { forged, replacing } from '#support/revision-forge';
import { signablePdf } from '#support/signable-pdf';
import { certifiedPdf, unrefused } from '#support/signing-kit';
import { openStampedScene, prepareIn, REQUEST } from '#support/stamped-scene';

const scene = await openStampedScene();
const { kit, document } = scene;

afterAll(() => scene[Symbol.asyncDispose]());

const text = (segment: Uint8Array): string => Buffer.from(segment).toString('latin1');

const check = async (shown: Uint8Array, segment: Uint8Array) =>
  checkPrepared({ shown, shownSha256: toHex(await sha256(shown)), segment, field: 'party-1' });

test('[S45] what the field locks stands in its signature', async () => {
  const root = /\/Root (\d+ 0 R)/.exec(text(document))![1];
  expect(text(prepareIn(document, 'party-1').segment)).toContain(
    `/Reference [<< /Type /SigRef /TransformMethod /FieldMDP /Data ${root} ` +
      '/TransformParams << /Type /TransformParams /V /1.2 /Action /Include /Fields [ (party-1) ] >> >>]',
  );
  expect(text(document)).toContain('/DocMDP');
  expect(text(document)).not.toContain('/FieldMDP');
  expect(text(prepareIn(await certifiedPdf(kit), 'party-1').segment)).not.toContain('/Reference');
  // A certification in a field with a lock says both.
  const both = await certify(
    { bytes: await signablePdf({ locked: true }) },
    { ...REQUEST, signer: kit.authority.sealSigner, field: 'party-1' },
  );
  expect(text(unrefused(both).segment)).toMatch(/\/Reference \[<<[^[]*\/DocMDP[^[]*\/FieldMDP/);
});

test('[S46] the browser signs with the lock that it was shown', async () => {
  expect(await check(document, prepareIn(document, 'party-1').segment)).toHaveProperty('digest');
});

test.each<[string, string | RegExp, string]>([
  ['of another field', '/Fields [ (party-1) ] >> >>', '/Fields [ (party-2) ] >> >>'],
  ['of all fields', '/Action /Include /Fields [ (party-1) ] >> >>', '/Action /All >> >>'],
  ['that certifies', '/FieldMDP', '/DocMDP'],
  ['over something else', /\/Data \d+/, '/Data 1'],
  ['and one more', /\/Reference \[(.*)\]/, '/Reference [$1 $1]'],
  ['left out', /\/Reference \[.*\]/, ''],
])('[S46] the browser signs with no lock %s', async (_, from, to) => {
  const segment = forged(document, prepareIn(document, 'party-1').segment, replacing(/\/Type \/Sig\b/, from, to));
  expect(await check(document, segment)).toMatchObject({ refused: 'touches-more' });
});

test('[S46] the browser signs with no lock where there is none', async () => {
  const bare = await certifiedPdf(kit);
  const found = forged(
    bare,
    prepareIn(bare, 'party-1').segment,
    replacing(/\/Type \/Sig\b/, /\n>>$/, '\n/Reference [] >>'),
  );
  expect(await check(bare, found)).toMatchObject({ refused: 'touches-more' });
});
