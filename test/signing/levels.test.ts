import { createHash, generateKeyPairSync, sign as signHere, X509Certificate, type KeyObject } from 'node:crypto';
import { inflateSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sha256 } from '#client/signing/attributes.ts';
import { checkPrepared } from '#client/signing/check-prepared.ts';
import { toHex } from '#client/signing/der.ts';
import { randomBytes } from '#platform/random';
import { reserveOf } from '#signing/byte-range';
import { certify, seal } from '#signing/certify';
import { completeSignature, signatureImprint } from '#signing/complete';
import { appendDocumentTimestamp } from '#signing/document-timestamp';
import { appendArchive, appendValidationData } from '#signing/long-term';
import { dictAt, openPdf } from '#signing/pdf-file';
import { prepareSignature } from '#signing/prepare';
import {
  CMS_RESERVE,
  CMS_RESERVE_OUTSIDE_STAMP,
  CMS_RESERVE_OWN_STAMP,
  signatureReserve,
  TOKEN_RESERVE_OUTSIDE,
  TOKEN_RESERVE_OWN,
  tokenReserve,
} from '#signing/reserve';
import { signatureFields } from '#signing/signature-fields';
import { signedAttributes } from '#signing/signed-attributes';
import { createOwnTimeStamper } from '#signing/time-stamp-own';
import { isOver } from '#signing/time-stamp-reading';
import type { TimeStamper } from '#signing/time-stamp';
import { forged, replacing } from '#support/revision-forge';
import { certificateFor } from '#support/signer-certificate';
import { LOOK, signablePdf } from '#support/signable-pdf';
import {
  AT,
  certifiedPdf,
  openSigningKit,
  signatureOver,
  unrefused,
  type Signatory,
  type SigningKit,
} from '#support/signing-kit';

let kit: SigningKit;
let document: Uint8Array;
let ayu: Signatory;
let stamper: TimeStamper;

beforeAll(async () => {
  kit = await openSigningKit();
  document = await certifiedPdf(kit, await signablePdf({ locked: true }));
  ayu = await kit.signatory('Ayu');
  stamper = createOwnTimeStamper({ signer: kit.authority.timeSigner, now: () => AT, randomBytes });
});

afterAll(() => kit[Symbol.asyncDispose]());

const request = { at: AT, reason: 'Setuju / Agreed', name: 'Ayu', appearance: LOOK };
const prepare = (base: Uint8Array, field: string, reserve = CMS_RESERVE_OWN_STAMP) =>
  unrefused(prepareSignature({ ...request, document: base, field, reserve }));

/** All signatures' Contents, in the order of signing. */
const contentsOf = (pdf: Uint8Array): Buffer[] =>
  [
    ...Buffer.from(pdf)
      .toString('latin1')
      .matchAll(/\/Contents <([0-9a-f]+)>/g),
  ].map(([, hex]) => Buffer.from(hex!, 'hex'));

const signStamped = async (base: Uint8Array, field: string): Promise<Buffer> => {
  const revision = prepare(base, field);
  const signature = await signatureOver(base, revision, ayu);
  const token = await stamper.stamp(signatureImprint(signature, ayu.certificate)!);
  const { certificate, chain } = ayu;
  const done = completeSignature({ document: base, prepared: revision.segment, certificate, chain, signature, token });
  return Buffer.concat([base, unrefused(done).segment]);
};

const text = (segment: Uint8Array): string => Buffer.from(segment).toString('latin1');

const check = async (shown: Uint8Array, segment: Uint8Array) =>
  checkPrepared({ shown, shownSha256: toHex(await sha256(shown)), segment, field: 'party-1' });

const append = (base: Uint8Array, { segment }: { readonly segment: Uint8Array }): Buffer =>
  Buffer.concat([base, segment]);

