import { deflateSync } from 'node:zlib';
import { beforeAll, describe, expect, test } from 'vitest';
import { verifyNeeds, type VerifyOptions } from '#signing/verify';
import { der, oid } from '#signing/der';
import { appendValidationData } from '#signing/long-term';
import { readCertificate } from '#signing/verify/certificate';
import { evidenceProblems } from '#signing/verify/evidence-problems';
import { readOcspAnswer } from '#signing/verify/ocsp-answer';
import { CATALOGUE, changed, CONTENT, freeNumber, newest, OTHER_PAGE } from '#support/attacks/attack';
import { delegateOf, idOf, refusal } from '#support/ocsp-answers';
import { openOcspDocument, SIGNER, STAMPER, type OcspDocument } from '#support/ocsp-document';
import { appended } from '#support/revision-forge';
import { listOf } from '#support/revocation-lists';
import { AT } from '#support/signing-kit';
import { codesOf } from '#support/verify-scene';

const MINUTE = 60_000;
const DAY = 86_400_000;
const after = (milliseconds: number): Date => new Date(AT.getTime() + milliseconds);

let document: OcspDocument;
let other: OcspDocument;
let both: readonly Buffer[];
beforeAll(async () => {
  [document, other] = [await openOcspDocument(), await openOcspDocument()];
  both = [await document.answer(SIGNER), await document.answer(STAMPER)];
});

/** Verdict and level, and the codes of what was said. */
const inShort = async (bytes: Uint8Array, options: Partial<VerifyOptions> = {}): Promise<readonly unknown[]> => {
  const report = await document.judge(bytes, options);
  return [report.verdict, report.level, ...new Set(codesOf(report))];
};
/** With answers about signer (given) and time-stamp authority (good). */
const withAnswer = (...answers: readonly Uint8Array[]): Buffer => document.withData({ ocsps: [...answers, both[1]!] });

const nonceOf = (bytes: number): Buffer =>
  der(0x30, der(0x30, oid('2b0601050507300102'), der(0x04, Buffer.alloc(bytes))));
const codesFor = async (bytes: Uint8Array): Promise<readonly unknown[]> => (await inShort(bytes)).slice(2);
const saidOf = async (answer: Uint8Array): Promise<readonly unknown[]> => {
  const [verdict, , ...codes] = await inShort(withAnswer(answer));
  return [verdict, ...codes];
};

