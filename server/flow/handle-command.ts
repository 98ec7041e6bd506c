import { createHmac } from 'node:crypto';
import { commandEnvelope, commandSchemas, isCommandName, type CommandName } from '#contract/commands';
import type { Acknowledgement, Problem, ProblemCode } from '#contract/problems';
import { isRefusal, refuse, type Refusal } from '#contract/refusal';
import { commandRules, judge } from '#identity/permissions';
import type { Clock } from '#platform/clock';
import type { KeyedLock } from '#platform/keyed-lock';
import type { Log } from '#platform/log';
import type { AnsweredCommand } from '#store/port';
import { toStreamWrites, type Act, type Handler, type Proposal, type Tools } from './act.ts';
import type { Ceremonies } from './ceremonies.ts';
import { commandTable } from './command-table.ts';
import type { LiveCeremony } from '#projections/live-ceremony';
import { subjectOf } from './subject.ts';
import { currentPerson, type Viewer } from './viewer.ts';

const MAX_ATTEMPTS = 8;

export type HandleCommand = (viewer: Viewer, envelope: unknown) => Promise<Acknowledgement>;

/**
 * act: parse → same id before? → allowed? → decide → append → acknowledge. State reaches screens by broadcast only.
 * Never throws for bad input; a fault (the store is gone) becomes a problem too, and is logged.
 */
export const createHandleCommand = (house: {
  readonly ceremonies: Ceremonies;
  readonly tools: Tools;
  readonly clock: Clock;
  readonly lock: KeyedLock;
  readonly log: Log;
}): HandleCommand => {
  const attempt = async (viewer: Viewer, live: LiveCeremony, wish: Wish): Promise<Acknowledgement | 'again'> => {
    const { store } = house.tools;
    const known = await store.findCommand(live.ceremonyId, viewer.personId, wish.id);
    if (known !== null) return sameAnswer(known, wish);
    const person = currentPerson(live, viewer);
    if (isRefusal(person)) return no(person.refused);
    const now = house.clock.now();
    const act: Act = { live, person, device: viewer.device, now, tools: house.tools };
    const versions = new Map(live.versions);
    const outcome =
      judge(commandRules[wish.name], subjectOf(act.live, person, wish.agreementId)) ?? (await wish.run(act));
    const proposal: Proposal = isRefusal(outcome) ? { writes: [], butRefused: outcome.refused } : outcome;
    const answer: StoredAnswer =
      proposal.butRefused === undefined ? { ok: true } : { ok: false, problem: proposal.butRefused };
    const appended = await store.append({
      ledger: live.ceremonyId,
      actor: viewer.personId,
      at: now.toISOString(),
      writes: toStreamWrites(versions, proposal.writes),
      asserts: (proposal.asserts ?? []).map((stream) => ({ stream, version: versions.get(stream) ?? 0 })),
      ...(proposal.segments === undefined ? {} : { segments: proposal.segments }),
      ...(proposal.prepared === undefined ? {} : { prepared: proposal.prepared }),
      ...(proposal.personal === undefined ? {} : { personal: proposal.personal }),
      command: { actor: viewer.personId, id: wish.id, payloadHash: wish.payloadHash, result: answer },
    });
    if (!appended.ok) return 'again';
    for (const { subject, salt, data } of proposal.personal ?? []) live.personal.set(subject, { salt, data });
    if (proposal.butRefused !== undefined) return no(proposal.butRefused);
    return {
      ok: true,
      position: appended.position,
      ...(proposal.reply === undefined ? {} : { reply: proposal.reply }),
    };
  };

  return async (viewer, envelope) => {
    const wish = readWish(envelope, house.tools.codeKey);
    if (isRefusal(wish)) return no(wish.refused);
    const live = house.ceremonies.find(viewer.ceremonyId);
    if (live === null) return problem('not-signed-in', 'There is no such ceremony.');
    try {
      // One owner of concurrency per key; what still collides (another node, another key) is decided again.
      return await house.lock(`${live.ceremonyId}/${wish.key ?? viewer.personId}`, async () => {
        for (let tries = 0; tries < MAX_ATTEMPTS; tries += 1) {
          const answer = await attempt(viewer, live, wish);
          if (answer !== 'again') return answer;
        }
        return problem('internal', 'Too many people acted at once. Nothing was written; send it again.');
      });
    } catch (error) {
      house.log.error({ error, command: wish.name }, 'command failed');
      return isStorageFull(error)
        ? problem('storage-full', 'The disk of the server is full. Nothing was written; send it again.')
        : problem('internal', 'The server could not do this. Nothing was written; send it again.');
    }
  };
};

type StoredAnswer = { readonly ok: true } | { readonly ok: false; readonly problem: Problem };

type Wish = {
  readonly id: string;
  readonly name: CommandName;
  readonly payloadHash: string;
  readonly agreementId: string | null;
  /** Wishes of one key run one after another; null: those of one asker do. */
  readonly key: string | null;
  readonly run: (act: Act) => Promise<Proposal | Refusal> | Proposal | Refusal;
};

const readWish = (envelope: unknown, hashKey: Uint8Array): Wish | Refusal => {
  const outer = commandEnvelope.safeParse(envelope);
  if (!outer.success) return refuse('bad-command', describe(outer.error));
  const { id, name, payload } = outer.data;
  if (!isCommandName(name)) return refuse('unknown-command', `There is no command "${name}".`);
  const inner = commandSchemas[name].safeParse(payload);
  if (!inner.success) return refuse('bad-command', describe(inner.error));
  const parsed = inner.data;
  const agreementId = 'agreementId' in parsed ? parsed.agreementId : null;
  const personId = 'personId' in parsed ? parsed.personId : null;
  // The table ties a name to its own payload; the compiler cannot follow that through a variable.
  const handler: Handler<CommandName> = commandTable[name];
  return {
    id,
    name,
    // Keyed: it is kept for ever, and a one-time code or a reason for declining could be guessed from a plain hash (C2).
    payloadHash: createHmac('sha256', hashKey)
      .update(JSON.stringify([name, parsed]))
      .digest('hex'),
    agreementId,
    key: agreementId ?? personId,
    run: (act) => handler(act, parsed),
  };
};

const describe = (error: { readonly issues: readonly { readonly path: PropertyKey[]; readonly message: string }[] }) =>
  error.issues
    .slice(0, 3)
    .map(({ path, message }) => `${path.length === 0 ? 'the command' : path.map(String).join('.')}: ${message}`)
    .join('; ');

/** All of it but a reply that is told once only, because it is a secret and stored nowhere. */
const sameAnswer = (known: AnsweredCommand, wish: Wish): Acknowledgement => {
  if (known.payloadHash !== wish.payloadHash) {
    return problem('command-id-reused', 'This id was used for another command. Nothing was done.');
  }
  const stored = known.result as StoredAnswer;
  return stored.ok ? { ok: true, position: known.position } : no(stored.problem);
};

const no = (reason: Problem): Acknowledgement => ({ ok: false, problem: reason });
const problem = (code: ProblemCode, detail: string): Acknowledgement => no({ code, detail });

const isStorageFull = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'disk-full';
