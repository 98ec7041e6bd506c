import { fileURLToPath } from 'node:url';
import { PDFDocument, StandardFonts } from 'pdf-lib';
import type { AgreementFacts } from '#contract/agreement-facts';
import { agreementValues } from '#documents/agreement-values';
import { languagesOf } from '#documents/language';
import { parseMarkdown, plainText } from '#documents/markdown';
import { mergeBody } from '#documents/merge-body';
import { renderAgreement } from '#documents/render-agreement';
import { loadTemplate, type TextTemplate } from '#documents/template';
import { measured, quantile, type Bench, type Measurement, type Row } from './row.ts';

const row = 'documents';
const TEMPLATE = fileURLToPath(new URL('../../../templates/partnership-agreement', import.meta.url));
const AT = new Date('2021-01-18T01:30:00Z');
/** Milliseconds for each language of an agreement. */
const LIMIT = 20;
/** The system tells a thread's time in steps of some milliseconds: as many documents are timed at once as make a step small. */
const BATCH = 20;

/** Agreements of the template, each with names, number and code of its own; beside them, the same words by pdf-lib alone. */
export const documents: Row = async (bench) => {
  const template = await loadTemplate(TEMPLATE);
  if (template.kind !== 'text') throw new Error('The template of the bench is a text.');
  const short = await generation(bench, template, 'id');
  const both = await generation(bench, template, 'id-en');
  return [...short, ...both.slice(0, 1)];
};

const generation = async (
  bench: Bench,
  template: TextTemplate,
  language: AgreementFacts['language'],
): Promise<readonly Measurement[]> => {
  bench.say(`${row}: agreements in ${language}`);
  const times: number[] = [];
  const bare: number[] = [];
  let pages = 0;
  let [size, bareSize] = [0, 0];
  // They take turns, so that whatever else the machine does meets both; the first ones warm up.
  for (let batch = -1; batch < bench.size(15, 1); batch += 1) {
    const all = Array.from({ length: BATCH }, (_, index) =>
      factsOf(template.sample, language, (batch + 1) * BATCH + index),
    );
    const begun = threadTime();
    for (const facts of all) {
      const rendered = await renderAgreement(facts, { template, at: AT, documentId: new Uint8Array(16) });
      [pages, size] = [rendered.pages, rendered.bytes.length];
    }
    const done = threadTime();
    for (const facts of all) bareSize = (await withPdfLibAlone(facts, template, pages)).length;
    const end = threadTime();
    if (batch < 0) continue;
    times.push((done - begun) / BATCH);
    bare.push((end - done) / BATCH);
  }
  const name = 'pdf-lib, same words in Helvetica';
  const what = `agreement of ${pages} pages, tagged, PDF/A-3b`;
  return [
    measured({
      row,
      metric: `${what}, median of thread time`,
      value: quantile(times, 0.5),
      unit: 'ms',
      target: LIMIT * languagesOf(language).length,
      better: 'lower',
      reference: { name, value: quantile(bare, 0.5) },
    }),
    measured({
      row,
      metric: `${what}, size before signing`,
      value: size / 1_000,
      unit: 'kB',
      target: 75,
      better: 'lower',
      reference: { name, value: bareSize / 1_000 },
    }),
  ];
};

/** What this thread has worked, in milliseconds: what else the machine does meanwhile does not count. */
const threadTime = (): number => {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1_000;
};

/** Names differ from document to document, as they do in a wave: what is kept of one must not make the next one free. */
const factsOf = (sample: AgreementFacts, language: AgreementFacts['language'], index: number): AgreementFacts => ({
  ...sample,
  language,
  sample: false,
  number: String(index).padStart(3, '0'),
  value: sample.value + index * 1_000,
  verifyUrl: `${sample.verifyUrl.slice(0, -4)}${String(index).padStart(4, '0')}`,
  parties: sample.parties.map((party, side) => ({
    ...party,
    name: `${party.name} ${index * 7 + side}`,
    number: `${index}/PKS/${side}`,
    signatory: { ...party.signatory, name: `${party.signatory.name} Ke${index * 3 + side}` },
  })),
});

const LINE = 92;
const LEADING = 15;

/** The least that a PDF of these words costs: one built-in font, no structure, no data, lines cut by count of letters. */
const withPdfLibAlone = async (facts: AgreementFacts, template: TextTemplate, pages: number): Promise<Uint8Array> => {
  const lines = languagesOf(facts.language).flatMap((language) => {
    const body = template.bodies[language];
    const { blocks } = parseMarkdown(mergeBody(body, agreementValues(facts, template, language)));
    return blocks.flatMap((block) => {
      const text = block.kind === 'table' ? block.rows.flat().map(plainText).join(' ') : plainText(block.inlines);
      return text.match(new RegExp(`.{1,${LINE}}`, 'g')) ?? [];
    });
  });
  const document = await PDFDocument.create();
  const font = await document.embedFont(StandardFonts.Helvetica);
  const each = Math.ceil(lines.length / pages);
  for (let from = 0; from < lines.length; from += each) {
    const page = document.addPage();
    lines.slice(from, from + each).forEach((line, index) => {
      page.drawText(line, { x: 70, y: 750 - index * LEADING, size: 10, font });
    });
  }
  return document.save();
};