describe('answers in the store', () => {
  test('[S130] [S131] make a document long-term when every certificate is spoken of, and no sooner', async () => {
    expect(await inShort(document.stamped)).toEqual(['valid', 'B-T']);
    expect(await inShort(document.withData({ ocsps: [both[0]!] }))).toEqual(['valid', 'B-T']);
    expect(await inShort(document.withData({ ocsps: [both[1]!] }))).toEqual(['valid', 'B-T']);
    const longTerm = document.withData({ ocsps: both });
    expect(await inShort(longTerm)).toEqual(['valid', 'B-LT']);
    expect(await inShort(await document.archived(longTerm))).toEqual(['valid', 'B-LTA']);
    // What comes after the timestamp is not covered by it.
    const late = document.withData({ ocsps: both }, await document.archived(document.stamped));
    expect(await inShort(late)).toEqual(['valid', 'B-LT']);
    const report = await document.judge(longTerm);
    const told = { by: 'ocsp', issued: AT.toISOString(), from: 'file' };
    expect(report.signatures[0]?.revocation).toEqual([told]);
    expect(report.revisions.map(({ what }) => what)).toEqual(['document', 'certification', 'evidence']);
  });

  test('[S130] are written once, beside lists, and grow with the store', async () => {
    const list = await listOf(document.issuer, AT);
    const first = document.withData({ ocsps: [both[0]!], crls: [list] });
    expect(appendValidationData(first, { certificates: [], crls: [], ocsps: [both[0]!] }).segment).toHaveLength(0);
    const second = document.withData({ ocsps: both }, first);
    expect(second.subarray(first.length).toString('latin1')).toMatch(/\/OCSPs \[\d+ 0 R \d+ 0 R\]/);
    expect(await inShort(second)).toEqual(['valid', 'B-LT']);
    // A document without answers says nothing of them, and one that has them keeps them.
    expect(document.withData({ crls: [list] }).toString('latin1')).not.toContain('/OCSPs');
    const third = document.withData({ crls: [await listOf(document.issuer, after(DAY))] }, second);
    expect(await inShort(third)).toEqual(['valid', 'B-LT']);
  });

  test('[S51] [S130] nobody is asked again about what the file answers', async () => {
    const asked = { roots: [document.root], now: AT };
    expect((await verifyNeeds(document.stamped, asked)).missing).toHaveLength(2);
    const needs = await verifyNeeds(document.withData({ ocsps: [both[0]!] }), asked);
    expect(needs.missing.map(({ certificate }) => certificate.serial)).toEqual([STAMPER]);
    expect((await verifyNeeds(document.withData({ ocsps: both }), asked)).missing).toEqual([]);
  });

  test('[S131] serve with RSA, with other hashes, without an end, of a delegate, and for several at once', async () => {
    const rsa = await openOcspDocument('rsa');
    const answers = [await rsa.answer(SIGNER), await rsa.answer(STAMPER, { byKey: true })];
    expect((await rsa.judge(rsa.withData({ ocsps: answers }))).level).toBe('B-LT');
    const { issuer } = document;
    const delegate = await delegateOf(issuer, AT);
    for (const how of [
      { id: idOf(issuer, SIGNER, 'sha256') },
      { nextUpdate: null },
      { by: delegate, carries: [delegate] },
      { by: delegate, carries: [delegate], byKey: true },
      { extensions: nonceOf(32) },
    ]) {
      expect(await inShort(withAnswer(await document.answer(SIGNER, how)))).toEqual(['valid', 'B-LT']);
    }
    // Its certificate may stand beside it in the store.
    const alone = await document.answer(SIGNER, { by: delegate });
    const certificates = [document.root, new Uint8Array(delegate.certificate.rawData)];
    expect(await inShort(document.withData({ certificates, ocsps: [alone, both[1]!] }))).toEqual(['valid', 'B-LT']);
  });
});

