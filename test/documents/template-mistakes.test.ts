import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { parseMarkdown } from '#documents/markdown';
import { mergeBody, parseBody } from '#documents/merge-body';
import { loadTemplate, loadTemplates, parseTemplate } from '#documents/template';
import { TemplateError } from '#documents/template-error';
import { packTemplate, readTemplateFiles, unpackTemplate } from '#documents/template-files';
import { TEMPLATE_FOLDER } from './sample-document.ts';

let place: string;
let folder: string;

beforeEach(async () => {
  place = await mkdtemp(join(tmpdir(), 'teken-templates-'));
  folder = join(place, 'own');
  await cp(TEMPLATE_FOLDER, folder, { recursive: true });
});

afterEach(() => rm(place, { recursive: true }));

const change = async (file: string, from: string, to: string): Promise<void> => {
  const path = join(folder, file);
  const text = await readFile(path, 'utf8');
  expect(text).toContain(from);
  await writeFile(path, text.replace(from, to));
};

const told = async (): Promise<readonly string[]> => {
  try {
    await loadTemplate(folder);
    return [];
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    return error.message.split('\n');
  }
};

test('[D60] everything that is wrong is told at once, in every file, with what was probably meant', async () => {
  await change('template.json', '"order"', '"ordr"');
  await change('template.json', '"version": "1.1.0"', '"version": "1"');
  await change('body.id.md', '{{activity}}', '{{activty}}');
  await change('body.id.md', '{{sector}}', '{{sector');
  await change('body.en.md', 'PRE-CONTRACT)\n{{/if}}', 'PRE-CONTRACT)');
  await change('sample.json', '"value": 4250000000', '"value": -1');
  await change('sample.json', '"title": {', '"titles": {');
  const lines = await told();
  expect(lines).toEqual([
    expect.stringContaining('own/template.json:3:3: version: Invalid'),
    expect.stringMatching(/^own\/template\.json:\d+:\d+: order: is missing/),
    expect.stringMatching(
      /^own\/template\.json:8:3: the file: nothing is called "ordr" here; "order" is probably meant/,
    ),
    expect.stringMatching(/^own\/sample\.json:\d+:\d+: title: is missing/),
    expect.stringMatching(/^own\/sample\.json:\d+:3: value: /),
    expect.stringMatching(/^own\/sample\.json:7:3: .*"titles" here; "title" is probably meant/),
    'own/body.id.md:43:71: "{{" without its counterpart on the same line',
    'own/body.en.md:5:1: {{#if}} is never closed',
  ]);
});

test('[D60] every unknown placeholder of a body is told, each with the one that was probably meant', async () => {
  await change('body.id.md', '{{activity}}', '{{activty}}');
  await change('body.id.md', '{{party2.signatory.name}}', '{{party2.signatori.name}}');
  await change('body.id.md', '{{target.figures}}', '{{target.figure}}');
  expect(await told()).toEqual([
    'own/body.id.md:27:183: nothing is called "party2.signatori.name"; "party2.signatory.name" is probably meant',
    'own/body.id.md:41:43: nothing is called "activty"; "activity" is probably meant',
    'own/body.id.md:60:21: nothing is called "target.figure"; "target.figures" is probably meant',
  ]);
});

test.each([
  [
    'a field nobody signs',
    '"field": "party-2", "label"',
    '"field": "partai-2", "label"',
    /:11:7: .*"partai-2"; "party-2" is probably meant/,
  ],
  [
    'a party without a block',
    '"field": "party-2", "label"',
    '"field": "witness-1", "label"',
    /"party-2" has no signature block/,
  ],
  [
    'a block that is there twice',
    '"field": "witness-1"',
    '"field": "party-1"',
    /:12:7: .*"party-1" has a signature block already/,
  ],
  ['a language that is missing', '["id", "en"]', '["en"]', /:5:3: languages: a language is missing/],
  ['a text in one language', '["id", "en"]', '["id"]', /:5:3: languages: a language is missing: a text has both/],
])('[D63] %s is told at its place', async (_, from, to, sentence) => {
  await change('template.json', from, to);
  expect((await told()).join('\n')).toMatch(sentence);
});

test('[D61] front matter and cells of tables are looked after', async () => {
  await change('body.en.md', 'language: en', 'language: id');
  await change('body.id.md', '| {{target.year}} | {{target.figures}} |', '| {{target.year}} |');
  await change('body.id.md', '|---|---:|---|\n', '');
  expect(await told()).toEqual([
    'own/body.id.md:59:1: under the head of a table stands a line of dashes: |---|---:|',
    'own/body.en.md:1:1: the front matter needs "language: en"',
  ]);
});

test('[D61] a row with a cell less than the head is told', async () => {
  await change('body.id.md', '| {{target.year}} | {{target.figures}} |', '| {{target.year}} |');
  expect(await told()).toEqual(['own/body.id.md:60:1: a table cell is missing: this row has 2, the head has 3']);
});

