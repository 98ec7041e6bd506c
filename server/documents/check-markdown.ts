import { spotAt, type TemplateProblem } from './template-error.ts';

const TAG_LINE = /^[ \t]*\{\{(?:[#/][^{}\n]*|else)\}\}[ \t]*$/;
const FRONT = /^---\n([\s\S]*?)\n---\n/;

/** D61: what merging cannot see: the front matter, and tables whose rows have other cells than their head. */
export function checkMarkdown(source: string, file: string, language: string): readonly TemplateProblem[] {
  const told = (offset: number, sentence: string): TemplateProblem => ({ file, ...spotAt(source, offset), sentence });
  const front = FRONT.exec(source);
  if (front === null) {
    return [told(0, `the front matter is missing: begin with "---", "language: ${language}", "title: …" and "---"`)];
  }
  const lines = new Map(
    (front[1] ?? '')
      .split('\n')
      .map((line) => [line.split(':')[0]?.trim() ?? '', line.slice(line.indexOf(':') + 1).trim()]),
  );
  const problems: TemplateProblem[] = [];
  if (lines.get('language') !== language) problems.push(told(0, `the front matter needs "language: ${language}"`));
  if ((lines.get('title') ?? '') === '') problems.push(told(0, 'the front matter needs a title'));
  return [...problems, ...tableProblems(source, told)];
}

/** What would be printed as it stands, or glued to what comes before; and what to write instead. */
const UNKNOWN: readonly (readonly [RegExp, string])[] = [
  [/^ *#{3,}/, 'heads are "# " for the title and "## " for a clause'],
  [/^ *[-+*] /, 'lists are numbered here: "(1)", "1." or "a."'],
  [/!\[/, 'there are no pictures in a text'],
  [/\]\(/, 'there are no links in a text: write the address itself'],
  [/<\/?[a-z][^<>]*>/i, 'there is no HTML in a text'],
  [/`/, 'there is no code in a text'],
  [/~~/, 'nothing is struck out in a text'],
  [/(?<![\w_])_[^\s_](?:[^_]*[^\s_])?_(?![\w_])/, 'words are set off by "**bold**" or "*italic*"'],
];
const BLOCK = /^ *(?:#{1,2} |> |\(\d+\) |[a-z]\. |\d{1,2}\. |\|)/;

/** D102: Markdown that other programs know and the documents do not; told of a text that is written, not of one that is kept. */
export function checkStyle(source: string, file: string): readonly TemplateProblem[] {
  const problems: TemplateProblem[] = [];
  const begins = FRONT.exec(source)?.[0].length ?? 0;
  const told = (offset: number, sentence: string): void =>
    void problems.push({ file, ...spotAt(source, offset), sentence });
  let offset = begins;
  let before = '';
  /** First line of what is repeated. */
  let repeated: string | null = null;
  for (const line of source.slice(begins).split('\n')) {
    // A placeholder, or a character that means itself, is no Markdown.
    const plain = line.replace(/\{\{[^{}]*\}\}|\\./g, (each) => 'x'.repeat(each.length));
    if (TAG_LINE.test(line)) {
      if (line.includes('{{#each')) repeated = '';
      if (line.includes('{{/each') && repeated !== null) {
        const glues = BLOCK.test(repeated) && !repeated.trim().startsWith('|');
        if (glues && before.trim() !== '')
          told(offset, 'an empty line is missing before {{/each}}: what is repeated would run together');
        repeated = null;
      }
      if (!line.includes('{{/each')) before = '';
    } else {
      for (const [unknown, sentence] of UNKNOWN) {
        const found = unknown.exec(plain);
        if (found !== null) told(offset + found.index + (found[0].length - found[0].trimStart().length), sentence);
      }
      const isRow = line.trim().startsWith('|') && before.trim().startsWith('|');
      if (BLOCK.test(plain) && before.trim() !== '' && !isRow)
        told(offset, 'an empty line is missing before this one: it would run on from the line above');
      if (repeated === '') repeated = plain;
      before = line;
    }
    offset += line.length + 1;
  }
  return problems;
}

function tableProblems(
  source: string,
  told: (offset: number, sentence: string) => TemplateProblem,
): readonly TemplateProblem[] {
  const problems: TemplateProblem[] = [];
  let offset = 0;
  let head = 0;
  let rows = 0;
  for (const line of source.split('\n')) {
    if (line.trim().startsWith('|')) {
      const cells = cellsOf(line);
      rows += 1;
      if (rows === 1) head = cells;
      else if (rows === 2 && !/^[\s|:-]+$/.test(line)) {
        problems.push(told(offset, 'under the head of a table stands a line of dashes: |---|---:|'));
      } else if (cells !== head) {
        const sentence = `a table cell is missing: this row has ${cells}, the head has ${head}`;
        problems.push(told(offset, cells < head ? sentence : `this row has ${cells} cells, the head has ${head}`));
      }
    } else if (!TAG_LINE.test(line)) {
      rows = 0;
    }
    offset += line.length + 1;
  }
  return problems;
}

const cellsOf = (line: string): number =>
  line
    .trim()
    .replace(/^\||(?<!\\)\|$/g, '')
    .split(/(?<!\\)\|/).length;
