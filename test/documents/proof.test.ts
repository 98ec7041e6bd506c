import { inflateSync } from 'node:zlib';
import { PDFDict, PDFDocument, PDFName, PDFRawStream } from 'pdf-lib';
import { expect, test } from 'vitest';
import { renderAgreement } from '#documents/render-agreement';
import { loadTemplate } from '#documents/template';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../../templates/partnership-agreement', import.meta.url));
const at = new Date('2021-01-18T01:30:00Z');

const marksOf = async (proof: boolean, sample = false): Promise<readonly (readonly string[])[]> => {
  const template = await loadTemplate(folder);
  const facts = { ...template.sample, sample };
  const { bytes } = await renderAgreement(facts, { template, at, documentId: new Uint8Array(16), proof });
  const document = await PDFDocument.load(bytes, { updateMetadata: false });
  return document.getPages().map((page) => {
    const drawn = page.node.lookup(PDFName.of('Contents'));
    if (!(drawn instanceof PDFRawStream)) throw new Error('A page has one stream.');
    const operators = inflateSync(drawn.contents).toString('latin1');
    const known = page.node.lookup(PDFName.of('Resources'), PDFDict).lookupMaybe(PDFName.of('XObject'), PDFDict);
    return (known?.keys() ?? [])
      .map((key) => key.decodeText())
      .filter((name) => !name.startsWith('TkQr') && operators.includes(`/${name} Do`));
  });
};

test('[D30] every page of a proof is marked, beside what else marks it; no page of another document is', async () => {
  const proof = await marksOf(true);
  expect(proof.length).toBeGreaterThan(1);
  expect(new Set(proof.map((names) => names.join()))).toEqual(new Set(['TkProof']));
  expect(new Set((await marksOf(true, true)).map((names) => names.join()))).toEqual(new Set(['TkContoh,TkProof']));
  expect((await marksOf(false)).flat()).toEqual([]);
});

test('[D31] the field of the seal follows those of all who sign, and takes no place', async () => {
  const template = await loadTemplate(folder);
  const { fields, pages } = await renderAgreement(template.sample, { template, at, documentId: new Uint8Array(16) });
  expect(fields.at(-3)).toEqual({ name: 'seal-1', page: pages, rect: [0, 0, 0, 0] });
});

test('[D32] the template says in which order the parties sign', async () => {
  expect((await loadTemplate(folder)).order).toBe('sequential');
});