describe('time', () => {
  test('[S134] a key that one list calls lost is lost, though another told of a harmless revocation before', async () => {
    const now = after(DAY);
    const list = (serial: string): Promise<Uint8Array> =>
      listOf(document.issuer, after(5 * MINUTE), {
        revoked: [{ serial, at: after(MINUTE), reason: 'superseded' }],
      });
    const lost = (serial: string): Promise<Buffer> =>
      document.answer(serial, { at: after(6 * MINUTE), status: { at: after(2 * MINUTE), reason: 1 } });
    const ofStamper = document.withData({ crls: [await list(STAMPER)], ocsps: [await lost(STAMPER)] });
    expect((await inShort(ofStamper, { now })).slice(0, 2)).toEqual(['valid', 'B-B']);
    // No time is proved any more, and whoever found the signer's key states any.
    const ofBoth = document.withData({
      crls: [await list(STAMPER), await list(SIGNER)],
      ocsps: [await lost(STAMPER), await lost(SIGNER)],
    });
    expect(await inShort(ofBoth, { now })).toEqual(['indeterminate', 'B-B', 'revoked-before-proof']);
    const { signatures } = await document.judge(ofBoth, { now });
    expect(signatures[0]?.timestamps[0]?.problems).toEqual([expect.stringMatching(/^time-stamp-unproven:/)]);
  });

  test('[S134] of an answer that says two things of one certificate the worse one counts', async () => {
    const id = idOf(document.issuer, SIGNER);
    const revoked = { at: after(-MINUTE), reason: 4 };
    const twice = await document.answer(SIGNER, { besides: [{ id, status: revoked }] });
    expect((await inShort(withAnswer(twice)))[2]).toBe('certificate-revoked');
    const reversed = await document.answer(SIGNER, { status: revoked, besides: [{ id }] });
    expect((await inShort(withAnswer(reversed)))[2]).toBe('certificate-revoked');
    const unknown = await document.answer(SIGNER, { besides: [{ id, status: 'unknown' }] });
    expect(await inShort(withAnswer(unknown))).toEqual(['valid', 'B-T']);
  });

  test('[S131] an answer that ended before the proved time says nothing of it', async () => {
    const ended = await document.answer(SIGNER, { at: after(-2 * DAY), nextUpdate: after(-MINUTE) });
    expect(await inShort(withAnswer(ended))).toEqual(['valid', 'B-T']);
    const short = await document.answer(SIGNER, { at: after(-6 * MINUTE), nextUpdate: null });
    expect(await inShort(withAnswer(short))).toEqual(['valid', 'B-T']);
    const near = await document.answer(SIGNER, { at: after(-4 * MINUTE), nextUpdate: null });
    expect(await inShort(withAnswer(near))).toEqual(['valid', 'B-LT']);
  });

  test('[S131] revoked before is not valid, revoked later is told beside', async () => {
    const now = after(DAY);
    const revoked = (at: Date): Promise<Buffer> =>
      document.answer(SIGNER, { at: after(60 * MINUTE), status: { at, reason: 4 } });
    expect(await inShort(withAnswer(await revoked(after(-MINUTE))), { now })).toEqual([
      'invalid',
      'B-LT',
      'certificate-revoked',
    ]);
    const report = await document.judge(withAnswer(await revoked(after(MINUTE))), { now });
    expect([report.verdict, report.signatures[0]?.revokedLater]).toEqual([
      'valid',
      { at: after(MINUTE).toISOString(), reason: 'superseded' },
    ]);
  });

  test('[S131] a good answer, older or newer, takes no revocation away that a list tells, nor the other way round', async () => {
    const entry = { serial: SIGNER, at: after(-MINUTE), reason: 'superseded' } as const;
    const crls = [await listOf(document.issuer, after(-30_000), { revoked: [entry] })];
    for (const at of [after(-5 * MINUTE), after(5 * MINUTE)]) {
      const good = await document.answer(SIGNER, { at });
      const bytes = document.withData({ crls, ocsps: [good, both[1]!] });
      expect((await inShort(bytes))[2]).toBe('certificate-revoked');
    }
    const revoked = await document.answer(SIGNER, { status: { at: after(-MINUTE) } });
    // Of two revocations the earlier one, whichever comes first.
    for (const [inList, inAnswer] of [
      [after(MINUTE), after(-MINUTE)],
      [after(-MINUTE), after(MINUTE)],
    ] as const) {
      const told = await listOf(document.issuer, after(2 * MINUTE), { revoked: [{ ...entry, at: inList }] });
      const answered = await document.answer(SIGNER, { status: { at: inAnswer, reason: 4 } });
      const twice = document.withData({ crls: [told], ocsps: [answered, both[1]!] });
      expect((await inShort(twice, { now: after(DAY) }))[2]).toBe('certificate-revoked');
    }
    const clean = await listOf(document.issuer, AT);
    const bytes = document.withData({ crls: [clean], ocsps: [revoked, both[1]!] });
    expect((await inShort(bytes))[2]).toBe('certificate-revoked');
  });

  test('[S131] of a time-stamp authority count as well', async () => {
    const lost = await document.answer(STAMPER, { status: { at: after(-MINUTE), reason: 1 } });
    expect(await inShort(document.withData({ ocsps: [both[0]!, lost] }))).toEqual(['valid', 'B-B']);
  });
});

