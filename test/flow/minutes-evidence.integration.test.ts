import 'reflect-metadata';
import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { attesterOfFile } from '#contract/attester';
import { recordReactions } from '#flow/record-reactions';
import { startReactions, type Reactions } from '#flow/reactions';
import { randomBytes } from '#platform/random';
import { boardView } from '#projections/board-view';
import { rootReceipt } from '#projections/record-view';
import { createTimeStampers } from '#signing/time-stamp-client';
import { verifyPdf } from '#signing/verify';
import { databaseFile } from '#store/database';
import type { Store } from '#store/port';
import { fakeClock, type FakeClock } from '#support/fake-clock';
import { CEREMONY, comeIn, openFlowHouse, type FlowHouse } from '#support/flow-house';
import type { SmallCeremony } from '#support/small-ceremony';
import { tamperDocument } from '#support/sqlite-place';
import { openTimeStampAuthority, type TestTimeStampAuthority } from '#support/time-stamp-authority';

type Scene = {
  readonly house: FlowHouse;
  readonly authority: TestTimeStampAuthority;
  readonly clock: FakeClock;
  readonly reactions: Reactions;
  readonly told: string[];
  /** How often the minutes were read from the store, and what is waited for before. */
  reads: number;
  beforeRead: () => Promise<void>;
};

/** A ceremony that goes live, its authority of times on loopback, and a clock that stands still. */
const openScene = async (stack: AsyncDisposableStack, ...more: readonly string[]): Promise<Scene> => {
  const clock = fakeClock();
  const authority = stack.use(await openTimeStampAuthority('ec', () => clock.now()));
  const external = createTimeStampers([authority.url], {
    timeoutMs: 1_000,
    pauseMs: 1,
    now: () => clock.now(),
    randomBytes,
  });
  const change = ({ people }: SmallCeremony): void =>
    void people.push(...more.map((id) => ({ ...people[1], id, role: 'legal', name: `Nama ${id}` })));
  const reading: Pick<Scene, 'reads' | 'beforeRead'> = { reads: 0, beforeRead: async () => undefined };
  const wrap = (store: Store): Store => ({
    ...store,
    readDocument: async (...asked) => {
      reading.reads += 1;
      await reading.beforeRead();
      return store.readDocument(...asked);
    },
  });
  const house = stack.use(await openFlowHouse({ clock, external, change, wrap, timeRoots: [authority.rootPem] }));
  const told: string[] = [];
  const parts = { ...house, timer: clock, onTrouble: (ledger: string) => told.push(ledger) };
  const reactions = startReactions(parts, recordReactions);
  stack.defer(() => reactions.stop());
  await comeIn(house, 'director', 'legal', ...more);
  for (const name of ['ceremony:open', 'ceremony:go-live'] as const) {
    expect(await house.command('director', name, {})).toMatchObject({ ok: true });
  }
  return Object.assign(reading, { house, authority, clock, reactions, told });
};

const close = async ({ house }: Scene): Promise<void> => {
  expect(await house.command('director', 'ceremony:close', {})).toMatchObject({ ok: true });
  await expect.poll(() => house.line.committed.ceremony.phase, { timeout: 10_000, interval: 10 }).toBe('closed');
};
const board = ({ house, reactions }: Scene) =>
  boardView(house.line.committed, new Set(), reactions.pending(CEREMONY)).minutes;
const minutes = async ({ house }: Scene): Promise<Buffer> =>
  Buffer.from((await house.store.readDocument(CEREMONY, 'minutes')) ?? new Uint8Array());
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
/** What our verifier finds in the minutes as they stand, which the ledger must say as well. */
const found = async (scene: Scene) => {
  const { house, authority, clock } = scene;
  const trust = { roots: house.tools.authority.roots, timeRoots: [authority.rootPem], now: clock.now() };
  const report = await verifyPdf(await minutes(scene), trust);
  if ('unreadable' in report) return report.problem;
  // C234: who attests the time is said of the minutes as of any file.
  expect(board(scene)?.evidence).toEqual({ level: report.level, attestedBy: attesterOfFile(report) });
  return [report.verdict, report.level];
};
const written = async ({ house }: Scene, type: string) =>
  (await house.store.read(CEREMONY, 0, 10_000)).filter((event) => event.type === type);

