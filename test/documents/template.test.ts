import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { parseMarkdown, plainText } from '#documents/markdown';
import { mergeBody, parseBody } from '#documents/merge-body';
import { loadTemplate } from '#documents/template';
import { TEMPLATE_FOLDER } from './sample-document.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'teken-template-'));
  await cp(TEMPLATE_FOLDER, folder, { recursive: true });
});

afterEach(() => rm(folder, { recursive: true }));

async function change(file: string, from: string, to: string): Promise<void> {
  const path = join(folder, file);
  const text = await readFile(path, 'utf8');
  expect(text).toContain(from);
  await writeFile(
    path,
    text.replace(from, () => to),
  );
}

test('[D4] the template as it stands loads, with both bodies and a sample', async () => {
  const template = await loadTemplate(folder);
  expect(template.signatures.map(({ field }) => field)).toEqual(['party-1', 'party-2', 'witness-1']);
  expect(template.sample.sample).toBe(true);
});

test.each([
  ['an unknown placeholder', 'body.id.md', '{{activity}}', '{{activities}}', ':41:43: nothing is called "activities"'],
  [
    'an unknown name in a branch not taken by the sample',
    'body.en.md',
    'It is a potential value',
    'It is {{potential}}',
    ':52:100: nothing is called "potential"',
  ],
  [
    'an open brace',
    'body.id.md',
    '{{activity}}',
    '{{activity',
    ':41:43: "{{" without its counterpart on the same line',
  ],
  [
    'an {{#if}} that is never closed',
    'body.en.md',
    'PRE-CONTRACT)\n{{/if}}',
    'PRE-CONTRACT)',
    ':5:1: {{#if}} is never closed',
  ],
  ['a stray {{else}}', 'body.id.md', '{{activity}}', '{{else}}', ':41:43: {{else}} outside {{#if}}'],
  [
    'a word that is no placeholder',
    'body.id.md',
    '{{activity}}',
    '{{the activity}}',
    ':41:43: "{{the activity}}" is no placeholder',
  ],
  ['a list used as text', 'body.id.md', '{{activity}}', '{{targets}}', ':41:43: "targets" is no text'],
  ['broken JSON', 'template.json', '"version": "1.1.0",', '"version": 1.1.0,', ':3:17: this is no JSON'],
  ['a value out of form', 'template.json', '"1.1.0"', '"one"', ':3:3: version: Invalid'],
  [
    'a sample with eleven digits in a NIB',
    'sample.json',
    '9120000000571',
    '91200000005',
    ':49:7: parties.1.nib: Invalid',
  ],
])('[D4] %s is told with file, line and column', async (_, file, from, to, message) => {
  await change(file, from, to);
  await expect(loadTemplate(folder)).rejects.toThrow(`${basename(folder)}/${file}${message}`);
});

test('[D4] a missing file is told by its name', async () => {
  await rm(join(folder, 'body.en.md'));
  await expect(loadTemplate(folder)).rejects.toThrow('/body.en.md:1:1: cannot be read');
});

test.each([
  '**PT** Maju',
  '1. Maju',
  '# Judul',
  '| a | b |',
  '{{number}}',
  'A\n\n## Pasal 99',
  'back\\slash',
  '*',
  '(1) x',
  '> y',
])('[D5] the name %j stays text', (name) => {
  const merged = mergeBody(parseBody('{{name}}\n\nTail of {{name}}.\n', 'body.md'), { name });
  const { blocks } = parseMarkdown(merged);
  expect(blocks.map((block) => block.kind)).toEqual(['paragraph', 'paragraph']);
  const [first, second] = blocks.map((block) => ('inlines' in block ? block.inlines : []));
  const text = name.replace(/\s+/g, ' ');
  expect(plainText(first ?? [])).toBe(text);
  expect(plainText(second ?? [])).toBe(`Tail of ${text}.`);
  expect(first?.some((inline) => inline.bold || inline.italic)).toBe(false);
});

test('[D5] a table keeps its columns whatever its cells hold', () => {
  const body = parseBody(
    '| A | B |\n|---|---:|\n{{#each rows as row}}\n| {{row.a}} | {{row.b}} |\n{{/each}}\n',
    'body.md',
  );
  const [table] = parseMarkdown(
    mergeBody(body, {
      rows: [
        { a: 'x | y', b: '1' },
        { a: '\\', b: '2' },
      ],
    }),
  ).blocks;
  if (table?.kind !== 'table') throw new Error('no table');
  expect(table.columns).toEqual(['left', 'right']);
  expect(table.rows.map((row) => row.map(plainText))).toEqual([
    ['A', 'B'],
    ['x | y', '1'],
    ['\\', '2'],
  ]);
});
