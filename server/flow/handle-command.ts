import { createSecretKey } from 'node:crypto';
import type { Acknowledgement } from '#contract/problems';
import { answerOf, isRefusal, refuse, type Refusal, type Refused } from '#contract/refusal';
import { commandRules } from '#identity/permissions';
import type { Clock } from '#platform/clock';
import type { KeyedLock } from '#platform/keyed-lock';
import type { Log } from '#platform/log';
import type { AnsweredCommand } from '#store/port';
import type { LiveCeremony } from '#projections/live-ceremony';
import { isNotAsWritten, NotAsWritten } from '#projections/not-as-written';
import type { Act, Proposal, Tools } from './act.ts';
import type { Ahead, Line } from './ahead.ts';
import { notAsWritten } from './as-written.ts';
import { forgetDocuments } from './open-documents.ts';
import { NOT_HERE, permitted } from './permitted.ts';
import { proposeAhead, proposeWritten, recorded, type Signed } from './propose.ts';
import { readWish, type Wish } from './read-wish.ts';
import { createRecentAnswers, type Answered } from './recent-answers.ts';
import { toolsOf } from './tools-of.ts';
import type { Viewer } from './viewer.ts';

/** How often a wish is decided before its asker is told to come again. */
const MAX_ATTEMPTS = 8;
/** Answers that are given again without asking the disk. */
const REMEMBERED = 10_000;

export type HandleCommand = (viewer: Viewer, envelope: unknown) => Promise<Acknowledgement>;

/**
 * act: parse → same id before? → allowed? → decide → append → acknowledge. State reaches screens by broadcast only.
 * Never throws for bad input; a fault (the store is gone) becomes a problem too, and is logged.
 */
export const createHandleCommand = (house: {
  readonly ahead: Ahead;
  readonly tools: Tools;
  readonly clock: Clock;
  readonly lock: KeyedLock;
  readonly log: Log;
}): HandleCommand => {
  const { tools, clock, log } = house;
  // Made once: from bytes, each hash would cost five times as much.
  const hashKey = createSecretKey(tools.codeKey);
  const answers = createRecentAnswers(REMEMBERED);

  /** What is tried once: may they, and what would happen. Null: they are nobody here (any more), or may not. */
  const judged = <T>(viewer: Viewer, live: LiveCeremony, wish: Wish, now: Date, run: (act: Act) => T) => {
    const asker = permitted(live, viewer, [commandRules[wish.name]], wish.agreementId);
    if (isRefusal(asker)) return null;
    return run({ ...asker, device: viewer.device, now, tools: toolsOf(tools, live) });
  };

  const attempt = async (viewer: Viewer, line: Line, wish: Wish): Promise<Answered | 'again' | NotAsWritten> => {
    const now = clock.now();
    const sign = (proposal: Proposal): Signed => ({
      actor: viewer.personId,
      at: now.toISOString(),
      command: { actor: viewer.personId, id: wish.id, payloadHash: wish.payloadHash, result: storedAnswer(proposal) },
    });
    const { handler } = wish;
    const attempted =
      'slow' in handler
        ? await proposeWritten(
            line,
            async (live) => maybe(await judged(viewer, live, wish, now, handler.slow), recorded),
            sign,
          )
        : await proposeAhead(line, (live) => maybe(judged(viewer, live, wish, now, handler.atOnce), recorded), sign);
    if (attempted === 'again') return 'again';
    if (attempted === null) return turnedAway(viewer, line, wish);
    const { proposal, appended } = attempted;
    if (!appended.ok && appended.conflict === 'segment')
      return new NotAsWritten(notAsWritten((proposal.segments ?? []).map(({ document }) => document).join(', ')));
    if (!appended.ok) return appended.conflict === 'command' ? answeredBefore(viewer, wish) : 'again';
    if (proposal.butRefused !== undefined) return kept({ ok: false, problem: proposal.butRefused });
    const { reply } = proposal;
    return kept({ ok: true, position: appended.position, ...(reply === undefined ? {} : { reply }) });
  };

  const answeredBefore = async (viewer: Viewer, wish: Wish): Promise<Answered | 'again'> => {
    const known = await tools.store.findCommand(viewer.ceremonyId, viewer.personId, wish.id);
    if (known === null) return 'again';
    return { acknowledgement: sameAnswer(known, wish), isKept: known.payloadHash === wish.payloadHash };
  };

  const perform = async (viewer: Viewer, line: Line, wish: Wish): Promise<Answered> => {
    let displaced: NotAsWritten | null = null;
    for (let tries = 0; tries < MAX_ATTEMPTS; tries += 1) {
      const answer = await attempt(viewer, line, wish);
      if (answer instanceof NotAsWritten) {
        // F55: the streams were as they were decided upon. Once more, upon what the store holds now: that tells one document from the other.
        if (displaced !== null) throw answer;
        displaced = answer;
        forgetDocuments(tools.store);
      } else if (answer !== 'again') return answer;
    }
    // F3: nothing was written at all meanwhile, for the store's own reason.
    const fault = line.lastFault();
    if (fault !== null) throw fault;
    return {
      acknowledgement: answerOf(refuse('internal', 'Too many people acted at once. Send it again.')),
      isKept: false,
    };
  };

  return async (viewer, envelope) => {
    const wish = readWish(envelope, hashKey);
    if (isRefusal(wish)) return answerOf(wish);
    const line = house.ahead.find(viewer.ceremonyId);
    if (line === null) return answerOf(NOT_HERE);
    try {
      const key = JSON.stringify([viewer.ceremonyId, viewer.personId, wish.id]);
      const answer = answers.once(key, wish.payloadHash, () =>
        // One owner of concurrency per key, so that the same long work is not done twice at once.
        'slow' in wish.handler
          ? house.lock(`${viewer.ceremonyId}/${wish.key ?? viewer.personId}`, () => perform(viewer, line, wish))
          : perform(viewer, line, wish),
      );
      return (await answer) ?? idReused;
    } catch (error) {
      log.error({ error, command: wish.name }, 'command failed');
      return answerOf(faultRefusal(error));
    }
  };
};

