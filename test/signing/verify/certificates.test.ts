import 'reflect-metadata';
import { X509CrlGenerator, X509Certificate as ParsedCertificate } from '@peculiar/x509';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { NewObject } from '#signing/revision-writer';
import { verifyPdf } from '#signing/verify';
import { appended, objectLike } from '#support/revision-forge';
import { signedBy, stamperOf } from '#support/sealed-documents';
import { AT, openSigningKit, signed } from '#support/signing-kit';
import { openVerifyScene, type VerifyScene } from '#support/verify-scene';

let kit: VerifyScene['kit'];
let ayu: VerifyScene['ayu'];
let certified: VerifyScene['certified'];
let once: VerifyScene['once'];
let good: VerifyScene['good'];
let verdictOn: VerifyScene['verdictOn'];

beforeAll(async () => {
  ({ kit, ayu, certified, once, good, verdictOn } = await openVerifyScene());
});

afterAll(() => kit[Symbol.asyncDispose]());

const content = (document: Buffer): NewObject => ({
  number: objectLike(document, /^<<\n\/Filter \/FlateDecode/).number,
  body: '<< /Length 33 >>\nstream\nBT /Helvetica 40 Tf (Rp 1) Tj ET   \nendstream',
});

describe('certificates', () => {
  const year = 366 * 86_400_000;

  test('[S14] an unknown root leaves the verdict open', async () => {
    await using stranger = await openSigningKit();
    const report = await verdictOn(good, { roots: [stranger.authority.root] });
    expect(report).toMatchObject({ verdict: 'indeterminate', modified: false });
    expect(new Set(report.codes)).toEqual(new Set(['unknown-root']));
    expect((await verdictOn(good, { roots: [] })).verdict).toBe('indeterminate');
    expect((await verdictOn(good, { roots: [stranger.authority.root, kit.authority.root] })).verdict).toBe('valid');
  });

  test('[S14] what is changed stays invalid whoever signed it', async () => {
    expect((await verdictOn(appended(good, [content(good)]), { roots: [] })).verdict).toBe('invalid');
  });

  test('[S14] a certificate that has expired since leaves the verdict open', async () => {
    const report = await verdictOn(good, { now: new Date(AT.getTime() + year) });
    expect(report.verdict).toBe('indeterminate');
    expect(new Set(report.codes)).toEqual(new Set(['certificate-expired']));
  });

  test('[S14] a time outside the certificate, and one that is yet to come, count against it', async () => {
    const early = await signed(certified, 'party-1', ayu, new Date(AT.getTime() - 86_400_000));
    expect((await verdictOn(early)).codes).toEqual(['certificate-not-valid-then']);
    const late = await signed(certified, 'party-1', ayu, new Date(AT.getTime() + 86_400_000));
    expect((await verdictOn(late)).codes).toEqual(['time-in-future']);
  });

  test('[S14] an authority is no signatory', async () => {
    const [issuing] = kit.authority.chain;
    const report = await verdictOn(good, { roots: [issuing!] });
    // Trusting the issuing authority alone is enough of a root; trusting a signatory is not.
    expect(report.verdict).toBe('valid');
    expect((await verdictOn(once, { roots: [ayu.certificate] })).codes).toContain('unknown-root');
  });

  test('[S14] a certificate that was revoked before counts against it, one revoked later does not', async () => {
    const pem = await readFile(join(kit.folder, 'keys', 'issuing.key.pem'), 'utf8');
    const pkcs8 = Buffer.from(pem.replace(/-----[^-]+-----|\s/g, ''), 'base64');
    const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
    const signingKey = await crypto.subtle.importKey('pkcs8', pkcs8, algorithm, false, ['sign']);
    const revokedAt = async (revocationDate: Date): Promise<Uint8Array> => {
      const crl = await X509CrlGenerator.create({
        issuer: new ParsedCertificate(Uint8Array.from(kit.authority.chain[0]!)).subjectName,
        thisUpdate: AT,
        nextUpdate: new Date(AT.getTime() + 86_400_000),
        signingAlgorithm: algorithm,
        signingKey,
        entries: [{ serialNumber: ayu.serialNumber, revocationDate }],
      });
      return new Uint8Array(crl.rawData);
    };
    const before = await revokedAt(new Date(AT.getTime() - 1000));
    expect((await verdictOn(once, { crls: [before] })).codes).toEqual(['certificate-revoked']);
    const after = await revokedAt(new Date(AT.getTime() + 60_000));
    expect((await verdictOn(once, { crls: [after] })).verdict).toBe('valid');
    expect((await verdictOn(once, { crls: [await kit.authority.crl(AT, [])] })).verdict).toBe('valid');
  });

  test('[S32] revoked in the second of signing or later: still good, and told; a second before: not', async () => {
    expect(await revokedAfter(-1)).toEqual(['invalid', null, null]);
    expect(await revokedAfter(0)).toEqual(['valid', null, { at: AT.toISOString(), reason: 'superseded' }]);
    expect(await revokedAfter(60)).toMatchObject(['valid', null, { reason: 'superseded' }]);
  });

  test('[S107] whoever has a lost key can state any time, so that only a time-stamp proves an older signature', async () => {
    expect(await revokedAfter(60, 'device-lost')).toEqual(['indeterminate', null, null]);
    const stamped = await signedBy(certified, 'party-1', ayu, { stamper: stamperOf(kit) });
    expect(await revokedAfter(60, 'device-lost', stamped)).toMatchObject(['valid', null, { reason: 'key-compromise' }]);
  });
});

/** What is said of the signatures when the signatory's certificate is revoked so many seconds after signing. */
const revokedAfter = async (seconds: number, reason: 'superseded' | 'device-lost' = 'superseded', document = once) => {
  const at = new Date(AT.getTime() + seconds * 1000 + 400);
  const list = await kit.authority.crl(new Date(AT.getTime() + 3_600_000), [
    { serial: 'a1', at: AT, reason: 'cessation' },
    { serial: ayu.serialNumber, at, reason },
  ]);
  const report = await verifyPdf(document, { roots: [kit.authority.root], crls: [list], now: AT });
  if ('unreadable' in report) throw new Error(report.problem);
  return [report.verdict, ...report.signatures.map(({ revokedLater }) => revokedLater)];
};