test('[F39] [C226] [C227] [C232] [C234] the closing waits for no authority; what it owes the minutes is shown and comes when it is back', async () => {
  await using stack = new AsyncDisposableStack();
  const scene = await openScene(stack);
  const { house, authority, clock, told } = scene;
  authority.behaviour = 'hangs-up';
  await close(scene);
  const since = clock.now().toISOString();
  const nextTry = (ms: number): string => new Date(clock.now().getTime() + ms).toISOString();
  await expect.poll(() => board(scene)?.pending?.nextTry, { interval: 5 }).toBe(nextTry(1_000));
  expect(board(scene)).toEqual({
    evidence: { level: 'B-LT', attestedBy: 'organiser' },
    pending: {
      what: 'timestamp',
      reason: 'unreachable',
      since,
      detail: expect.stringContaining('127.0.0.1'),
      nextTry: nextTry(1_000),
    },
  });
  expect(told).toEqual([CEREMONY]);
  const before = await minutes(scene);
  const receipt = rootReceipt(house.line.committed);
  clock.advance(1_000);
  await expect.poll(() => board(scene)?.pending?.nextTry, { interval: 5 }).toBe(nextTry(2_000));
  expect((await minutes(scene)).equals(before)).toBe(true);

  authority.behaviour = 'well';
  clock.advance(2_000);
  await expect.poll(() => board(scene)?.pending, { interval: 5 }).toBeNull();
  // C234: the seal has the organiser's own token, and the document timestamp is the external authority's.
  expect(board(scene)?.evidence).toEqual({ level: 'B-LTA', attestedBy: 'both' });
  const [sealed] = await written(scene, 'minutes-sealed');
  expect(sealed?.data).toMatchObject({ timestamp: { by: 'organiser' }, timestampProblem: 'unreachable' });
  const after = await minutes(scene);
  expect(after.subarray(0, before.length).equals(before)).toBe(true);
  const [archived, ...more] = await written(scene, 'minutes-archived');
  expect(more).toEqual([]);
  expect(archived).toMatchObject({
    actor: 'reaction/archive-minutes',
    stream: 'record',
    data: { sha256: sha256(after), bytes: after.length, level: 'B-LTA', archiveProblem: null },
  });
  expect(await found(scene)).toEqual(['valid', 'B-LTA']);
  // C147, C230: the root stays, and what custodians were given stays true.
  expect(rootReceipt(house.line.committed)).toEqual({
    ...receipt,
    minutes: { ...receipt?.minutes, latest: { sha256: sha256(after), bytes: after.length } },
  });
  expect(await house.store.verifyChain(CEREMONY)).toMatchObject({ ok: true });
  const { fixedRecord } = house.line.committed.ceremony;
  expect(await house.store.root(CEREMONY, fixedRecord?.upTo ?? 0)).toBe(fixedRecord?.root);
});

test('[F39] [F31] a list that was away comes into the minutes later, with one more document timestamp', async () => {
  await using stack = new AsyncDisposableStack();
  const scene = await openScene(stack);
  const { authority, clock } = scene;
  authority.list = 'away';
  await close(scene);
  await expect.poll(() => board(scene)?.pending?.nextTry ?? null, { interval: 5 }).not.toBeNull();
  expect(board(scene)).toMatchObject({
    evidence: { level: 'B-T' },
    pending: { what: 'validation-data', reason: 'list-away' },
  });
  expect(await found(scene)).toEqual(['valid', 'B-T']);
  // F32: a renewal for which the list is away adds nothing.
  const refused = await scene.house.command('legal', 'record:renew-archive', { own: false });
  expect(refused).toMatchObject({ ok: false, problem: { code: 'no-timestamp' } });
  authority.list = 'current';
  clock.advance(2_000);
  await expect.poll(() => board(scene)?.pending, { interval: 5 }).toBeNull();
  expect(board(scene)?.evidence.level).toBe('B-LTA');
  expect(await found(scene)).toEqual(['valid', 'B-LTA']);
});

test('[F39] what was pending when the house stopped is asked for by the next start, and comes once', async () => {
  await using stack = new AsyncDisposableStack();
  const scene = await openScene(stack);
  const { house, authority, clock, reactions } = scene;
  authority.behaviour = 'hangs-up';
  await close(scene);
  await expect.poll(() => board(scene)?.pending?.nextTry ?? null, { interval: 5 }).not.toBeNull();
  await reactions.stop();
  authority.behaviour = 'well';
  clock.advance(60_000);
  expect(board(scene)?.pending?.reason).toBe('unreachable');
  for (const _ of ['next', 'after that']) {
    const started = startReactions({ ...house, timer: clock }, recordReactions);
    await expect.poll(() => started.pending(CEREMONY), { interval: 5 }).toEqual([]);
    await started.stop();
  }
  expect(house.line.committed.ceremony.minutes).toMatchObject({ level: 'B-LTA', pending: null });
  expect(await written(scene, 'minutes-archived')).toHaveLength(1);
});

