import { createHash } from 'node:crypto';
import { PDFDocument, PDFName } from 'pdf-lib';
import { expect, test } from 'vitest';
import { drawSignatureAppearance } from '#documents/appearance';
import { renderCopy } from '#documents/copy';
import { fieldBox } from '#signing/field-box';
import { prepareSignature } from '#signing/prepare';
import { verifyPdf } from '#signing/verify';
import { AT, certifiedPdf, openSigningKit, unrefused } from '#support/signing-kit';
import { pageTexts, render, runOn, sample } from './sample-document.ts';

test('[D50] a copy says on every page that it is one and of which file, shows signatures, and holds none', async () => {
  await using kit = await openSigningKit();
  const rendered = await render(sample);
  const certified = await certifiedPdf(kit, rendered.bytes);
  // What is shown does not depend on what is signed: a prepared revision looks as the signed one will.
  const { segment } = unrefused(
    prepareSignature({
      document: certified,
      field: 'party-1',
      at: AT,
      name: 'Ayu',
      reason: 'Setuju',
      appearance: drawSignatureAppearance({
        ...unrefused(fieldBox(certified, 'party-1')),
        name: 'Ayu Łukasiewicz',
        role: 'Direktur',
        organisation: 'PT Contoh',
        time: '18 Januari 2021 10.41.52 WIB',
        qrUrl: sample.verifyUrl,
        label: 'Ditandatangani',
        sample: true,
        rehearsal: false,
      }),
    }),
  );
  const signed = Buffer.concat([certified, segment]);
  const before = createHash('sha256').update(signed).digest('hex');
  const copy = await renderCopy(signed);
  expect(createHash('sha256').update(signed).digest('hex')).toBe(before);

  const [pages, original] = [await pageTexts(copy), await pageTexts(signed)];
  expect(pages).toHaveLength(rendered.pages);
  pages.forEach((page, index) => {
    expect(page).toContain(`SALINAN · COPY · SHA-256 ${before}`);
    for (const word of (original[index] ?? '').split(' ')) expect(page).toContain(word);
  });
  expect(pages.at(-1)).toContain('10.41.52 WIB');
  expect(pages.at(-1)).toContain('Ayu Łukasiewicz');

  const document = await PDFDocument.load(copy, { updateMetadata: false });
  for (const key of ['AcroForm', 'Perms', 'AF', 'Names', 'StructTreeRoot', 'Metadata'])
    expect(document.catalog.has(PDFName.of(key)), key).toBe(false);
  for (const page of document.getPages()) expect(page.node.has(PDFName.of('Annots'))).toBe(false);
  expect(Buffer.from(copy).toString('latin1')).not.toContain('/ByteRange');
  expect(document.getTitle()).toMatch(/^SALINAN · /);
  expect(await runOn(copy, 'qpdf', (file) => ['--check', file])).toContain('No syntax or stream encoding errors found');
  const report = await verifyPdf(copy, { roots: [kit.authority.root], now: AT });
  expect('signatures' in report && report.signatures).toEqual([]);
});
