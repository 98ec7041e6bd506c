import { inflateSync } from 'node:zlib';
import { PDFArray, PDFDict, PDFDocument, PDFName, PDFNumber, type PDFObject, PDFRawStream, PDFString } from 'pdf-lib';
import { expect, test } from 'vitest';
import { renderAgreement } from '#documents/render-agreement';
import { renderMinutes } from '#documents/render-minutes';
import { minutesFacts } from './sample-minutes.ts';
import { render, runOn, sample, template } from './sample-document.ts';

const name = PDFName.of;
const at = new Date('2021-01-18T01:30:00Z');
const documentId = new Uint8Array(16);
const both = { ...sample, language: 'id-en' as const };
const plain = await render(sample);
const documents = [
  ['one language', plain],
  ['two languages', await render(both)],
  ['side by side', await renderAgreement(both, { template, at, documentId, layout: 'side-by-side' })],
  ['minutes', await renderMinutes(minutesFacts, { at, documentId })],
] as const;

test.each(documents)(
  '[D44] %s: everything on a page is content of an element, or an artifact',
  async (_, { bytes }) => {
    const document = await PDFDocument.load(bytes, { updateMetadata: false });
    const root = document.catalog.lookup(name('StructTreeRoot'), PDFDict);
    const parents = root.lookup(name('ParentTree'), PDFDict).lookup(name('Nums'), PDFArray);
    const parentOf = (key: number): PDFObject | undefined => {
      const index = parents.asArray().findIndex((one, at_) => at_ % 2 === 0 && String(one) === String(key));
      return parents.lookup(index + 1);
    };
    document.getPages().forEach((page, index) => {
      const stream = page.node.lookup(name('Contents'));
      if (!(stream instanceof PDFRawStream)) throw new Error('A page has one stream.');
      const content = inflateSync(stream.contents).toString('latin1');
      let depth = 0;
      for (const [token] of content.matchAll(/\bBMC\b|\bBDC\b|\bEMC\b|\bTJ\b|\bDo\b|\bS\b|(?<=[\d e])f\b|\bBT\b/g)) {
        if (token === 'BMC' || token === 'BDC') depth += 1;
        else if (token === 'EMC') depth -= 1;
        else expect(depth, token).toBe(1);
      }
      expect(depth).toBe(0);
      expect(page.node.get(name('Tabs'))).toBe(name('S'));
      const key = page.node.lookup(name('StructParents'), PDFNumber).asNumber();
      expect(key).toBe(index);
      const owners = parentOf(key);
      if (!(owners instanceof PDFArray)) throw new Error('A page has a list of owners.');
      const marked = [...content.matchAll(/\/(\w+)<<\/MCID (\d+)>>BDC/g)];
      expect(marked.map(([, , mcid]) => Number(mcid))).toEqual(owners.asArray().map((_owner, at_) => at_));
      for (const [, tag, mcid] of marked) {
        const owner = owners.lookup(Number(mcid), PDFDict);
        expect(owner.get(name('S'))).toBe(name(tag ?? ''));
        const kids = [owner.lookup(name('K'))].flatMap((kid) => (kid instanceof PDFArray ? kid.asArray() : [kid]));
        const isHere = kids.some((kid) =>
          kid instanceof PDFDict
            ? kid.get(name('MCID'))?.toString() === mcid && kid.get(name('Pg')) === page.ref
            : kid?.toString() === mcid && owner.get(name('Pg')) === page.ref,
        );
        expect(isHere, `${tag} ${mcid}`).toBe(true);
      }
    });
  },
);

test('[D44] a widget names its element, and the element its widget; who is to sign is told in words', async () => {
  const { catalog, context } = await PDFDocument.load(plain.bytes, { updateMetadata: false });
  const fields = catalog.lookup(name('AcroForm'), PDFDict).lookup(name('Fields'), PDFArray);
  const nums = catalog.lookup(name('StructTreeRoot'), PDFDict).lookup(name('ParentTree'), PDFDict);
  const parents = nums.lookup(name('Nums'), PDFArray).asArray();
  const tagged = plain.fields.map((_, index) => {
    const key = fields.lookup(index, PDFDict).get(name('StructParent'));
    if (key === undefined) return null;
    const owner = context.lookup(parents[parents.findIndex((one) => String(one) === String(key)) + 1], PDFDict);
    const [kid] = owner.lookup(name('K'), PDFArray).asArray();
    expect(kid instanceof PDFDict && kid.get(name('Obj'))).toBe(fields.get(index));
    return owner.get(name('S'))?.toString();
  });
  // The seal and the archive are not seen on the page.
  expect(tagged).toEqual(['/Form', '/Form', '/Form', '/Form', null, null, '/Form']);
  expect(await runOn(plain.bytes, 'pdfinfo', (file) => ['-struct', file])).toContain('Form');
});

test('[D44] a reader finds heads, clauses, tables and text in their order, each language by its name', async () => {
  const bytes = documents[2][1].bytes;
  const tree = await runOn(bytes, 'pdfinfo', (file) => ['-struct-text', file]);
  const text = tree.replace(/\s+/g, ' ');
  const order = [
    'PERJANJIAN',
    'Pasal 1 ·',
    'Nilai sasaran',
    'Pasal 10 ·',
    'PARTNERSHIP',
    'Article 1 ·',
    'Article 10 ·',
  ];
  const places = order.map((words) => text.indexOf(words));
  expect(places).toEqual(places.toSorted((a, b) => a - b));
  expect(Math.min(...places)).toBeGreaterThan(0);
  for (const element of ['H1', 'H2', 'LI', 'Lbl', 'LBody', 'Table', 'TR', 'TH', 'TD', 'Figure', 'Form'])
    expect(tree).toMatch(new RegExp(`^ *${element}\\b`, 'm'));
  const document = await PDFDocument.load(bytes, { updateMetadata: false });
  const sections = document.context
    .enumerateIndirectObjects()
    .map(([, object]) => object)
    .filter((object): object is PDFDict => object instanceof PDFDict && object.get(name('S')) === name('Sect'));
  const languages = sections.flatMap((section) => section.lookupMaybe(name('Lang'), PDFString)?.asString() ?? []);
  expect(languages).toEqual(['en-GB']);
  expect(document.catalog.lookup(name('Lang'), PDFString).asString()).toBe('id-ID');
  expect(document.catalog.lookup(name('MarkInfo'), PDFDict).get(name('Marked'))?.toString()).toBe('true');
});