test.for([
  [true, 'What the store holds as minutes is not what the ledger names.'],
  [false, 'segment 0 of a document is not what was stored'],
] as const)(
  '[F43] minutes that were changed in the store are not stamped, and are when they are what they were (row hash, too: %s)',
  async ([knows, detail]) => {
    await using stack = new AsyncDisposableStack();
    const scene = await openScene(stack);
    const { house, authority, clock } = scene;
    authority.behaviour = 'hangs-up';
    await close(scene);
    await expect.poll(() => board(scene)?.pending?.nextTry ?? null, { interval: 5 }).not.toBeNull();
    authority.behaviour = 'well';
    const putBack = tamperDocument(databaseFile(house.folder), 'minutes', knows);
    clock.advance(1_000);
    await expect.poll(() => board(scene)?.pending?.detail, { interval: 5 }).toContain(detail);
    const nextTry = new Date(clock.now().getTime() + 2_000).toISOString();
    expect(board(scene)?.pending).toMatchObject({ what: 'timestamp', reason: 'unreachable', nextTry });
    expect(await house.command('legal', 'record:renew-archive', { own: true })).toMatchObject({ ok: false });
    expect(await written(scene, 'minutes-archived')).toEqual([]);
    expect(await written(scene, 'minutes-archive-renewed')).toEqual([]);
    putBack();
    clock.advance(2_000);
    await expect.poll(() => board(scene)?.pending, { interval: 5 }).toBeNull();
    expect(await found(scene)).toEqual(['valid', 'B-LTA']);
  },
);

test('[F43] what was appended to the minutes meanwhile is nothing that was changed: two officers renew them at once', async () => {
  await using stack = new AsyncDisposableStack();
  const scene = await openScene(stack, 'legal-2');
  const { house } = scene;
  await close(scene);
  const renew = (person: string) => house.command(person, 'record:renew-archive', { own: true });
  // The second has seen the minutes as they were, and reads what the first has made of them.
  const first = Promise.withResolvers<void>();
  scene.beforeRead = () => first.promise;
  const before = scene.reads;
  const second = renew('legal-2');
  await expect.poll(() => scene.reads, { interval: 5 }).toBe(before + 1);
  scene.beforeRead = async () => undefined;
  expect(await renew('legal')).toMatchObject({ ok: true });
  first.resolve();
  expect(await second).toMatchObject({ ok: false, problem: { code: 'base-moved' } });
  expect(await renew('legal-2')).toMatchObject({ ok: true });
  expect(await written(scene, 'minutes-archive-renewed')).toHaveLength(2);
  expect(await found(scene)).toEqual(['valid', 'B-LTA']);
});

test('[F40] what waiting does not mend is told and not tried again', async () => {
  await using stack = new AsyncDisposableStack();
  const scene = await openScene(stack);
  scene.authority.list = 'partial';
  await close(scene);
  await expect.poll(() => scene.reactions.pending(CEREMONY), { interval: 5 }).toEqual([]);
  expect(board(scene)?.pending).toMatchObject({ reason: 'no-list', nextTry: null });
  expect(await written(scene, 'minutes-archived')).toEqual([]);
});

test('[F41] [C228] the legal officer renews the minutes, and nobody else; never without end', async () => {
  await using stack = new AsyncDisposableStack();
  const scene = await openScene(stack);
  const { house, clock } = scene;
  const renew = (person: string, own: boolean) => house.command(person, 'record:renew-archive', { own });
  expect(await renew('legal', false)).toMatchObject({ ok: false });
  await close(scene);
  expect(await renew('director', false)).toMatchObject({ ok: false, problem: { code: 'not-allowed' } });
  const before = await minutes(scene);
  clock.advance(86_400_000);
  expect(await renew('legal', false)).toMatchObject({ ok: true });
  expect(await renew('legal', true)).toMatchObject({ ok: true });
  const after = await minutes(scene);
  expect(after.subarray(0, before.length).equals(before)).toBe(true);
  expect(after.toString('latin1').split('/SubFilter /ETSI.RFC3161')).toHaveLength(4);
  const renewals = await written(scene, 'minutes-archive-renewed');
  expect(renewals.map(({ data }) => [data['by'], data['level']])).toEqual([
    ['legal', 'B-LTA'],
    ['legal', 'B-LTA'],
  ]);
  expect(await found(scene)).toEqual(['valid', 'B-LTA']);
  let answer = await renew('legal', true);
  for (let tries = 0; tries < 20 && answer.ok; tries += 1) answer = await renew('legal', true);
  expect(answer).toMatchObject({ ok: false, problem: { code: 'too-fast' } });
  clock.advance(366 * 86_400_000);
  // The own certificate has ended meanwhile; the next start makes it anew.
  const refused = await renew('legal', true);
  expect(refused).toMatchObject({ ok: false, problem: { code: 'no-timestamp' } });
  expect(JSON.stringify(refused)).not.toContain('..');
  expect(await renew('legal', false)).toMatchObject({ ok: true });
});
