import { mkdtemp, rm } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readCeremonyFolder } from '#cli/read-ceremony-folder';
import type { CommandName, PayloadOf } from '#contract/commands';
import { NOTICE_VERSION } from '#contract/constants';
import type { Acknowledgement } from '#contract/problems';
import { isRefusal } from '#contract/refusal';
import type { Tools } from '#flow/act';
import { createAhead, type Ahead, type Line } from '#flow/ahead';
import { createArrive } from '#flow/arrive';
import { openCeremonies, type Ceremonies } from '#flow/ceremonies';
import { createHandleCommand, type HandleCommand } from '#flow/handle-command';
import { importCeremony } from '#flow/import-ceremony';
import { createForeignEvidence } from '#flow/foreign-evidence';
import { createRevocations } from '#flow/revocations';
import { createTimeStamps } from '#flow/time-stamps';
import { openTemplates } from '#flow/templates';
import { hashDevice, type Viewer } from '#flow/viewer';
import { makeLink } from '#identity/links';
import { systemClock, type Clock } from '#platform/clock';
import { createKeyedLock } from '#platform/keyed-lock';
import { openLog, type Log } from '#platform/log';
import { randomBytes } from '#platform/random';
import { createTurns } from '#platform/turns';
import { openAuthority } from '#signing/authority';
import { createForeignRevocations } from '#signing/foreign-revocations';
import type { TimeStamper } from '#signing/time-stamp';
import type { Store } from '#store/port';
import { openSqliteStore } from '#store/sqlite-store';
import { filesOf, folderWith, smallCeremony, type SmallCeremony } from './small-ceremony.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** In milliseconds: as short as may be told apart from an answer. */
export const TSA_TIMEOUT = 250;

/** The ceremony that every such house holds. */
export const CEREMONY = 'small';

/** The loop by itself, over a real ledger and a real authority: no sockets, no video. */
export type FlowHouse = {
  readonly folder: string;
  readonly store: Store;
  readonly ceremonies: Ceremonies;
  readonly ahead: Ahead;
  readonly line: Line;
  readonly tools: Tools;
  readonly clock: Clock;
  readonly log: Log;
  readonly handleCommand: HandleCommand;
  viewer(personId: string): Viewer;
  arrive(personId: string): ReturnType<ReturnType<typeof createArrive>>;
  command<Name extends CommandName>(
    personId: string,
    name: Name,
    payload: PayloadOf<Name>,
    id?: string,
  ): Promise<Acknowledgement>;
} & AsyncDisposable;

export const openFlowHouse = async (
  options: {
    readonly folder?: string;
    readonly maxPages?: number;
    readonly flushDelayMs?: number;
    readonly clock?: Clock;
    readonly change?: (ceremony: SmallCeremony) => void;
    readonly tools?: Partial<Tools>;
    /** Another one's time-stamp authority, and the roots (PEM) by which its times are judged. */
    readonly external?: TimeStamper;
    readonly timeRoots?: readonly string[];
    /** Stands between the loop and the ledger. */
    readonly wrap?: (store: Store) => Store;
  } = {},
): Promise<FlowHouse> => {
  const {
    clock = systemClock,
    change,
    wrap = (store: Store) => store,
    tools: given = {},
    external: _,
    timeRoots = [],
    ...place
  } = options;
  await using stack = new AsyncDisposableStack();
  const folder = place.folder ?? (await mkdtemp(join(tmpdir(), 'teken-flow-')));
  if (place.folder === undefined) stack.defer(() => rm(folder, { recursive: true, force: true }));
  const store = wrap(stack.use(await openSqliteStore({ ...place, folder })));
  const log = openLog('silent');
  const ceremonies = await openCeremonies(store);
  if (ceremonies.find(CEREMONY) === null) await importSmall(store, ceremonies, clock, change);
  const ahead = createAhead({ ceremonies, store });
  const line = ahead.find(CEREMONY);
  if (line === null) throw new Error('The small ceremony is not here.');
  const linkKey = new Uint8Array(32).fill(7);
  const authority = await openAuthority({
    folder: join(folder, 'keys'),
    organiser: 'Lembaga Contoh',
    now: clock.now(),
    crlUrl: 'http://localhost/authority/crl',
    randomBytes,
  });
  const turn = createTurns();
  const lists = createForeignRevocations({ now: () => clock.now(), timeoutMs: 300, pauseMs: 50 });
  const tools: Tools = {
    store,
    authority,
    timeStamps: createTimeStamps({
      authority,
      external: options.external ?? null,
      timeoutMs: TSA_TIMEOUT,
      clock,
      randomBytes,
    }),
    revocations: createRevocations({ ceremonies, authority, clock }),
    foreign: createForeignEvidence({ authority, lists, recognisedRoots: [], timeRoots, turn, clock }),
    templates: await openTemplates(join(root, 'templates'), store),
    random: randomBytes,
    publicUrl: 'http://localhost',
    codeKey: new Uint8Array(32).fill(8),
    turn,
    tableKey: new Uint8Array(32).fill(9),
    linkKey,
    isConnected: () => true,
    isSeen: () => true,
    applause: () => ({ claps: 0, people: 0 }),
    ...given,
  };
  const handleCommand = createHandleCommand({ ahead, tools, clock, lock: createKeyedLock(), log });
  const arrive = createArrive({ ahead, clock, linkKey });
  const serialOf = (personId: string): number => line.committed.ceremony.people.get(personId)?.link.serial ?? 1;
  const viewer = (personId: string): Viewer => ({
    ceremonyId: CEREMONY,
    personId,
    device: hashDevice(`device of ${personId}`),
    serial: serialOf(personId),
  });
  const resources = stack.move();
  return {
    folder,
    store,
    ceremonies,
    ahead,
    line,
    tools,
    clock,
    log,
    handleCommand,
    viewer,
    arrive: (personId) => {
      const expiresAt = new Date(clock.now().getTime() + 86_400_000);
      const serial = serialOf(personId);
      const token = makeLink({ key: linkKey, ceremonyId: CEREMONY, personId, serial, expiresAt });
      return arrive({ token, deviceId: `device of ${personId}`, takeover: false });
    },
    command: (personId, name, payload, id = randomUUID()) => handleCommand(viewer(personId), { id, name, payload }),
    [Symbol.asyncDispose]: async () => {
      ceremonies.stop();
      await resources.disposeAsync();
    },
  };
};

/** These come in and accept the notice. */
export const comeIn = async (house: FlowHouse, ...people: readonly string[]): Promise<void> => {
  for (const personId of people) {
    const arrived = await house.arrive(personId);
    if (!arrived.ok) throw new Error(arrived.problem.detail);
    const accepted = await house.command(personId, 'notice:accept', { noticeVersion: NOTICE_VERSION });
    if (!accepted.ok) throw new Error(accepted.problem.detail);
  }
};

const importSmall = async (
  store: Store,
  ceremonies: Ceremonies,
  clock: Clock,
  change?: (ceremony: SmallCeremony) => void,
): Promise<void> => {
  const ceremony = smallCeremony();
  ceremony.people.push(
    ...['protocol', 'legal', 'mc'].map((role) => ({ ...ceremony.people[1], id: role, role, name: `Nama ${role}` })),
  );
  change?.(ceremony);
  await using folder = await folderWith(filesOf(ceremony));
  const read = await readCeremonyFolder(folder.dir);
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  const imported = await importCeremony(read.plan, { ceremonies, store, clock, random: randomBytes });
  if (isRefusal(imported)) throw new Error(imported.refused.detail);
};