describe('keys', () => {
  test.each<[string, () => { publicKey: KeyObject; privateKey: KeyObject }]>([
    ['P-256', () => generateKeyPairSync('ec', { namedCurve: 'prime256v1' })],
    ['P-384', () => generateKeyPairSync('ec', { namedCurve: 'secp384r1' })],
    ['RSA of 2,048 bits', () => generateKeyPairSync('rsa', { modulusLength: 2048 })],
    ['RSA of 3,072 bits', () => generateKeyPairSync('rsa', { modulusLength: 3072 })],
  ])('[S40] a signature by a key of the kind %s completes, and one of another length does not', async (_, make) => {
    const { publicKey, privateKey } = make();
    const certificate = await certificateFor(publicKey, AT);
    const revision = prepare(document, 'party-1');
    const whole = Buffer.concat([document, revision.segment]);
    const [, first, second] = revision.byteRange;
    const digest = createHash('sha256').update(whole.subarray(0, first)).update(whole.subarray(second)).digest();
    const attributes = signedAttributes(digest, certificate);
    const signature = signHere('sha256', attributes, { key: privateKey, dsaEncoding: 'ieee-p1363' });
    const completion = { document, prepared: revision.segment, certificate, chain: [] };
    const done = unrefused(completeSignature({ ...completion, signature }));
    expect(Buffer.from(done.segment).toString('latin1')).toContain(Buffer.from(certificate).toString('hex'));
    for (const wrong of [
      signature.subarray(1),
      Buffer.concat([signature, Buffer.alloc(1)]),
      Buffer.alloc(signature.length),
    ]) {
      expect(completeSignature({ ...completion, signature: wrong })).toMatchObject({
        refused: { code: 'signature-does-not-match' },
      });
    }
  });

  test('[S40] a key of another kind signs nothing', async () => {
    const { publicKey } = generateKeyPairSync('ed25519');
    const certificate = await certificateFor(publicKey, AT);
    expect(() => signatureImprint(new Uint8Array(64), certificate)).toThrow(TypeError);
  });
});

