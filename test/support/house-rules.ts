import type { Import, SourceFile } from '#support/source-files';

/** The rules of the house. Each gives its breaches as `file:line what is wrong`; none means that the rule is kept. */

type Rule = (sources: readonly SourceFile[]) => readonly string[];

/** `server/flow` for what lies in a folder of the server, `server/app.ts` for its own files, else `client`, `test`. */
const roomOf = (path: string): string => {
  const [first = '', second = ''] = path.split('/');
  return first === 'server' ? `${first}/${second}` : first;
};

const inHouse = (target: string): boolean => /^(server|client|test|templates)\//.test(target);

const breaches = (
  sources: readonly SourceFile[],
  isIn: (path: string) => boolean,
  wrong: (source: SourceFile, imported: Import) => string | undefined,
): readonly string[] =>
  sources
    .filter((source) => isIn(source.path))
    .flatMap((source) =>
      source.imports.flatMap((imported) => {
        const complaint = wrong(source, imported);
        return complaint === undefined ? [] : [`${source.path}:${imported.line} ${complaint}`];
      }),
    );

const inRoom =
  (...rooms: readonly string[]) =>
  (path: string): boolean =>
    rooms.includes(roomOf(path));

export const contractImportsZodOnly: Rule = (sources) =>
  breaches(sources, inRoom('server/contract'), (_, { target, written }) =>
    target === 'zod' || roomOf(target) === 'server/contract' ? undefined : `the contract imports ${written}`,
  );

const law = ['server/ceremony', 'server/agreement'];

export const lawIsPure: Rule = (sources) =>
  breaches(sources, inRoom(...law), (source, { target, written, typeOnly }) => {
    if (law.includes(roomOf(target))) return undefined;
    if (roomOf(target) === 'server/contract') {
      return typeOnly || source.path.endsWith('/events.ts') || isZodFree(sources, target)
        ? undefined
        : `the law imports more than types and constants from ${written}`;
    }
    if (target === 'zod' && source.path.endsWith('/events.ts')) return undefined;
    return `the law imports ${written}`;
  });

const trades = ['server/documents', 'server/signing', 'server/media', 'server/broadcast'];

export const tradesKeepApart: Rule = (sources) =>
  breaches(sources, inRoom(...trades), ({ path }, { target, written }) => {
    const to = roomOf(target);
    const foreign = (trades.includes(to) && to !== roomOf(path)) || law.includes(to) || to === 'server/flow';
    return foreign ? `${roomOf(path)} imports ${written}` : undefined;
  });

export const onlyAppNamesAdapters: Rule = (sources) =>
  breaches(
    sources,
    (path) => path.startsWith('server/') && path !== 'server/app.ts',
    ({ path }, { target, written }) => {
      const isAdapter = /^server\/[^/]+\/(sqlite|postgres|redis|local)-[^/]+$/.test(target);
      return isAdapter && roomOf(target) !== roomOf(path) ? `names the adapter ${written}` : undefined;
    },
  );

const edges = new Set(['server/http', 'server/realtime', 'server/cli']);

export const nobodyImportsEdges: Rule = (sources) =>
  breaches(
    sources,
    (path) => /^(server|client)\//.test(path) && path !== 'server/app.ts' && path !== 'server/main.ts',
    ({ path }, { target, written }) => {
      const to = roomOf(target);
      if (path.startsWith('client/offline/') && target.startsWith('server/cli/export/')) return undefined;
      return edges.has(to) && to !== roomOf(path) ? `imports the edge ${written}` : undefined;
    },
  );

/** Whether running this contract file loads no zod, through however many others. */
const isZodFree = (sources: readonly SourceFile[], target: string, seen: ReadonlySet<string> = new Set()): boolean => {
  if (seen.has(target)) return true;
  const file = sources.find(({ path }) => path === target);
  return (file?.imports ?? [])
    .filter(({ typeOnly }) => !typeOnly)
    .every(
      (one) =>
        one.target !== 'zod' && (!inHouse(one.target) || isZodFree(sources, one.target, new Set([...seen, target]))),
    );
};

export const clientSeesContractOnly: Rule = (sources) =>
  breaches(sources, inRoom('client'), ({ path }, { target, written, typeOnly }) => {
    if (!inHouse(target) || target.startsWith('client/')) return undefined;
    // The page that lies in every export is the verifier itself, and checks what the command does.
    if (path.startsWith('client/offline/') && /^server\/(signing\/verify|cli\/export)/.test(target)) return undefined;
    if (roomOf(target) !== 'server/contract') return `the client imports ${written}`;
    return typeOnly || isZodFree(sources, target) ? undefined : `the client loads zod through ${written}`;
  });

export const houseStandsWithoutTests: Rule = (sources) =>
  breaches(
    sources,
    (path) => /^(server|client)\//.test(path),
    ({ path }, { target, written }) => {
      if (target.startsWith('test/')) return `imports the tests' ${written}`;
      return path.startsWith('server/') && target.startsWith('client/') ? `the server imports ${written}` : undefined;
    },
  );

/** The bootstrap runs before any package is there; its proof runs after, inside the house's Node. */
export const bootstrapNeedsNoPackage: Rule = (sources) =>
  breaches(
    sources,
    (path) => path.startsWith('server/setup/') && path.endsWith('.mjs') && !path.endsWith('/prove-router.mjs'),
    (_, { target, written }) =>
      target.startsWith('node:') || target.startsWith('server/setup/') ? undefined : `set-up imports ${written}`,
  );

