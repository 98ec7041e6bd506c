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
