import * as fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { signedAttributes as browserAttributes } from '#client/signing/attributes.ts';
import { sign } from '#client/signing/request.ts';
import { certify } from '#signing/certify';
import { completeSignature } from '#signing/complete';
import { CMS_RESERVE } from '#signing/reserve';
import { prepareSignature } from '#signing/prepare';
import { fieldBox } from '#signing/field-box';
import { signedAttributes } from '#signing/signed-attributes';
import type { PreparedPdf } from '#signing/stages';
import { forged, objectLike, objectsOf } from '#support/revision-forge';
import { FIELD_NAMES, LOOK, signablePdf } from '#support/signable-pdf';
import {
  AT,
  certifiedPdf,
  openSigningKit,
  prepared,
  signatureOver,
  signed,
  unrefused,
  type Signatory,
} from '#support/signing-kit';

let document: Uint8Array;
let ayu: Signatory;
let budi: Signatory;
let revision: PreparedPdf;

beforeAll(async () => {
  await using kit = await openSigningKit();
  document = await certifiedPdf(kit);
  ayu = await kit.signatory('Ayu');
  budi = await kit.signatory('Budi');
  revision = prepared(document, 'party-1', 'Ayu');
});

const completion = async (changes: Partial<Parameters<typeof completeSignature>[0]> = {}) =>
  completeSignature({
    document,
    prepared: revision.segment,
    certificate: ayu.certificate,
    chain: ayu.chain,
    signature: await signatureOver(document, revision, ayu),
    ...changes,
  });

const request = { at: AT, reason: 'Setuju', name: 'Ayu', appearance: LOOK };

describe('a document that grows', () => {
  test('[S1] certifying and signing append: every byte from before stays where it was', async () => {
    await using kit = await openSigningKit();
    const rendered = await signablePdf();
    const certified = await certifiedPdf(kit, rendered);
    const once = await signed(certified, 'party-1', ayu);
    const twice = await signed(once, 'witness-1', budi);
    expect(Buffer.from(certified).subarray(0, rendered.length).equals(rendered)).toBe(true);
    expect(Buffer.from(once).subarray(0, certified.length).equals(certified)).toBe(true);
    expect(Buffer.from(twice).subarray(0, once.length).equals(once)).toBe(true);
  });

  test('[S1] the same preparation gives the same bytes', () => {
    expect(prepared(document, 'party-1', 'Ayu')).toEqual(revision);
  });

  test('[S2] the revision holds the field, its signature and its drawing', () => {
    const objects = objectsOf(revision.segment).map((object) => String(object.body));
    expect(objects.map((body) => /\/Widget|\/Type \/Sig\b|\/Form/.exec(body)?.[0])).toEqual([
      '/Widget',
      '/Type /Sig',
      '/Form',
    ]);
    expect(objects[2]).toContain('/Resources <<\n/Font <<\n/F1 5 0 R');
  });

  test('[S2] without a drawing of its own the field keeps the one it has', () => {
    const plain = unrefused(prepareSignature({ ...request, document, field: 'party-1', appearance: null }));
    expect(objectsOf(plain.segment)).toHaveLength(2);
  });

  test('[S2] a field that is missing, and one that is signed, are refused', async () => {
    const once = await signed(document, 'party-1', ayu);
    expect(prepareSignature({ ...request, document, field: 'party-9' })).toMatchObject({
      refused: { code: 'no-such-field' },
    });
    expect(prepareSignature({ ...request, document: once, field: 'party-1' })).toMatchObject({
      refused: { code: 'field-already-signed' },
    });
    expect(prepareSignature({ ...request, document, field: 'certification' })).toMatchObject({
      refused: { code: 'field-already-signed' },
    });
  });

  test("[S2] a field's frame is known to whoever draws in it", () => {
    expect(FIELD_NAMES.map((name) => fieldBox(document, name))).toEqual(
      FIELD_NAMES.map(() => ({ width: 230, height: 70, carried: new Set() })),
    );
    expect(fieldBox(document, 'party-9')).toMatchObject({ refused: { code: 'no-such-field' } });
  });

  test('[S2] no text of a name or reason can be read as syntax', () => {
    const name = 'A) /ByteRange [0 /********** /********** /**********] /Contents <00> (';
    const tricky = unrefused(prepareSignature({ ...request, document, field: 'party-1', name, reason: name }));
    expect(
      Buffer.from(tricky.segment)
        .toString('latin1')
        .match(/ByteRange/g),
    ).toHaveLength(1);
    expect(tricky.segment.length).toBeGreaterThan(0);
  });

  test('[S3] the certification permits signing only, and the catalogue names it', async () => {
    const { number } = objectLike(document, /\/Type \/Sig\b/);
    expect(objectLike(document, /\/Type \/Sig\b/).body).toMatch(/\/TransformMethod \/DocMDP[^]*\/P 2/);
    expect(Buffer.from(document).toString('latin1')).toContain(`/Perms << /DocMDP ${number} 0 R >>`);
    await using kit = await openSigningKit();
    const again = await certify(
      { bytes: document },
      { ...request, signer: kit.authority.sealSigner, field: 'certification' },
    );
    expect(again).toMatchObject({ refused: { code: 'field-already-signed' } });
  });

  test('[S4] the byte range is everything but the string of Contents', () => {
    const whole = Buffer.concat([document, revision.segment]);
    const [zero, first, second, length] = revision.byteRange;
    expect([zero, second + length]).toEqual([0, whole.length]);
    expect(whole.toString('latin1', first, second)).toBe(`<${'00'.repeat(CMS_RESERVE)}>`);
  });

  test('[S4] a signature that does not fit into its place is refused', async () => {
    const chain = [...ayu.chain, ...ayu.chain, ...ayu.chain, ...ayu.chain, ...ayu.chain];
    expect(await completion({ chain })).toMatchObject({ refused: { code: 'cms-too-long' } });
  });
});

