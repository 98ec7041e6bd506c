// The small Markdown of the templates: what a contract needs and nothing else.

type Inline = { readonly text: string; readonly bold: boolean; readonly italic: boolean };
export type Inlines = readonly Inline[];

export type Block =
  | { readonly kind: 'title' | 'centered' | 'heading' | 'paragraph'; readonly inlines: Inlines }
  | { readonly kind: 'item'; readonly depth: number; readonly label: string; readonly inlines: Inlines }
  | {
      readonly kind: 'table';
      readonly columns: readonly ('left' | 'right')[];
      /** The head is the first row. */
      readonly rows: readonly (readonly Inlines[])[];
    };

export type MarkdownDocument = {
  readonly front: ReadonlyMap<string, string>;
  readonly blocks: readonly Block[];
};

const FRONT = /^---\n(?<front>[\s\S]*?)\n---\n/;
const ITEM = /^(?<indent> *)(?<label>\(\d+\)|[a-z]\.|\d+\.) +(?<text>[\s\S]*)$/;

/**
 * Front matter (`key: value`), `# title`, `> centred`, `## heading`, `(1)`, `1.` and `a.` items (four spaces a level),
 * `|` tables, `**bold**`, `*italic*`, `\` before a character that means itself. Blocks are parted by empty lines.
 */
export function parseMarkdown(source: string): MarkdownDocument {
  const front = FRONT.exec(source);
  const entries = (front?.groups?.['front'] ?? '').split('\n').filter((line) => line.includes(':'));
  return {
    front: new Map(
      entries.map((line) => {
        const colon = line.indexOf(':');
        return [line.slice(0, colon).trim(), plainText(parseInlines(line.slice(colon + 1).trim()))];
      }),
    ),
    blocks: source
      .slice(front?.[0].length ?? 0)
      .split(/\n(?:[ \t]*\n)+/)
      .map((text) => text.replace(/^\n+|\s+$/g, ''))
      .filter((text) => text !== '')
      .map(parseBlock),
  };
}

export const plainText = (inlines: Inlines): string => inlines.map((inline) => inline.text).join('');

function parseBlock(text: string): Block {
  if (text.startsWith('## ')) return { kind: 'heading', inlines: parseInlines(text.slice(3)) };
  if (text.startsWith('# ')) return { kind: 'title', inlines: parseInlines(text.slice(2)) };
  if (text.startsWith('> ')) return { kind: 'centered', inlines: parseInlines(text.slice(2)) };
  if (text.startsWith('|')) return parseTable(text);
  const item = ITEM.exec(text)?.groups;
  if (item === undefined) return { kind: 'paragraph', inlines: parseInlines(text) };
  return {
    kind: 'item',
    depth: Math.floor((item['indent']?.length ?? 0) / 4),
    label: item['label'] ?? '',
    inlines: parseInlines(item['text'] ?? ''),
  };
}

function parseTable(text: string): Block {
  const lines = text.split('\n').map((line) =>
    line
      .trim()
      .replace(/^\||\|$/g, '')
      .split(/(?<!\\)\|/)
      .map((cell) => cell.trim()),
  );
  const [head = [], rule = [], ...body] = lines;
  return {
    kind: 'table',
    columns: rule.map((cell) => (cell.endsWith(':') ? 'right' : 'left')),
    rows: [head, ...body].map((row) => row.map(parseInlines)),
  };
}

function parseInlines(text: string): Inlines {
  const inlines: Inline[] = [];
  let bold = false;
  let italic = false;
  for (const [token] of text.matchAll(/\\[\s\S]|\*\*|\*|[^\\*]+/g)) {
    if (token === '**') bold = !bold;
    else if (token === '*') italic = !italic;
    else inlines.push({ text: token.replace(/^\\(?=.)/su, '').replace(/\s+/g, ' '), bold, italic });
  }
  return inlines;
}
