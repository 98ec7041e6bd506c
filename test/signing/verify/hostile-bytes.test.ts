import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { verifyPdf } from '#signing/verify';
import { manySignatures, revisionsOf } from '#support/costly-pdf';
import { AT } from '#support/signing-kit';
import { openVerifyScene, rangeIn, type VerifyScene } from '#support/verify-scene';

let kit: VerifyScene['kit'];
let once: VerifyScene['once'];
let good: VerifyScene['good'];
let judge: VerifyScene['judge'];

beforeAll(async () => {
  ({ kit, once, good, judge } = await openVerifyScene());
});

afterAll(() => kit[Symbol.asyncDispose]());

const line = (offset: number): string => `${String(offset).padStart(10, '0')} 00000 n \n`;

function loopingForm(): string {
  const body = '%PDF-1.7\n1 0 obj\n<< /AcroForm << /Fields [2 0 R] >> >>\nendobj\n';
  const field = '2 0 obj\n<< /T (a) /Kids [2 0 R] >>\nendobj\n';
  return `${body}${field}xref\n1 2\n${line(9)}${line(body.length)}trailer\n<< /Size 3 /Root 1 0 R >>\nstartxref\n${body.length + field.length}\n%%EOF`;
}

const withTrailer = (trailer: string): Buffer =>
  Buffer.from(`%PDF-1.7\nxref\n0 1\n0000000000 65535 f \ntrailer\n${trailer}\nstartxref\n9\n%%EOF`);

describe('bytes from outside', () => {
  test('[S16] whatever is changed in the signed bytes: never valid, never an exception', async () => {
    const [, first, second, length] = rangeIn(good.subarray(good.lastIndexOf('/Type /Sig')));
    const covered = fc.oneof(
      fc.integer({ min: 0, max: first - 1 }),
      fc.integer({ min: second, max: second + length - 1 }),
    );
    await fc.assert(
      fc.asyncProperty(covered, fc.integer({ min: 1, max: 255 }), async (at, mask) => {
        const bytes = Buffer.from(good);
        bytes[at] = bytes[at]! ^ mask;
        const report = await verifyPdf(bytes, { roots: [kit.authority.rootPem], now: AT });
        expect('unreadable' in report ? at < 5 : report.verdict === 'invalid').toBe(true);
      }),
      { numRuns: 80 },
    );
  });

  test('[S16] certificates inside a signature that are damaged anywhere', async () => {
    const start = once.lastIndexOf('/Contents <') + 11;
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 1900 }), fc.integer({ min: 1, max: 255 }), async (at, mask) => {
        const bytes = Buffer.from(once);
        const digits = start + at * 2;
        const byte = Number.parseInt(bytes.toString('latin1', digits, digits + 2), 16) ^ mask;
        bytes.write(byte.toString(16).padStart(2, '0'), digits);
        // It lies outside what is signed: what counts is that nobody else appears as the signer.
        const report = await judge(bytes);
        if (report.verdict === 'valid') expect(report.signatures[1]).toMatchObject({ name: 'Ayu', valid: true });
      }),
      { numRuns: 80 },
    );
  });

  test('[S16] cut, doubled or put together at random: never valid, never an exception', async () => {
    const at = fc.integer({ min: 0, max: good.length });
    await fc.assert(
      fc.asyncProperty(at, at, at, async (a, b, c) => {
        const bytes = Buffer.concat([good.subarray(0, a), good.subarray(b), good.subarray(c)]);
        const report = await verifyPdf(bytes, { roots: [kit.authority.rootPem], now: AT });
        if (!('unreadable' in report) && report.verdict === 'valid') expect(bytes.equals(good)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  test.each<[string, () => Buffer]>([
    ['deep nesting', () => withTrailer('['.repeat(2_000_000))],
    ['a loop of revisions', () => withTrailer('<< /Size 1 /Prev 9 >>')],
    [
      'two million objects',
      () => Buffer.from(`%PDF-1.7\nxref\n0 9999999\n${'0000000000 00000 n \n'.repeat(400_000)}startxref\n9\n%%EOF`),
    ],
    ['endless space', () => withTrailer(`<< /Size 1 /Root 1 0 R >>${' '.repeat(20_000_000)}`)],
    ['an endless string', () => withTrailer(`<< /Size 1 /ID (${'('.repeat(10_000_000)} >>`)],
    ['a form that holds itself', () => Buffer.from(loopingForm())],
    ['an endless name that every revision reads again', () => revisionsOf(`/${'a'.repeat(10_000_000)}`, 60)],
    [
      'an endless hexadecimal string that every revision reads again',
      () => revisionsOf(`<${'0'.repeat(10_000_000)}>`, 60),
    ],
    ['hundreds of signatures over much', () => manySignatures(900, 20_000_000)],
  ])('[S16] %s costs little', async (_, make) => {
    const bytes = make();
    const start = process.cpuUsage();
    await verifyPdf(bytes, { roots: [], now: AT });
    const { user, system } = process.cpuUsage(start);
    expect((user + system) / 1000).toBeLessThan(2500);
  });
});
