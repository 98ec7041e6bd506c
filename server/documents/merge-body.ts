import { nearestWord } from '#platform/nearest-word';
import { spotAt, TemplateError, type TemplateProblem } from './template-error.ts';

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

/** D4, D60: parses `{{name}}`, `{{#if name}}…{{else}}…{{/if}}` and `{{#each list as name}}…{{/each}}`. Throws TemplateError. */
export function parseBody(source: string, file: string): ParsedBody {
  const root: Node[] = [];
  const open: Open[] = [];
  const problems: TemplateProblem[] = [];
  const tell = (offset: number, sentence: string): void => {
    problems.push({ file, ...spotAt(source, offset), sentence });
  };
  const target = (): Node[] => {
    const top = open.at(-1);
    return top === undefined ? root : (top.second ?? top.first);
  };
  const addText = (from: number, to: number): void => {
    const text = source.slice(from, to);
    const stray = /\{\{|\}\}/.exec(text);
    if (stray !== null) tell(from + stray.index, `"${stray[0]}" without its counterpart on the same line`);
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
      if (top?.kind !== 'if' || top.second !== null) tell(offset, '{{else}} outside {{#if}}');
      else top.second = [];
    } else if (head === '/if' || head === '/each') {
      const opened = open.findLastIndex(({ kind }) => `/${kind}` === head);
      for (const left of opened < 0 ? [] : open.splice(opened + 1))
        tell(left.tag.offset, `{{#${left.kind}}} is never closed`);
      const top = opened < 0 ? undefined : open.pop();
      if (top === undefined) {
        tell(offset, `{{${head}}} closes nothing`);
        continue;
      }
      target().push(
        top.kind === 'if'
          ? { kind: 'if', ...top.tag, met: top.first, otherwise: top.second ?? [] }
          : { kind: 'each', ...top.tag, alias: top.alias, body: top.first },
      );
    } else if (/^[a-zA-Z]\w*(\.\w+)*$/.test(head) && words.length === 1) {
      target().push({ kind: 'value', path: head, offset });
    } else {
      tell(offset, `"${match[0].trim()}" is no placeholder`);
    }
  }
  addText(last, source.length);
  for (const { kind, tag } of open) tell(tag.offset, `{{#${kind}}} is never closed`);
  if (problems.length > 0) throw new TemplateError(problems);
  return { file, source, nodes: root };
}

/** D4, D60: checks every branch, also those that this group would not take. Throws TemplateError with all that is wrong. */
export function checkBody(body: ParsedBody, example: MergeGroup): void {
  const problems = new Map<number, TemplateProblem>();
  walk(body.nodes, example, {
    takes: () => true,
    escape: (value) => value,
    fail: ({ offset }, sentence) => {
      problems.set(offset, { file: body.file, ...spotAt(body.source, offset), sentence });
      return null;
    },
  });
  if (problems.size > 0) throw new TemplateError([...problems].toSorted(([a], [b]) => a - b).map(([, told]) => told));
}

/**
 * D5: the body with its values, which are escaped: no party's name can become markup. `escape` is for what is no markup
 * in the first place. Throws TemplateError.
 */
export function mergeBody(
  body: ParsedBody,
  values: MergeGroup,
  escape: (value: string) => string = escapeValue,
): string {
  return walk(body.nodes, values, {
    takes: (truth) => truth,
    escape,
    fail: ({ offset }, sentence) => {
      throw new TemplateError([{ file: body.file, ...spotAt(body.source, offset), sentence }]);
    },
  });
}

type Way = {
  /** Whether a branch is gone into, given that its condition holds or not. */
  readonly takes: (truth: boolean) => boolean;
  readonly escape: (value: string) => string;
  readonly fail: (tag: Tag, sentence: string) => null;
};

function walk(nodes: readonly Node[], values: MergeGroup, way: Way): string {
  const { takes, escape, fail } = way;
  const read = (tag: Tag): MergeValue | null => {
    let value: MergeValue | undefined = values;
    for (const name of tag.path.split('.')) {
      value = isGroup(value) && Object.hasOwn(value, name) ? value[name] : undefined;
    }
    return value ?? fail(tag, `nothing is called "${tag.path}"${hint(tag.path, values)}`);
  };

  let merged = '';
  for (const node of nodes) {
    switch (node.kind) {
      case 'text':
        merged += node.text;
        break;
      case 'value': {
        const value = read(node);
        if (typeof value === 'string') merged += escape(value);
        else if (value !== null) fail(node, `"${node.path}" is no text`);
        break;
      }
      case 'if': {
        const value = read(node);
        const holds = value !== false && value !== '' && !(value !== null && isList(value) && value.length === 0);
        if (takes(holds)) merged += walk(node.met, values, way);
        if (takes(!holds)) merged += walk(node.otherwise, values, way);
        break;
      }
      case 'each': {
        const value = read(node);
        if (value === null) break;
        if (!isList(value)) fail(node, `"${node.path}" is no list`);
        else for (const item of value) merged += walk(node.body, { ...values, [node.alias]: item }, way);
        break;
      }
    }
  }
  return merged;
}

function hint(path: string, values: MergeGroup): string {
  const meant = nearestWord(path, namesIn(values));
  return meant === null ? '' : `; "${meant}" is probably meant`;
}

/** Everything that a placeholder can name, `party1.signatory.name` and all. */
const namesIn = (group: MergeGroup, before = ''): readonly string[] =>
  Object.entries(group).flatMap(([name, value]) => [
    before + name,
    ...(isGroup(value) ? namesIn(value, `${before}${name}.`) : []),
  ]);

const isList = (value: MergeValue): value is readonly MergeGroup[] => Array.isArray(value);
const isGroup = (value: MergeValue | undefined): value is MergeGroup => typeof value === 'object' && !isList(value);

// The first character too is escaped: "1. Maju" at the head of a line must not start a list.
const escapeValue = (value: string): string =>
  value
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^.|[\\*|{}#>]/gu, (character) => `\\${character}`);
