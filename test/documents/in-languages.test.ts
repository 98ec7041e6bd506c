import { expect, test } from 'vitest';
import { makeSamples } from '#cli/sign-sample/make-samples';
import { inLanguages } from '#documents/in-languages';
import { systemClock } from '#platform/clock';
import { verifyPdf } from '#signing/verify';

test('[D104] a short text stands in the language of the agreement, or in both; once where they are the same', () => {
  const owner = { id: 'Pemilik', en: 'Owner' };
  expect([inLanguages(owner, 'id'), inLanguages(owner, 'en'), inLanguages(owner, 'id-en')]).toEqual([
    'Pemilik',
    'Owner',
    'Pemilik / Owner',
  ]);
  expect(inLanguages({ id: 'Notaris', en: 'Notaris' }, 'id-en')).toBe('Notaris');
});

test.each([
  ['id', 'Menyetujui perjanjian ini'],
  ['en', 'Agreeing to this agreement'],
  ['id-en', 'Menyetujui perjanjian ini / Agreeing to this agreement'],
] as const)('[F61] a signature in an agreement in "%s" says what it is for in that', async (language, reason) => {
  const order = { count: 1, level: 'B-B', signatures: 1, key: 'ec', language } as const;
  const { documents, rootPem } = await makeSamples(order, systemClock);
  const report = await verifyPdf(documents[0] ?? new Uint8Array(), { roots: [rootPem], now: systemClock.now() });
  if ('unreadable' in report) throw new Error(report.problem);
  expect(report.signatures.at(-1)?.reason).toBe(reason);
  expect(report.signatures[0]?.reason.includes('Certifying this text')).toBe(language !== 'id');
});