describe('a token in a signature', () => {
  test('[S42] is over the value of this very signature', async () => {
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

  test('[S42] about something else never gets in', async () => {
    const revision = prepare(document, 'party-1');
    const signature = await signatureOver(document, revision, ayu);
    const { certificate, chain } = ayu;
    const completion = { document, prepared: revision.segment, certificate, chain, signature };
    const token = await stamper.stamp(createHash('sha256').update('lain').digest());
    expect(() => completeSignature({ ...completion, token })).toThrow(/another signature/);
    expect(() => completeSignature({ ...completion, token: new Uint8Array(9) })).toThrow(/another signature/);
  });

  test("[S42] the organiser's own signatures take one as well, and fail when there is none", async () => {
    const rendered = { bytes: await signablePdf({ locked: true }) };
    const own = { ...request, signer: kit.authority.sealSigner, field: 'certification', stamper };
    const certified = unrefused(await certify(rendered, own));
    const sealed = unrefused(await seal(certified.bytes, { ...own, field: 'party-2' }));
    for (const segment of [certified.segment, sealed.segment]) {
      expect(contentsOf(segment)[0]!.toString('hex')).toContain('2a864886f70d010910020e');
    }
    const broken = { ...stamper, stamp: () => Promise.reject(new Error('no answer')) };
    await expect(certify(rendered, { ...own, stamper: broken })).rejects.toThrow('no answer');
  });
});

describe('room', () => {
  test.each([CMS_RESERVE, CMS_RESERVE_OWN_STAMP, CMS_RESERVE_OUTSIDE_STAMP])(
    '[S43] of %i bytes is kept and filled',
    async (reserve) => {
      const revision = prepare(document, 'party-1', reserve);
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

  test('[S43] is by the stamper, unless it is said', () => {
    const { tokenBytes, ...unknown } = stamper;
    expect(tokenBytes).toBeLessThan(TOKEN_RESERVE_OWN);
    expect(signatureReserve(null)).toBe(CMS_RESERVE);
    expect(signatureReserve(stamper)).toBe(CMS_RESERVE_OWN_STAMP);
    expect(signatureReserve({ ...stamper, attestedBy: 'external' })).toBe(CMS_RESERVE_OUTSIDE_STAMP);
    expect(tokenReserve(unknown)).toBe(TOKEN_RESERVE_OWN);
    expect(tokenReserve({ ...unknown, attestedBy: 'external' })).toBe(TOKEN_RESERVE_OUTSIDE);
  });

  test('[S43] is as much as certificates and token need, and hardly more', async () => {
    const rendered = { bytes: await signablePdf() };
    const own = { ...request, signer: kit.authority.sealSigner, field: 'certification' };
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
});

describe('locks', () => {
  test('[S45] what the field locks stands in its signature', async () => {
    const root = /\/Root (\d+ 0 R)/.exec(text(document))![1];
    expect(text(prepare(document, 'party-1').segment)).toContain(
      `/Reference [<< /Type /SigRef /TransformMethod /FieldMDP /Data ${root} ` +
        '/TransformParams << /Type /TransformParams /V /1.2 /Action /Include /Fields [ (party-1) ] >> >>]',
    );
    expect(text(document)).toContain('/DocMDP');
    expect(text(document)).not.toContain('/FieldMDP');
    expect(text(prepare(await certifiedPdf(kit), 'party-1').segment)).not.toContain('/Reference');
    // A certification in a field with a lock says both.
    const both = await certify(
      { bytes: await signablePdf({ locked: true }) },
      { ...request, signer: kit.authority.sealSigner, field: 'party-1' },
    );
    expect(text(unrefused(both).segment)).toMatch(/\/Reference \[<<[^[]*\/DocMDP[^[]*\/FieldMDP/);
  });

  test('[S46] the browser signs with the lock that it was shown', async () => {
    expect(await check(document, prepare(document, 'party-1').segment)).toHaveProperty('digest');
  });

  test.each<[string, string | RegExp, string]>([
    ['of another field', '/Fields [ (party-1) ] >> >>', '/Fields [ (party-2) ] >> >>'],
    ['of all fields', '/Action /Include /Fields [ (party-1) ] >> >>', '/Action /All >> >>'],
    ['that certifies', '/FieldMDP', '/DocMDP'],
    ['over something else', /\/Data \d+/, '/Data 1'],
    ['and one more', /\/Reference \[(.*)\]/, '/Reference [$1 $1]'],
    ['left out', /\/Reference \[.*\]/, ''],
  ])('[S46] but not with a lock %s', async (_, from, to) => {
    const segment = forged(document, prepare(document, 'party-1').segment, replacing(/\/Type \/Sig\b/, from, to));
    expect(await check(document, segment)).toMatchObject({ refused: 'touches-more' });
  });

  test('[S46] nor with one where there is none', async () => {
    const bare = await certifiedPdf(kit);
    const found = forged(
      bare,
      prepare(bare, 'party-1').segment,
      replacing(/\/Type \/Sig\b/, /\n>>$/, '\n/Reference [] >>'),
    );
    expect(await check(bare, found)).toMatchObject({ refused: 'touches-more' });
  });
});

const copy = (bytes: Uint8Array): Buffer => Buffer.from(bytes);
const names = (pdf: Uint8Array): string[] => signatureFields(openPdf(pdf)).map(({ name }) => name);

/** What the store in the catalogue holds. */
function storeOf(pdf: Uint8Array): { certificates: Buffer[]; crls: Buffer[] } {
  const file = openPdf(pdf);
  const catalogue = dictAt(file, file.revisions.at(-1)!.trailer.entries.get('Root'));
  const store = dictAt(file, catalogue?.entries.get('DSS'));
  const read = (key: string): Buffer[] => {
    const list = store?.entries.get(key);
    if (list?.kind !== 'array') return [];
    return list.items.map((item) => {
      const number = item.kind === 'ref' ? item.number : -1;
      const found = new RegExp(`\\n${number} 0 obj\\n<< (/Filter /FlateDecode )?/Length (\\d+) >>\\nstream\\n`).exec(
        Buffer.from(pdf).toString('latin1'),
      )!;
      const from = found.index + found[0].length;
      const raw = Buffer.from(pdf).subarray(from, from + Number(found[2]));
      return found[1] === undefined ? raw : inflateSync(raw);
    });
  };
  return { certificates: read('Certs'), crls: read('CRLs') };
}

describe('the archive', () => {
  test('[S47] keeps certificates and lists, each once, over several calls', async () => {
    const signed = await signStamped(document, 'party-1');
    const crl = await kit.authority.crl(AT, []);
    const { root, chain } = kit.authority;
    const first = append(signed, appendValidationData(signed, { certificates: [root, ...chain, root], crls: [crl] }));
    expect(storeOf(first)).toEqual({ certificates: [root, ...chain].map(copy), crls: [Buffer.from(crl)] });
    expect(first.subarray(0, signed.length).equals(signed)).toBe(true);
    expect(appendValidationData(first, { certificates: [root], crls: [crl] }).segment).toHaveLength(0);
    const later = await kit.authority.crl(new Date(AT.getTime() + 86_400_000), []);
    const second = append(first, appendValidationData(first, { certificates: [ayu.certificate, root], crls: [later] }));
    expect(storeOf(second)).toEqual({
      certificates: [root, ...chain, ayu.certificate].map(copy),
      crls: [crl, later].map(copy),
    });
    // The store grew where it was: the catalogue of the first call stands.
    expect(second.subarray(first.length).toString('latin1')).not.toContain('/Catalog');
  });

  test('[S48] the timestamp takes the place that waits for it and covers the whole document', async () => {
    const signed = await signStamped(document, 'party-1');
    const done = await appendDocumentTimestamp(signed, { stamper });
    const stamped = append(signed, done);
    expect(done.field).toBe('archive-1');
    expect(done.sha256).toBe(createHash('sha256').update(stamped).digest('hex'));
    const words = Buffer.from(done.segment).toString('latin1');
    expect(words.match(/ 0 obj\n/g)).toHaveLength(2);
    expect(words).toContain('/Type /DocTimeStamp /Filter /Adobe.PPKLite /SubFilter /ETSI.RFC3161');
    expect(words).not.toMatch(/\/M |\/Name |\/Reason /);
    const [first, second, length] = /\/ByteRange \[0 (\d+) (\d+) (\d+)\]/.exec(words)!.slice(1).map(Number) as [
      number,
      number,
      number,
    ];
    expect(second + length).toBe(stamped.length);
    const digest = createHash('sha256').update(stamped.subarray(0, first)).update(stamped.subarray(second)).digest();
    const token = contentsOf(done.segment)[0]!;
    expect(token).toHaveLength(stamper.tokenBytes ?? 0);
    expect(isOver(token.subarray(0, 4 + token.readUInt16BE(2)), digest)).toBe(true);
    const roomy = await appendDocumentTimestamp(signed, { stamper, reserve: TOKEN_RESERVE_OUTSIDE });
    expect(contentsOf(roomy.segment)[0]).toHaveLength(TOKEN_RESERVE_OUTSIDE);
  });

  test('[S48] else it brings a field of its own, which no page shows, into a form of either kind', async () => {
    for (const locked of [true, false]) {
      const rendered = await certifiedPdf(kit, await signablePdf({ locked }));
      const once = locked ? append(rendered, await appendDocumentTimestamp(rendered, { stamper })) : rendered;
      const done = await appendDocumentTimestamp(once, { stamper });
      const twice = append(once, done);
      expect(done.field).toBe(locked ? 'archive-2' : 'archive-1');
      expect(names(twice)).toEqual([...names(once), done.field]);
      const words = Buffer.from(done.segment).toString('latin1');
      expect(words.match(/ 0 obj\n/g)).toHaveLength(3);
      expect(words).toContain('/Rect [0 0 0 0]');
      expect(words).not.toMatch(/\/Type \/Page\b|\/P \d/);
      expect(words.includes('/Catalog')).toBe(!locked);
    }
  });

  test('[S48] a token about something else never gets in', async () => {
    const wrong = { ...stamper, stamp: () => stamper.stamp(new Uint8Array(32)) };
    await expect(appendDocumentTimestamp(document, { stamper: wrong })).rejects.toThrow(/another document/);
  });

  test('[S49] is renewed by data and one more timestamp', async () => {
    const signed = await signStamped(document, 'party-1');
    const { root, chain } = kit.authority;
    const first = append(signed, await appendArchive(signed, { certificates: [root], crls: [], stamper }));
    const renewal = await appendArchive(first, {
      certificates: [kit.authority.timeSigner.certificate],
      crls: [await kit.authority.crl(AT, [])],
      stamper,
    });
    const second = append(first, renewal);
    expect(renewal.field).toBe('archive-2');
    expect(renewal.sha256).toBe(createHash('sha256').update(second).digest('hex'));
    expect(storeOf(second)).toMatchObject({
      certificates: [root, kit.authority.timeSigner.certificate].map(copy),
      crls: [expect.any(Buffer)],
    });
    expect(openPdf(second).revisions).toHaveLength(openPdf(signed).revisions.length + 4);
    expect(chain.map((each) => new X509Certificate(each).ca)).toEqual([true]);
  });
});
