import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseSync, Visitor } from 'vite';

/** The house read as syntax, for rules about how it is built. */

export const root = fileURLToPath(new URL('../..', import.meta.url));

export type Import = Readonly<{
  line: number;
  /** As written, for messages. */
  written: string;
  /** A path inside the house, or a package's name, or `node:…`. */
  target: string;
  /** Nothing of it is left when the program runs. */
  typeOnly: boolean;
  names: readonly string[];
}>;

export type SourceFile = Readonly<{
  /** Inside the house, such as `server/flow/reactions.ts`. */
  path: string;
  imports: readonly Import[];
  /** What the code touches of the world: `process.env`, `Date.now`, `new Date`, `Math.random`, `crypto.randomUUID`, … */
  touches: readonly Readonly<{ line: number; what: string }>[];
  defaultExportLines: readonly number[];
  reExportLines: readonly number[];
  /** Whether the file has anything besides re-exports. */
  hasOwnCode: boolean;
  strings: readonly Readonly<{ line: number; text: string }>[];
}>;

/** Every file of the house, tracked or about to be; ignored ones are not part of it. */
export const filesOfTheHouse = (): readonly string[] =>
  execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '--deduplicate'], {
    cwd: root,
    encoding: 'utf8',
  })
    .split('\n')
    .filter((path) => path !== '');

const aliases = (): readonly (readonly [string, string])[] => {
  const { imports }: { imports: Record<string, string> } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  return Object.entries(imports);
};

const targetOf = (written: string, from: string, known: readonly (readonly [string, string])[]): string => {
  if (written.startsWith('.')) return normalize(join(dirname(from), written));
  for (const [alias, place] of known) {
    const [head = '', tail = ''] = alias.split('*');
    if (alias.includes('*') && written.startsWith(head) && written.endsWith(tail)) {
      return normalize(place.replace('*', written.slice(head.length, written.length - tail.length)));
    }
  }
  return written;
};

const touchable = /^(process\.env|Date\.now|Math\.random|crypto\.(randomBytes|randomUUID|randomInt|getRandomValues))$/;

const isReExport = (type: string, hasSource: boolean): boolean =>
  type === 'ExportAllDeclaration' || (type === 'ExportNamedDeclaration' && hasSource);

export const readSource = (path: string, text: string, known = aliases()): SourceFile => {
  const lang = extname(path) === '.tsx' ? 'tsx' : extname(path) === '.mjs' ? 'js' : 'ts';
  const { program, module, errors } = parseSync(path, text, { lang, sourceType: 'module' });
  if (errors[0] !== undefined) throw new Error(`${path} does not parse: ${errors[0].message}`);

  const lineStarts = [0, ...[...text.matchAll(/\n/g)].map((match) => match.index + 1)];
  const lineOf = (offset: number): number => lineStarts.findLastIndex((start) => start <= offset) + 1;

  const imports: Import[] = module.staticImports.map(({ start, moduleRequest, entries }) => ({
    line: lineOf(start),
    written: moduleRequest.value,
    target: targetOf(moduleRequest.value, path, known),
    typeOnly: entries.length > 0 && entries.every((entry) => entry.isType),
    names: entries.flatMap((entry) => entry.importName.name ?? []),
  }));
  const defaultExportLines: number[] = [];
  const reExportLines: number[] = [];
  for (const { start, entries } of module.staticExports) {
    if (entries.some((entry) => entry.exportName.kind === 'Default')) defaultExportLines.push(lineOf(start));
    const [from] = entries.flatMap((entry) => entry.moduleRequest ?? []);
    if (from === undefined) continue;
    reExportLines.push(lineOf(start));
    imports.push({
      line: lineOf(start),
      written: from.value,
      target: targetOf(from.value, path, known),
      typeOnly: entries.every((entry) => entry.isType),
      names: entries.flatMap((entry) => entry.importName.name ?? []),
    });
  }

  const touches: { line: number; what: string }[] = [];
  const strings: { line: number; text: string }[] = [];
  new Visitor({
    ImportExpression: ({ source, start }) => {
      if (source.type !== 'Literal' || typeof source.value !== 'string') return;
      const target = targetOf(source.value, path, known);
      imports.push({ line: lineOf(start), written: source.value, target, typeOnly: false, names: [] });
    },
    MemberExpression: ({ object, property, start }) => {
      if (object.type !== 'Identifier' || property.type !== 'Identifier') return;
      const what = `${object.name}.${property.name}`;
      if (touchable.test(what)) touches.push({ line: lineOf(start), what });
    },
    NewExpression: ({ callee, arguments: given, start }) => {
      // With an argument it only reads a date; without one it asks the clock.
      const asksTheClock = callee.type === 'Identifier' && callee.name === 'Date' && given.length === 0;
      if (asksTheClock) touches.push({ line: lineOf(start), what: 'new Date()' });
    },
    Literal: ({ value, start }) => {
      if (typeof value === 'string') strings.push({ line: lineOf(start), text: value });
    },
    TemplateLiteral: ({ quasis, start }) => {
      strings.push({ line: lineOf(start), text: quasis.map((quasi) => quasi.value.cooked ?? '').join('…') });
    },
  }).visit(program);

  return {
    path,
    imports,
    touches,
    defaultExportLines,
    reExportLines,
    hasOwnCode: program.body.some((node) => !isReExport(node.type, 'source' in node && node.source !== null)),
    strings,
  };
};

/** All sources below the given folders, `.d.ts` aside. */
export const sourcesBelow = (...folders: readonly string[]): readonly SourceFile[] => {
  const known = aliases();
  return filesOfTheHouse()
    .filter((path) => folders.some((folder) => path.startsWith(`${folder}/`)))
    .filter((path) => /\.(ts|tsx|mjs)$/.test(path) && !path.endsWith('.d.ts'))
    .flatMap((path) => {
      const text = readIfThere(join(root, path));
      return text === undefined ? [] : [readSource(path, text, known)];
    });
};

/** A file may be listed and deleted, not yet committed. */
const readIfThere = (path: string): string | undefined => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
};
