import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readCeremonyFolder } from '#cli/read-ceremony-folder';
import type { CeremonyPlan } from '#contract/ceremony-plan';
import type { CommandName, PayloadOf } from '#contract/commands';
import { NOTICE_VERSION, type Role } from '#contract/constants';
import type { CommandReply } from '#contract/problems';
import { isRefusal } from '#contract/refusal';
import { createAhead } from '#flow/ahead';
import { createArrive } from '#flow/arrive';
import { openCeremonies } from '#flow/ceremonies';
import { createHandleCommand } from '#flow/handle-command';
import { importCeremony } from '#flow/import-ceremony';
import { createRevocations } from '#flow/revocations';
import { createTimeStamps } from '#flow/time-stamps';
import { openTemplates } from '#flow/templates';
import { viewerOf } from '#flow/viewer';
import { openIdentityKeys } from '#identity/keys';
import { makeLink } from '#identity/links';
import { systemClock as clock } from '#platform/clock';
import { createKeyedLock } from '#platform/keyed-lock';
import { openLog } from '#platform/log';
import { randomBytes as random, randomUuid } from '#platform/random';
import { createTurns } from '#platform/turns';
import type { LiveCeremony } from '#projections/live-ceremony';
import { openStore } from '#server/app';
import { openAuthority } from '#signing/authority';
import type { Store } from '#store/port';

const inHouse = (path: string): string => fileURLToPath(new URL(`../../../${path}`, import.meta.url));
const PUBLIC_URL = 'http://localhost';

/** Somebody who has come: acts through the whole path of a command, without a socket. */
export type BenchPerson = {
  readonly personId: string;
  /** Throws when the command is refused. */
  must<Name extends CommandName>(name: Name, payload: PayloadOf<Name>): Promise<CommandReply | undefined>;
};

export type BenchHouse = AsyncDisposable & {
  readonly store: Store;
  readonly live: LiveCeremony;
  /** By personal link, from a device of their own, having accepted the notice. */
  come(personId: string): Promise<BenchPerson>;
  /** The first person of this role comes. */
  comeAs(role: Role): Promise<BenchPerson>;
};

/** A folder that is gone with the scope. */
export const temporaryFolder = async (): Promise<AsyncDisposable & { readonly path: string }> => {
  const path = await mkdtemp(join(tmpdir(), 'teken-bench-'));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
};

/** The sample ceremony in a temporary folder, on the real store, law and authority; no sockets and no video. */
export const openBenchHouse = async (
  options: { readonly flushDelayMs?: number; readonly change?: (plan: CeremonyPlan) => CeremonyPlan } = {},
): Promise<BenchHouse> => {
  await using opening = new AsyncDisposableStack();
  const folder = opening.use(await temporaryFolder()).path;
  const store = opening.use(await openStore(folder, { flushDelayMs: options.flushDelayMs ?? 0 }));
  const authority = await openAuthority({
    folder: join(folder, 'keys'),
    organiser: 'Lembaga Contoh',
    now: clock.now(),
    crlUrl: `${PUBLIC_URL}/authority/crl`,
    randomBytes: random,
  });
  const ceremonies = await openCeremonies(store);
  const read = await readCeremonyFolder(inHouse('server/setup/sample-ceremony'));
  if (!read.ok) throw new Error('The sample ceremony cannot be read.');
  const plan = options.change?.(read.plan) ?? read.plan;
  const live = await importCeremony(plan, { ceremonies, store, clock, random });
  if (isRefusal(live)) throw new Error(live.refused.detail);

  const keys = await openIdentityKeys(folder, random);
  const templates = await openTemplates(inHouse('templates'), store);
  const ahead = createAhead({ ceremonies, store });
  const handle = createHandleCommand({
    ahead,
    tools: {
      store,
      authority,
      timeStamps: createTimeStamps({ authority, external: null, timeoutMs: 0, clock, randomBytes: random }),
      revocations: createRevocations({ ceremonies, authority, clock }),
      templates,
      random,
      publicUrl: PUBLIC_URL,
      codeKey: keys.codes,
      turn: createTurns(),
      tableKey: keys.tables,
      linkKey: keys.links,
      isConnected: () => true,
      isSeen: () => true,
      applause: () => ({ claps: 0, people: 0 }),
    },
    clock,
    lock: createKeyedLock(),
    log: openLog('error'),
  });
  const arrive = createArrive({ ahead, clock, linkKey: keys.links });
  const { ceremonyId } = live;
  const resources = opening.move();

  const come: BenchHouse['come'] = async (personId) => {
    const link = live.ceremony.people.get(personId)?.link;
    if (link?.state !== 'valid') throw new Error(`${personId} has no link.`);
    const expiresAt = new Date(link.expiresAt);
    const token = makeLink({ key: keys.links, ceremonyId, personId, serial: link.serial, expiresAt });
    const arrived = await arrive({ token, deviceId: randomUuid(), takeover: false });
    if (!arrived.ok) throw new Error(`${personId} cannot come: ${arrived.problem.detail}`);
    const viewer = viewerOf(arrived.ticket);
    const must: BenchPerson['must'] = async (name, payload) => {
      const answer = await handle(viewer, { id: randomUuid(), name, payload });
      if (!answer.ok) throw new Error(`${personId} may not ${name}: ${answer.problem.code} ${answer.problem.detail}`);
      return answer.reply;
    };
    await must('notice:accept', { noticeVersion: NOTICE_VERSION });
    return { personId, must };
  };

  return {
    store,
    live,
    come,
    comeAs: async (role) => {
      const person = [...live.ceremony.people.values()].find((one) => one.role === role);
      if (person === undefined) throw new Error(`The sample ceremony has no ${role}.`);
      return come(person.personId);
    },
    [Symbol.asyncDispose]: async () => {
      ceremonies.stop();
      await resources.disposeAsync();
    },
  };
};