describe('what is signed', () => {
  test('[S5] browser and server build the same attributes from the same bytes', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ minLength: 32, maxLength: 32 }),
        fc.uint8Array({ minLength: 1, maxLength: 900 }),
        async (digest, certificate) => {
          const theirs = Buffer.from(await browserAttributes(digest, certificate));
          expect(theirs.equals(signedAttributes(digest, certificate))).toBe(true);
        },
      ),
      { numRuns: 40 },
    );
  });

  test('[S5] the attributes are sorted and say no time', () => {
    const attributes = signedAttributes(new Uint8Array(32), ayu.certificate).toString('hex');
    const at = ['2a864886f70d010903', '2a864886f70d010904', '2a864886f70d010910022f'].map((oid) =>
      attributes.indexOf(oid),
    );
    expect(at).toEqual(at.toSorted((a, b) => a - b));
    expect(at[0]).toBeGreaterThan(0);
    expect(attributes).not.toContain('2a864886f70d010905');
  });

  test('[S6] a good signature is embedded where its place was', async () => {
    const done = unrefused(await completion());
    const before = Buffer.from(revision.segment);
    const after = Buffer.from(done.segment);
    const [, first, second] = revision.byteRange.map((offset) => offset - document.length);
    expect(after.length).toBe(before.length);
    expect(after.subarray(0, first).equals(before.subarray(0, first))).toBe(true);
    expect(after.subarray(second).equals(before.subarray(second))).toBe(true);
    for (const certificate of [ayu.certificate, ...ayu.chain]) {
      expect(after.toString('latin1')).toContain(Buffer.from(certificate).toString('hex'));
    }
  });

  test.each([
    [
      'over other bytes',
      async () => {
        const other = prepared(document, 'party-1', 'Someone else');
        return { signature: await signatureOver(document, other, ayu) };
      },
    ],
    ['with the key of another person', async () => ({ signature: await signatureOver(document, revision, budi) })],
    ['for the certificate of another person', async () => ({ certificate: budi.certificate })],
    ['as long as an RSA one', async () => ({ signature: new Uint8Array(256).fill(7) })],
    ['too short', async () => ({ signature: new Uint8Array(63) })],
    ['of nothing but zeros', async () => ({ signature: new Uint8Array(64) })],
    [
      'over the digest instead of the attributes',
      async () => ({ signature: await sign(ayu.key, Uint8Array.from(Buffer.from(revision.sha256, 'hex'))) }),
    ],
  ])('[S6] a signature %s is refused', async (_, changes) => {
    expect(await completion(await changes())).toMatchObject({ refused: { code: 'signature-does-not-match' } });
  });

  test('[S6] of two that were prepared for one document the second has to prepare again', async () => {
    const other = prepared(document, 'party-2', 'Budi');
    const once = await signed(document, 'party-1', ayu);
    const late = completeSignature({
      document: once,
      prepared: other.segment,
      certificate: budi.certificate,
      chain: budi.chain,
      signature: await signatureOver(document, other, budi),
    });
    expect(late).toMatchObject({ refused: { code: 'base-moved' } });
  });

  test('[S6] a document of the same length but with other bytes is refused', async () => {
    const other = Buffer.from(document);
    other[200] = other[200]! ^ 1;
    expect(await completion({ document: other })).toMatchObject({ refused: { code: 'signature-does-not-match' } });
  });

  test('[S6] prepared bytes whose place is not empty, or that are none, are refused', async () => {
    const filled = Buffer.from(revision.segment);
    filled.write('01', filled.indexOf('/Contents <') + 11);
    expect(await completion({ prepared: filled })).toMatchObject({ refused: { code: 'base-moved' } });
    expect(await completion({ prepared: new Uint8Array() })).toMatchObject({ refused: { code: 'base-moved' } });
    expect(await completion({ prepared: forged(document, revision.segment, (objects) => objects) })).not.toHaveProperty(
      'refused',
    );
  });
});
