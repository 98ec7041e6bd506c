import { PDFArray, PDFDict, PDFDocument, PDFName, PDFRef, PDFString } from 'pdf-lib';
import { expect, test } from 'vitest';
import { render, sample } from './sample-document.ts';

const name = PDFName.of;
const rendered = await render(sample);
const { catalog, context } = await PDFDocument.load(rendered.bytes, { updateMetadata: false });
const fields = catalog.lookup(name('AcroForm'), PDFDict).lookup(name('Fields'), PDFArray);
const widgets = rendered.fields.map((field, index) => ({ field, widget: fields.lookup(index, PDFDict) }));

test('[D40] a signature locks its own field and no other; certification and archive lock none', () => {
  const locks = widgets.map(({ field, widget }) => {
    const ref = widget.get(name('Lock'));
    if (ref === undefined) return [field.name, null];
    expect(ref).toBeInstanceOf(PDFRef);
    const lock = context.lookup(ref, PDFDict);
    expect([lock.get(name('Type')), lock.get(name('Action'))]).toEqual([name('SigFieldLock'), name('Include')]);
    const own = lock.lookup(name('Fields'), PDFArray);
    return [field.name, own.asArray().map((_, index) => own.lookup(index, PDFString).asString())];
  });
  expect(locks).toEqual([
    ['certification', null],
    ['party-1', ['party-1']],
    ['party-2', ['party-2']],
    ['witness-1', ['witness-1']],
    ['seal-1', ['seal-1']],
    ['archive-1', null],
    ['e-meterai', null],
  ]);
});

test('[D41] the place of the document timestamp stands last, on the page of the signatures, unseen', () => {
  expect(rendered.fields.at(-2)).toEqual({ name: 'archive-1', page: rendered.pages, rect: [0, 0, 0, 0] });
  expect(widgets.at(-1)?.widget.get(name('FT'))).toBe(name('Sig'));
});
