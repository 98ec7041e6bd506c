import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { signedForgery } from '#support/attacks/certification';
import { objectLike, replacing } from '#support/revision-forge';
import { signed } from '#support/signing-kit';
import { openVerifyScene, type VerifyScene } from '#support/verify-scene';

let kit: VerifyScene['kit'];
let ayu: VerifyScene['ayu'];
let budi: VerifyScene['budi'];
let rendered: VerifyScene['rendered'];
let once: VerifyScene['once'];
let verdictOn: VerifyScene['verdictOn'];

beforeAll(async () => {
  ({ kit, ayu, budi, rendered, once, verdictOn } = await openVerifyScene());
});

afterAll(() => kit[Symbol.asyncDispose]());

const reference = (permits: number): string =>
  `\n/Reference [<< /TransformMethod /DocMDP /TransformParams << /Type /TransformParams /V /1.2 /P ${permits} >> >>] >>`;

describe('certification', () => {
  test('[S11] a certification that the catalogue does not name is none', async () => {
    const bytes = await signedForgery(rendered, 'party-1', ayu, replacing(/\/Type \/Sig\b/, /\n>>$/, reference(2)));
    expect(await verdictOn(bytes)).toMatchObject({ verdict: 'invalid', codes: ['certification-mismatch'] });
  });

  test('[S11] P=1 forbids every signature after it', async () => {
    const catalogue = objectLike(rendered, /\/Type \/Catalog/);
    const first = await signedForgery(rendered, 'party-1', ayu, (objects) => {
      const signature = objects.find((object) => /\/Type \/Sig\b/.test(String(object.body)))!;
      const perms = `/Perms << /DocMDP ${signature.number} 0 R >> >>`;
      return [
        ...replacing(/\/Type \/Sig\b/, /\n>>$/, reference(1))(objects),
        { number: catalogue.number, body: catalogue.body.replace(/>>$/, perms) },
      ];
    });
    expect(await verdictOn(first)).toMatchObject({ verdict: 'valid' });
    const second = Buffer.from(await signed(first, 'party-2', budi));
    expect(await verdictOn(second)).toMatchObject({ verdict: 'invalid', codes: ['certification-forbids'] });
  });

  test('[S11] a second certification is a forbidden change', async () => {
    const bytes = await signedForgery(once, 'party-2', budi, replacing(/\/Type \/Sig\b/, /\n>>$/, reference(2)));
    expect((await verdictOn(bytes)).codes).toEqual(['forbidden-change', 'certification-mismatch']);
  });
});
