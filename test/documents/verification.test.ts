import { expect, test } from 'vitest';
import type { VerificationView, VerifiedSignature } from '#contract/views/verification';
import { renderVerification } from '#documents/render-verification';
import { sampleVerification, sampleSignature } from '#support/verification-sample';
import { pageTexts } from './sample-document.ts';

const options = {
  organiser: 'Lembaga Contoh',
  print: (at: string) => at,
  checkUrl: 'https://teken.example/verify/AAAAAAAAAAAAAAAAAAAAAA',
  at: new Date('2021-01-18T05:30:00Z'),
  documentId: new Uint8Array(16),
};
const pagesOf = async (view: VerificationView): Promise<readonly string[]> =>
  pageTexts(renderVerification(view, options).bytes);
const said = async (view: VerificationView): Promise<string> => (await pagesOf(view)).join(' ').replace(/\s+/g, ' ');

test('[D88] a report says the result first, in both languages, and judges no contract', async () => {
  const [first = ''] = await pagesOf(sampleVerification);
  expect(first.replace(/\s+/g, ' ')).toMatch(/Laporan Pemeriksaan.*tidak menilai.*Utuh: tidak satu bita pun/);
  const text = await said(sampleVerification);
  for (const words of [
    'Intact: not one byte has changed',
    'DIBATALKAN',
    'VOIDED',
    'dinyatakan oleh penyelenggara saja',
    'certified by PSrE Contoh',
    'tidak tersertifikasi',
    'an earlier state, 1 of 3 signatures, before the next signature',
    'evidence for later verification',
    'templat-contoh@1.0.0',
    'Akar yang disegel dalam berita acara atas catatan 1 sampai dengan 900',
  ])
    expect(text).toContain(words);
  expect(text.replaceAll(' ', '')).toContain('ab'.repeat(32));
  expect(text).not.toMatch(/sah menurut hukum|is valid in law\b(?<!nor whether it is valid in law)/);
  const again = renderVerification(sampleVerification, options);
  expect(Buffer.from(again.bytes).includes('verification.json')).toBe(true);
});

test('[D89] of a hostile file the report stays short and is made all the same', async () => {
  const name = `\u202e${'Sangat'.repeat(30)}\u0000\n⚠`;
  const many: VerifiedSignature[] = Array.from({ length: 64 }, () => ({
    ...sampleSignature,
    name,
    valid: false,
    path: Array.from({ length: 64 }, () => name),
    problems: Array.from({ length: 64 }, () => `unheard-of: ${'x'.repeat(180)}`).slice(0, 3),
    locks: { action: 'Include', fields: Array.from({ length: 64 }, () => name) },
    revocation: Array.from({ length: 64 }, () => ({ by: 'list', issued: '', from: 'file' }) as const),
  }));
  const view: VerificationView = {
    ...sampleVerification,
    verdict: 'invalid',
    signatures: many,
    revisions: Array.from({ length: 1000 }, () => ({ what: 'unexplained', field: name, bytes: 1 }) as const),
    timestamps: Array.from({ length: 64 }, () => ({ field: name, at: '', by: name, attestedBy: null, problems: [] })),
  };
  const begun = performance.now();
  const { bytes, pages } = renderVerification(view, options);
  expect(performance.now() - begun).toBeLessThan(2_000);
  expect(pages).toBeLessThan(40);
  expect(bytes.length).toBeLessThan(1_000_000);
  expect(Buffer.from(bytes).includes('verification.json')).toBe(false);
  expect((await said(view)).includes('There are 57 more')).toBe(true);
});
