import { spotAt, TemplateError } from './template-error.ts';

/** What a body's placeholders may name: texts, flags, groups of them, and lists for `{{#each}}`. */
type MergeValue = string | boolean | MergeGroup | readonly MergeGroup[];
export type MergeGroup = { readonly [name: string]: MergeValue };

type Tag = { readonly path: string; readonly offset: number };
type Node =
  | { readonly kind: 'text'; readonly text: string }
  | ({ readonly kind: 'value' } & Tag)
  | ({ readonly kind: 'if'; readonly met: readonly Node[]; readonly otherwise: readonly Node[] } & Tag)
  | ({ readonly kind: 'each'; readonly alias: string; readonly body: readonly Node[] } & Tag);

export type ParsedBody = { readonly file: string; readonly source: string; readonly nodes: readonly Node[] };

type Open = { kind: 'if' | 'each'; tag: Tag; alias: string; first: Node[]; second: Node[] | null };

// A block tag alone on its line takes the line with it, so that tables and paragraphs stay whole.
const TAG = /^[ \t]*\{\{([#/][^{}\n]*|else)\}\}[ \t]*\n|\{\{([^{}\n]*)\}\}/gm;

/** D4: parses `{{name}}`, `{{#if name}}…{{else}}…{{/if}}` and `{{#each list as name}}…{{/each}}`. Throws TemplateError. */
export function parseBody(source: string, file: string): ParsedBody {
  const root: Node[] = [];
  const open: Open[] = [];
  const fail = (offset: number, sentence: string): never => {
    throw new TemplateError(file, spotAt(source, offset), sentence);
  };
  const target = (): Node[] => {
    const top = open.at(-1);
    return top === undefined ? root : (top.second ?? top.first);
  };
  const addText = (from: number, to: number): void => {
    const text = source.slice(from, to);
    const stray = /\{\{|\}\}/.exec(text);
    if (stray !== null) fail(from + stray.index, `"${stray[0]}" without its counterpart on the same line`);
    if (text !== '') target().push({ kind: 'text', text });
  };

  let last = 0;
  for (const match of source.matchAll(TAG)) {
    addText(last, match.index);
    last = match.index + match[0].length;
    const offset = match.index + match[0].indexOf('{{');
    const words = (match[1] ?? match[2] ?? '').trim().split(/\s+/);
    const [head = '', path = ''] = words;
    if (head === '#if' && words.length === 2) {
      open.push({ kind: 'if', tag: { path, offset }, alias: '', first: [], second: null });
    } else if (head === '#each' && words.length === 4 && words[2] === 'as') {
      open.push({ kind: 'each', tag: { path, offset }, alias: words[3] ?? '', first: [], second: null });
    } else if (head === 'else' && words.length === 1) {
      const top = open.at(-1);
      if (top?.kind !== 'if' || top.second !== null) return fail(offset, '{{else}} outside {{#if}}');
      top.second = [];
    } else if (head === '/if' || head === '/each') {
      const top = open.pop();
      if (top === undefined || `/${top.kind}` !== head) return fail(offset, `{{${head}}} closes nothing`);
      target().push(
        top.kind === 'if'
          ? { kind: 'if', ...top.tag, met: top.first, otherwise: top.second ?? [] }
          : { kind: 'each', ...top.tag, alias: top.alias, body: top.first },
      );
    } else if (/^[a-zA-Z]\w*(\.\w+)*$/.test(head) && words.length === 1) {
      target().push({ kind: 'value', path: head, offset });
    } else {
      fail(offset, `"${match[0].trim()}" is no placeholder`);
    }
  }
  addText(last, source.length);
  const left = open.at(-1);
  if (left !== undefined) fail(left.tag.offset, `{{#${left.kind}}} is never closed`);
  return { file, source, nodes: root };
}

/** D4: checks every branch, also those that this group would not take. Throws TemplateError. */
export function checkBody(body: ParsedBody, example: MergeGroup): void {
  walk(body, body.nodes, example, () => true);
}

/** D5: the body with its values, which are escaped: no party's name can become markup. Throws TemplateError. */
export function mergeBody(body: ParsedBody, values: MergeGroup): string {
  return walk(body, body.nodes, values, (truth) => truth);
}

function walk(
  body: ParsedBody,
  nodes: readonly Node[],
  values: MergeGroup,
  takes: (truth: boolean) => boolean,
): string {
  const fail = (tag: Tag, sentence: string): never => {
    throw new TemplateError(body.file, spotAt(body.source, tag.offset), sentence);
  };
  const read = (tag: Tag): MergeValue => {
    let value: MergeValue | undefined = values;
    for (const name of tag.path.split('.')) {
      value = isGroup(value) && Object.hasOwn(value, name) ? value[name] : undefined;
    }
    return value ?? fail(tag, `nothing is called "${tag.path}"`);
  };

  let merged = '';
  for (const node of nodes) {
    switch (node.kind) {
      case 'text':
        merged += node.text;
        break;
      case 'value': {
        const value = read(node);
        merged += typeof value === 'string' ? escapeValue(value) : fail(node, `"${node.path}" is no text`);
        break;
      }
      case 'if': {
        const value = read(node);
        if (takes(value !== false && value !== '')) merged += walk(body, node.met, values, takes);
        if (takes(value === false || value === '')) merged += walk(body, node.otherwise, values, takes);
        break;
      }
      case 'each': {
        const value = read(node);
        if (!isList(value)) return fail(node, `"${node.path}" is no list`);
        for (const item of value) merged += walk(body, node.body, { ...values, [node.alias]: item }, takes);
        break;
      }
    }
  }
  return merged;
}

const isList = (value: MergeValue): value is readonly MergeGroup[] => Array.isArray(value);
const isGroup = (value: MergeValue | undefined): value is MergeGroup => typeof value === 'object' && !isList(value);

// The first character too is escaped: "1. Maju" at the head of a line must not start a list.
const escapeValue = (value: string): string =>
  value
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^.|[\\*|{}#>]/gu, (character) => `\\${character}`);