/**
 * F2: that the link or the device is theirs no longer, or that they may not, is told when it is written; and it is kept
 * nowhere else, so that nobody fills the disk with what they may not do (F12).
 */
const turnedAway = async (viewer: Viewer, line: Line, wish: Wish): Promise<Answered | 'again'> => {
  await line.settle();
  const asker = permitted(line.committed, viewer, [commandRules[wish.name]], wish.agreementId);
  return isRefusal(asker) ? { acknowledgement: answerOf(asker), isKept: false } : 'again';
};

const maybe = <T extends object, R>(value: T | null, map: (value: T) => R): R | null =>
  value === null ? null : map(value);

const kept = (acknowledgement: Acknowledgement): Answered => ({ acknowledgement, isKept: true });

const storedAnswer = ({ butRefused }: Proposal): StoredAnswer =>
  butRefused === undefined ? { ok: true } : { ok: false, problem: butRefused };

type StoredAnswer = { readonly ok: true } | Refused;

/** All of it but a reply that is told once only, because it is a secret and stored nowhere. */
const sameAnswer = (known: AnsweredCommand, wish: Wish): Acknowledgement => {
  if (known.payloadHash !== wish.payloadHash) return idReused;
  const stored = known.result as StoredAnswer;
  return stored.ok ? { ok: true, position: known.position } : stored;
};

const idReused = answerOf(refuse('command-id-reused', 'This id was used for another command. Nothing was done.'));

/** What the asker is told of a fault; its reason stands in the log. */
const faultRefusal = (error: unknown): Refusal => {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  if (code === 'disk-full')
    return refuse('storage-full', 'The disk of the server is full. Nothing was written; send it again.');
  // S118
  if (code === 'token-unusable')
    return refuse('token-unusable', "The organiser's key did not sign. Nothing was written; send it again.");
  // F53, F54
  if (isNotAsWritten(error))
    return refuse('not-as-written', 'What the server has stored is not what the ledger names. Nothing was written.');
  // S140
  if (code === 'certificate-not-valid')
    return refuse('certificate-not-valid', "The organiser's certificate is not valid now. Nothing was written.");
  return refuse('internal', 'The server could not do this. Nothing was written; send it again.');
};
