import { RateLimiterMemory } from 'rate-limiter-flexible';
import type { Socket } from 'socket.io';
import { answerOf, refuse } from '#contract/refusal';
import type { Log } from '#platform/log';
import { measure } from './measure.ts';

/** Wishes and signals of one person, with room for a burst: a hand that acts, not a machine. Coming back brings no new ones. */
const COMMANDS = { points: 60, duration: 3 };
const SIGNALS = { points: 300, duration: 3 };

type Answer = (answer: unknown) => void;

/** Says what answers to one event of a connection. */
export type Answering = (
  event: string,
  limit: 'command' | 'signal',
  handle: (message: unknown) => Promise<unknown>,
) => void;

/**
 * W3: each message is counted for its person, measured and answered once, and no fault of one touches another. `person`
 * is one key for all connections of a person.
 */
export const createAnswering = (log: Log): ((socket: Socket, person: string) => Answering) => {
  const limits = { command: new RateLimiterMemory(COMMANDS), signal: new RateLimiterMemory(SIGNALS) };
  return (socket, person) => (event, limit, handle) => {
    socket.on(event, (message: unknown, acknowledge?: unknown) => {
      const answer: Answer = typeof acknowledge === 'function' ? (acknowledge as Answer) : () => {};
      limits[limit].consume(person).then(
        () => {
          // Counted first: to measure a long message costs more than to refuse it.
          const unfit = measure(message);
          if (unfit !== null) return answer(answerOf(unfit));
          return handle(message).then(answer, (error: unknown) => {
            log.error({ error, event }, 'message failed');
            answer(answerOf(refuse('internal', 'The server could not do this. Send it again.')));
          });
        },
        () => answer(answerOf(refuse('too-fast', 'Too many messages at once. Wait a moment and send it again.'))),
      );
      return undefined;
    });
  };
};