test('[D102] what a document would print as it stands is told, each at its place', async () => {
  await change(
    'body.id.md',
    '> tentang\n',
    [
      '> tentang',
      '',
      '### Sub',
      '',
      '- satu',
      '',
      'lihat ![gambar](x.png) dan <b>tebal</b>',
      '',
      'kata `kode`, ~~coret~~, _miring_ dan \\`apa adanya\\`, a_b_c, {{number}}',
      '',
      '1. satu',
      '2. dua',
      '',
      '{{#each parties as party}}',
      '(1) {{party.name}}',
      '{{/each}}',
      '',
    ].join('\n'),
  );
  expect(await told()).toEqual([
    'own/body.id.md:13:1: heads are "# " for the title and "## " for a clause',
    'own/body.id.md:15:1: lists are numbered here: "(1)", "1." or "a."',
    'own/body.id.md:17:7: there are no pictures in a text',
    'own/body.id.md:17:15: there are no links in a text: write the address itself',
    'own/body.id.md:17:28: there is no HTML in a text',
    'own/body.id.md:19:6: there is no code in a text',
    'own/body.id.md:19:14: nothing is struck out in a text',
    'own/body.id.md:19:25: words are set off by "**bold**" or "*italic*"',
    'own/body.id.md:22:1: an empty line is missing before this one: it would run on from the line above',
    'own/body.id.md:26:1: an empty line is missing before {{/each}}: what is repeated would run together',
  ]);
});

test('[D102] a template that was used is read as it was kept', async () => {
  await change('body.id.md', '> tentang\n', '> tentang\n\n- satu\n');
  await change('sample.json', '{', '{ "more": 1,');
  const kept = packTemplate(await readTemplateFiles(folder));
  expect(await told()).toHaveLength(2);
  expect((await parseTemplate('own', unpackTemplate(kept), 'kept')).kind).toBe('text');
});

test('[D60] what the sample calls otherwise is told, and what was probably meant', async () => {
  await change('sample.json', '"sample": true', '"sampel": true');
  expect(await told()).toEqual([
    expect.stringMatching(/sample: is missing/),
    expect.stringMatching(/:\d+:3: the file: nothing is called "sampel" here; "sample" is probably meant$/),
  ]);
});

test('[D103] an annex that no words can sum up is told', async () => {
  const price = 999_999_999_999_999;
  const row = { item: { id: 'a', en: 'a' }, quantity: 1, unit: { id: 'b', en: 'b' }, price };
  await change('sample.json', '{', `{ "annex": ${JSON.stringify([row, row])},`);
  expect(await told()).toEqual([
    'own/sample.json:1:3: annex: the rows come to more than 999999999999999 rupiah, which no words say',
  ]);
  await change('sample.json', `[${JSON.stringify(row)},`, '[');
  expect(await told()).toEqual([]);
  await change('sample.json', '"value": 4250000000', '"value": 4250000000000000');
  expect((await told()).join()).toMatch(/value: /);
});

test('[D62] the sample has everybody and everything that the template speaks of', async () => {
  await change('sample.json', '"field": "party-2"', '"field": "party-9"');
  await change('sample.json', '"field": "witness-1"', '"field": "witness-2"');
  const lines = await told();
  expect(lines.map((line) => line.replace(/^own\/sample\.json:\d+:\d+: /, ''))).toEqual([
    'the sample needs a party "party-2"',
    'the template has no party "party-9"',
    'the sample needs a witness with the field "witness-1"',
  ]);
});

test('[D63] conditions stand inside conditions and rows, and rows are repeated for parties', () => {
  const body = parseBody(
    '{{#each parties as party}}\n{{#if party.last}}b.{{else}}a.{{/if}} {{party.name}}{{#if long}}{{#if party.last}}!{{else}}?{{/if}}{{/if}}\n\n{{/each}}',
    'body.md',
  );
  const parties = [
    { name: 'Satu', last: false },
    { name: 'Dua', last: true },
  ];
  const read = (long: boolean) =>
    parseMarkdown(mergeBody(body, { parties, long })).blocks.map((block) =>
      block.kind === 'item' ? `${block.label} ${block.inlines.map(({ text }) => text).join('')}` : block.kind,
    );
  expect(read(true)).toEqual(['a. Satu?', 'b. Dua!']);
  expect(read(false)).toEqual(['a. Satu', 'b. Dua']);
});

test('[D63] of the templates that Teken brings each way of standing and of signing is used', async () => {
  const templates = [...(await loadTemplates(join(TEMPLATE_FOLDER, '..'))).values()];
  expect(new Set(templates.map(({ layout }) => layout))).toEqual(new Set(['consecutive', 'side-by-side']));
  expect(new Set(templates.map(({ order }) => order))).toEqual(new Set(['sequential', 'parallel']));
});

test('[D60] a folder of templates is read whole: two of one name, and mistakes in several, are told', async () => {
  await cp(TEMPLATE_FOLDER, join(place, 'same'), { recursive: true });
  await mkdir(join(place, 'empty'));
  await expect(loadTemplates(place)).rejects.toThrow(
    /empty\/template\.json:1:1: cannot be read[\s\S]*same\/template\.json/,
  );
});

test('[D64] a template is its files, byte for byte, and the same again when they come from where they were kept', async () => {
  const files = await readTemplateFiles(folder);
  const packed = packTemplate(files);
  expect(unpackTemplate(packed)).toEqual(files);
  expect(Buffer.from(packTemplate(unpackTemplate(packed)))).toEqual(Buffer.from(packed));
  const before = await loadTemplate(folder);
  await change('sample.json', 'UD Contoh Rasa', 'UD Contoh Raso');
  expect((await loadTemplate(folder)).sha256).not.toBe(before.sha256);
  for (const end of [10, packed.length - 1]) {
    expect(() => unpackTemplate(packed.subarray(0, end))).toThrow('These bytes are no template.');
  }
});