export const acrossFoldersByName: Rule = (sources) =>
  breaches(
    sources,
    (path) => path.startsWith('server/'),
    ({ path }, { target, written }) =>
      written.startsWith('.') && roomOf(target) !== roomOf(path) && path.split('/').length > 2
        ? `reaches into another folder with ${written}`
        : undefined,
  );

/** Circles in what runs. Types may know each other: nothing of them is loaded. */
export const noCycles: Rule = (sources) => {
  const files = new Map(sources.map((source) => [source.path, source]));
  const done = new Set<string>();
  const circles: string[] = [];
  const follow = (path: string, trail: readonly string[]): void => {
    if (trail.includes(path)) {
      circles.push([...trail.slice(trail.indexOf(path)), path].join(' → '));
      return;
    }
    if (done.has(path)) return;
    for (const { target, typeOnly } of files.get(path)?.imports ?? []) {
      if (!typeOnly && files.has(target)) follow(target, [...trail, path]);
    }
    done.add(path);
  };
  for (const path of files.keys()) follow(path, []);
  return circles;
};

export const noBarrels: Rule = (sources) =>
  sources.flatMap(({ path, hasOwnCode, reExportLines }) => {
    if (/(^|\/)index\.(ts|tsx|mjs)$/.test(path)) return [`${path}:1 is an index: name the file after its idea`];
    return hasOwnCode || reExportLines.length === 0
      ? []
      : [`${path}:${reExportLines[0]} only passes on what others export`];
  });

export const noDefaultExports: Rule = (sources) =>
  sources
    .filter(({ path }) => !path.endsWith('.config.ts'))
    .flatMap(({ path, defaultExportLines }) => defaultExportLines.map((line) => `${path}:${line} exports a default`));

export const environmentInOnePlace: Rule = (sources) =>
  sources
    .filter(({ path }) => /^(server|client)\//.test(path))
    .filter(({ path }) => path !== 'server/config.ts' && !(path.startsWith('server/setup/') && path.endsWith('.mjs')))
    .flatMap(({ path, touches, imports }) => [
      ...touches
        .filter(({ what }) => what === 'process.env')
        .map(({ line }) => `${path}:${line} reads the environment`),
      ...imports
        .filter(({ target, names }) => target === 'node:process' && names.includes('env'))
        .map(({ line }) => `${path}:${line} reads the environment`),
    ]);

const chance = new Set(['randomBytes', 'randomUUID', 'randomInt', 'getRandomValues', 'randomFillSync']);

export const clockAndChanceInPlatform: Rule = (sources) =>
  sources
    .filter(({ path }) => path.startsWith('server/') && !path.startsWith('server/platform/'))
    .flatMap(({ path, touches, imports }) => [
      ...touches.filter(({ what }) => what !== 'process.env').map(({ line, what }) => `${path}:${line} calls ${what}`),
      ...imports
        .filter(({ target }) => target === 'node:crypto' || target === 'crypto')
        .flatMap(({ line, names }) =>
          names.filter((name) => chance.has(name)).map((name) => `${path}:${line} imports ${name}`),
        ),
    ]);

const topLevel = new Set(['package.json', 'package-lock.json', 'tsconfig.json', 'README.md', 'LICENSE', 'NOTICE']);
const topFolders = new Set(['server', 'client', 'templates', 'test']);

export const strangersAtTheTop = (paths: readonly string[]): readonly string[] => [
  ...new Set(
    paths
      .map((path) => (path.includes('/') ? `${path.split('/')[0]}/` : path))
      .filter((name) => !name.startsWith('.') && !topLevel.has(name) && !topFolders.has(name.replace('/', '')))
      .map((name) => `${name} does not belong at the top level`),
  ),
];

export type Specification = Readonly<{ path: string; text: string }>;

/** Rules are numbered lines such as "- **C12** A sentence."; a test cites one at its title's beginning: "[C12] …". */
export const citations = (
  specifications: readonly Specification[],
  tests: readonly Pick<SourceFile, 'path' | 'strings'>[],
): readonly string[] => {
  const wrong: string[] = [];
  const rules = new Map<string, string>();
  for (const { path, text } of specifications) {
    for (const [index, line] of text.split('\n').entries()) {
      const id = /^- \*\*([A-Z]{1,2}\d+)\*\* /.exec(line)?.[1];
      if (id === undefined) continue;
      const place = `${path}:${index + 1}`;
      if (rules.has(id)) wrong.push(`${place} gives ${id} again, after ${rules.get(id)}`);
      else rules.set(id, place);
    }
  }
  const cited = new Set<string>();
  for (const { path, strings } of tests) {
    for (const { line, text } of strings) {
      const ids = /^(\[[A-Z]{1,2}\d+\] ?)+/.exec(text)?.[0].match(/[A-Z]{1,2}\d+/g) ?? [];
      for (const id of ids) {
        cited.add(id);
        if (!rules.has(id)) wrong.push(`${path}:${line} cites ${id}, which no SPEC.md has`);
      }
    }
  }
  for (const [id, place] of rules) if (!cited.has(id)) wrong.push(`${place} no test cites ${id}`);
  return wrong;
};