describe('attacks', () => {
  const MISMATCH = ['invalid', 'B-T', 'evidence-mismatch'];

  test('[S131] what is unknown, or about another certificate, speaks for nobody', async () => {
    const unknown = await document.answer(SIGNER, { status: 'unknown' });
    expect(await inShort(withAnswer(unknown))).toEqual(['valid', 'B-T']);
    expect(await inShort(withAnswer(await document.answer('99')))).toEqual(['valid', 'B-T']);
    // The number is right, and the issuer of one half only.
    const id = idOf(document.issuer, SIGNER);
    const half = Buffer.from(id);
    half[20] = half[20]! ^ 1;
    expect(await inShort(withAnswer(await document.answer(SIGNER, { id: half })))).toEqual([
      'indeterminate',
      'B-T',
      'evidence-unrelated',
    ]);
  });

  test('[S128] [S132] an answer signed by an authority of the same name is not the issuer’s', async () => {
    const named = await document.answer(SIGNER, { by: other.issuer });
    expect(await inShort(withAnswer(named))).toEqual(MISMATCH);
    // It is no better for bringing the certificate along.
    const carried = await document.answer(SIGNER, { by: other.issuer, carries: [other.issuer] });
    expect(await inShort(withAnswer(carried))).toEqual(MISMATCH);
    const delegate = await delegateOf(other.issuer, AT);
    const told = await document.answer(SIGNER, { by: delegate, carries: [delegate] });
    expect(await inShort(withAnswer(told))).toEqual(MISMATCH);
  });

  test('[S128] [S132] who has a certificate of the issuer may not answer for it, but for that purpose and in its time', async () => {
    for (const how of [{ purpose: null }, { purpose: '1.3.6.1.5.5.7.3.4' }, { days: -1 }] as const) {
      const delegate = await delegateOf(document.issuer, AT, how);
      const answer = await document.answer(SIGNER, { by: delegate, carries: [delegate] });
      expect([how, await inShort(withAnswer(answer))]).toEqual([how, MISMATCH]);
    }
    // Signed by the issuer in another's name.
    const named = await delegateOf(document.issuer, AT);
    expect(await inShort(withAnswer(await document.answer(SIGNER, { named })))).toEqual(MISMATCH);
    // Valid now, and not yet when it claims to have answered.
    const delegate = await delegateOf(document.issuer, AT);
    const early = { by: delegate, carries: [delegate], producedAt: after(-90 * DAY) };
    expect(await inShort(withAnswer(await document.answer(SIGNER, early)))).toEqual(MISMATCH);
  });

  test('[S128] a responder that would have to be asked about, or was revoked, makes nothing good', async () => {
    const checked = await delegateOf(document.issuer, AT, { isUnchecked: false });
    const good = await document.answer(SIGNER, { by: checked, carries: [checked] });
    expect(await inShort(withAnswer(good))).toEqual(['valid', 'B-T']);
    const status = { at: after(-MINUTE) };
    const bad = await document.answer(SIGNER, { by: checked, carries: [checked], status });
    expect((await inShort(withAnswer(bad)))[2]).toBe('certificate-revoked');
    const lost = await delegateOf(document.issuer, AT);
    const entry = { serial: lost.certificate.serialNumber, at: after(MINUTE), reason: 'key-compromise' } as const;
    const ocsps = [await document.answer(SIGNER, { by: lost, carries: [lost] }), both[1]!];
    const later = { crls: [await listOf(document.issuer, after(2 * MINUTE), { revoked: [entry] })] };
    expect(await inShort(document.withData({ ocsps }))).toEqual(['valid', 'B-LT']);
    expect(document.withData({ ocsps })).not.toEqual(document.withData({ ocsps, ...later }));
    // Signer and authority are on that list's issuer's book as well; told from outside it proves no level.
    expect(await inShort(document.withData({ ocsps }), later)).toEqual(['valid', 'B-T']);
  });

  test('[S132] an answer whose signature, times or status were changed is reported', async () => {
    const good = both[0]!;
    // The last digit of a time, and of the signature.
    for (const place of [good.lastIndexOf('Z') - 1, good.length - 3]) {
      const bytes = Buffer.from(good);
      bytes[place] = bytes[place]! ^ 1;
      expect([place, (await inShort(withAnswer(bytes)))[0]]).toEqual([place, 'invalid']);
    }
    const revoked = await document.answer(SIGNER, { status: 'unknown' });
    // What it says stands before its time.
    const at = revoked.indexOf(Buffer.from('8200180f', 'hex'));
    expect(at).toBeGreaterThan(0);
    revoked[at] = 0x80;
    expect(await inShort(withAnswer(revoked))).toEqual(MISMATCH);
  });

  test('[S132] what cannot be read as an answer ends in a sentence, whatever it is', async () => {
    const good = both[0]!;
    const MALFORMED = ['invalid', 'evidence-malformed'];
    expect(await saidOf(refusal(6))).toEqual(MALFORMED);
    expect(await saidOf(Buffer.from('not an answer'))).toEqual(MALFORMED);
    expect(await saidOf(Buffer.concat([good, Buffer.from([0])]))).toEqual(MALFORMED);
    expect(await saidOf(await document.answer(SIGNER, { extensions: nonceOf(60_000) }))).toEqual(['valid']);
    expect(await saidOf(await document.answer(SIGNER, { extensions: nonceOf(66_000) }))).toEqual(MALFORMED);
    const critical = Buffer.from('3010300e06032a03040101ff0404deadbeef', 'hex');
    expect(await saidOf(await document.answer(SIGNER, { extensions: critical }))).toEqual(MALFORMED);
    // Every byte of it damaged once, and cut at every place: read, or refused as what cannot be read.
    for (let at = 0; at < good.length; at += 1) {
      const damaged = Buffer.from(good);
      damaged[at] = damaged[at]! ^ 0xff;
      for (const bytes of [damaged, good.subarray(0, at)]) {
        try {
          readOcspAnswer(bytes);
        } catch (problem) {
          expect(problem).toBeInstanceOf(TypeError);
        }
      }
    }
    expect(() => readOcspAnswer(good)).not.toThrow();
  });

  test('[S70] [S132] many answers, and a bomb in the place of one, cost no more than a file may', async () => {
    const stranger = await delegateOf(document.issuer, AT, { purpose: null });
    const answers = await Promise.all(
      Array.from({ length: 128 }, (_, index) =>
        document.answer((0x1000 + index).toString(16), { by: stranger, carries: [stranger, stranger, stranger] }),
      ),
    );
    const from = performance.now();
    expect((await inShort(document.withData({ ocsps: answers })))[0]).toBe('invalid');
    expect(performance.now() - from).toBeLessThan(2_000);
    const number = freeNumber(document.stamped);
    const packed = deflateSync(Buffer.alloc(60_000_000));
    const body = `<< /Filter /FlateDecode /Length ${packed.length} >>\nstream\n${packed.toString('latin1')}\nendstream`;
    const bomb = appended(document.stamped, [
      changed(document.stamped, CATALOGUE, '/Type /Catalog', `/Type /Catalog /DSS ${number} 0 R`),
      { number, body: `<< /Type /DSS /OCSPs [${number + 1} 0 R] >>` },
      { number: number + 1, body },
    ]);
    expect(await inShort(bomb)).toEqual(['invalid', 'B-T', 'evidence-malformed']);
  });

  test('[S135] many answers about many, in a file with many authorities, cost no more than a file may', async () => {
    // Read anew each time: what is known of one is not known of the next.
    const certificate = Buffer.from(document.issuer.certificate.rawData);
    const authorities = Array.from({ length: 300 }, () => readCertificate(certificate));
    const besides = Array.from({ length: 63 }, (_, index) => ({ id: idOf(other.issuer, `1${index + 16}`) }));
    const answer = readOcspAnswer(await other.answer(SIGNER, { besides }));
    const evidence = {
      certificates: authorities,
      items: Array.from({ length: 128 }, () => ({ answer, revision: null })),
      isMalformed: false,
    };
    const trust = { roots: [], timeRoots: [], pool: new Map(), proofs: new Map(), now: AT };
    const from = performance.now();
    await expect(evidenceProblems(evidence, [], trust, { left: 2_000_000 })).rejects.toThrow('costs too much');
    expect(performance.now() - from).toBeLessThan(2_000);
  });

  test('[S64] [S132] nothing but new streams comes with them, and none is taken out', async () => {
    const longTerm = document.withData({ ocsps: both });
    const gone = appended(longTerm, [changed(longTerm, /\/Type \/DSS/, /\/OCSPs \[[^\]]*\]/, '/OCSPs []')]);
    expect(await codesFor(gone)).toContain('unsigned-revision');
    const { number } = newest(document.stamped, CONTENT);
    const free = freeNumber(longTerm);
    const page = appended(longTerm, [
      changed(longTerm, /\/Type \/DSS/, /\/OCSPs \[/, `/OCSPs [${number} 0 R `),
      { number, body: OTHER_PAGE },
    ]);
    expect(await codesFor(page)).toContain('unsigned-revision');
    const typed = appended(longTerm, [
      changed(longTerm, /\/Type \/DSS/, /\/OCSPs \[/, `/OCSPs [${free} 0 R `),
      { number: free, body: '<< /Type /Page /Length 2 >>\nstream\n{}\nendstream' },
    ]);
    expect(await codesFor(typed)).toContain('unsigned-revision');
  });
});
