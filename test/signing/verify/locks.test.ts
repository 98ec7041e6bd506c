import { afterAll, expect, test } from 'vitest';
import { changed } from '#support/attacks/attack';
import { appended } from '#support/revision-forge';
import { certifiedBy, signedBy, stamperOf, withTimestamp } from '#support/sealed-documents';
import { openLevelScene } from '#support/level-scene';

const scene = await openLevelScene();
const { kit, ayu, document, judge, inShort } = scene;

afterAll(() => scene[Symbol.asyncDispose]());

test('[S65] a lock counts from its signature on, and for its own field only', async () => {
  expect((await judge(document.signed)).signatures.map(({ locks }) => locks?.fields ?? null)).toEqual([
    null,
    ['party-1'],
    ['party-2'],
    ['witness-1'],
  ]);
  const all = appended(document.rendered, [
    changed(document.rendered, /\/SigFieldLock[^]*party-1/, /\/Action \/Include\n?\/Fields \[[^\]]*\]/, '/Action /All'),
  ]);
  const once = await signedBy(await certifiedBy(kit, all), 'party-1', ayu);
  expect(await inShort(once)).toEqual(['valid', 'B-B', 'signer']);
  expect(await inShort(await signedBy(once, 'party-2', ayu))).toEqual(['invalid', 'B-B', 'signer', 'field-locked']);
  expect(await inShort(await withTimestamp(once, stamperOf(kit)))).toEqual(['valid', 'B-T', 'organiser']);
});
