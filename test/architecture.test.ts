import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import * as rules from '#support/house-rules';
import { filesOfTheHouse, readSource, root, sourcesBelow } from '#support/source-files';

const house = sourcesBelow('server', 'client', 'test');
const isHouseOnly = house.filter(({ path }) => !path.startsWith('test/'));

describe('the house is built as it says', () => {
  test('the contract imports zod only', () => expect(rules.contractImportsZodOnly(house)).toEqual([]));
  test('the law is pure', () => expect(rules.lawIsPure(house)).toEqual([]));
  test('documents, signing, media and broadcast know neither each other nor the law', () =>
    expect(rules.tradesKeepApart(house)).toEqual([]));
  test('only app.ts names adapters', () => expect(rules.onlyAppNamesAdapters(house)).toEqual([]));
  test('nobody imports an edge', () => expect(rules.nobodyImportsEdges(house)).toEqual([]));
  test("the client sees the contract's types and zod-free constants only", () =>
    expect(rules.clientSeesContractOnly(house)).toEqual([]));
  test('server and client do not need the tests, nor the server the client', () =>
    expect(rules.houseStandsWithoutTests(house)).toEqual([]));
  test('set-up needs no package', () => expect(rules.bootstrapNeedsNoPackage(house)).toEqual([]));
  test('folders reach each other by name', () => expect(rules.acrossFoldersByName(house)).toEqual([]));
  test('nothing imports in a circle', () => expect(rules.noCycles(house)).toEqual([]));
  test('there are no barrels', () => expect(rules.noBarrels(isHouseOnly)).toEqual([]));
  test('there are no default exports', () => expect(rules.noDefaultExports(house)).toEqual([]));
  test('the environment is read in one place', () => expect(rules.environmentInOnePlace(house)).toEqual([]));
  test('clock and chance come from the platform', () => expect(rules.clockAndChanceInPlatform(house)).toEqual([]));
  test('nothing strange lies at the top level', () => expect(rules.strangersAtTheTop(filesOfTheHouse())).toEqual([]));

  test('every rule of a SPEC.md is cited by a test, and every cited rule exists', () => {
    const specifications = filesOfTheHouse()
      .filter((path) => path.endsWith('/SPEC.md'))
      .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
    // The samples of this file are no tests of theirs.
    const tests = sourcesBelow('test').filter(({ path }) => path !== 'test/architecture.test.ts');
    expect(rules.citations(specifications, tests)).toEqual([]);
  });
});

describe('each rule sees its breach', () => {
  const zodFile = ['server/contract/views.ts', "import { z } from 'zod';\nexport const view = z.string();"] as const;

  test.for([
    ['contract', rules.contractImportsZodOnly, 'server/contract/a.ts', "import { x } from '#store/port';"],
    ['law, node', rules.lawIsPure, 'server/ceremony/decide.ts', "import { readFileSync } from 'node:fs';"],
    ['law, zod', rules.lawIsPure, 'server/agreement/decide.ts', "import { z } from 'zod';"],
    ['law, schemas', rules.lawIsPure, 'server/agreement/decide.ts', "import { view } from '#contract/views';"],
    ['trades', rules.tradesKeepApart, 'server/signing/a.ts', "import type { P } from '#documents/render';"],
    ['trades, law', rules.tradesKeepApart, 'server/media/a.ts', "import { decide } from '#ceremony/decide';"],
    ['adapters', rules.onlyAppNamesAdapters, 'server/flow/a.ts', "import { o } from '#store/sqlite-store';"],
    ['edges', rules.nobodyImportsEdges, 'server/flow/a.ts', "import { o } from '#http/health';"],
    ['client', rules.clientSeesContractOnly, 'client/a.ts', "import type { S } from '#store/port';"],
    ['client, zod', rules.clientSeesContractOnly, 'client/a.ts', "import { view } from '#contract/views';"],
    ['tests', rules.houseStandsWithoutTests, 'server/a/b.ts', "const x = await import('#support/sockets');"],
    ['set-up', rules.bootstrapNeedsNoPackage, 'server/setup/a.mjs', "import { z } from 'zod';"],
    ['by name', rules.acrossFoldersByName, 'server/flow/a.ts', "import { p } from '../store/port.ts';"],
    ['circle', rules.noCycles, 'server/flow/a.ts', "export { a } from './a.ts';"],
    ['barrel', rules.noBarrels, 'server/flow/all.ts', "export * from './a.ts';"],
    ['index', rules.noBarrels, 'server/flow/index.ts', 'export const a = 1;'],
    ['default', rules.noDefaultExports, 'server/flow/a.ts', 'export default 1;'],
    ['environment', rules.environmentInOnePlace, 'server/flow/a.ts', 'export const a = process.env;'],
    ['clock', rules.clockAndChanceInPlatform, 'server/flow/a.ts', 'export const a = new Date();'],
    ['clock now', rules.clockAndChanceInPlatform, 'server/flow/a.ts', 'export const a = Date.now();'],
    ['chance', rules.clockAndChanceInPlatform, 'server/flow/a.ts', "import { randomUUID } from 'node:crypto';"],
  ] as const)('%s', ([, rule, path, text]) => {
    expect(rule([readSource(...zodFile), readSource(path, `// a comment first\n${text}`)])).toEqual([
      expect.stringContaining(rule === rules.noCycles || path.endsWith('index.ts') ? path : `${path}:2 `),
    ]);
  });

  test('what is allowed is not a breach', () => {
    const allowed = readSource(
      'server/flow/a.ts',
      "import type { V } from '#contract/views';\nexport const read = (at: string): Date => new Date(at);\nexport const v = (x: V): V => x;",
    );
    expect([...rules.clockAndChanceInPlatform([allowed]), ...rules.lawIsPure([allowed])]).toEqual([]);
  });

  test('a stranger at the top', () =>
    expect(rules.strangersAtTheTop(['utils/a.ts', 'server/a.ts', '.ci/run'])).toEqual([
      'utils/ does not belong at the top level',
    ]));

  test('rules without a test, tests without a rule, and the same number twice', () => {
    const specifications = [
      { path: 'server/a/SPEC.md', text: '- **X1** One.\n- **X2** Two.' },
      { path: 'server/b/SPEC.md', text: '- **X1** One.' },
    ];
    const tests = [{ path: 'test/a.test.ts', strings: [{ line: 3, text: '[X1] [X9] a sentence' }] }];
    expect(rules.citations(specifications, tests)).toEqual([
      'server/b/SPEC.md:1 gives X1 again, after server/a/SPEC.md:1',
      'test/a.test.ts:3 cites X9, which no SPEC.md has',
      'server/a/SPEC.md:2 no test cites X2',
    ]);
  });
});
