import type { Turn } from '#platform/turns';
import type { TimeStamper } from '#signing/time-stamp';

type Settled = { readonly token: Uint8Array } | { readonly error: unknown };

/**
 * F13: work that asks for a timestamp in its midst. It takes a turn, gives it away while the authority thinks, and takes
 * another one to go on; so that a slow authority holds up nobody else's work.
 */
export const stampInTurns = async <Result>(
  turn: Turn,
  stamper: TimeStamper,
  work: (stamper: TimeStamper) => Promise<Result>,
): Promise<Result> => {
  const finished = Promise.withResolvers<void>();
  let asking = Promise.withResolvers<void>();
  const waiting: TimeStamper = {
    ...stamper,
    stamp: async (sha256) => {
      asking.resolve();
      const settled = await settle(stamper.stamp(sha256));
      asking = Promise.withResolvers();
      const { promise: isMyTurn, resolve } = Promise.withResolvers<void>();
      void turn(() => {
        resolve();
        return Promise.race([asking.promise, finished.promise]);
      });
      await isMyTurn;
      if ('error' in settled) throw settled.error;
      return settled.token;
    },
  };
  const { promise, resolve, reject } = Promise.withResolvers<Result>();
  void turn(() => {
    work(waiting).then(resolve, reject).finally(finished.resolve);
    return Promise.race([asking.promise, finished.promise]);
  });
  return promise;
};

const settle = (token: Promise<Uint8Array>): Promise<Settled> =>
  token.then(
    (given): Settled => ({ token: given }),
    (error: unknown): Settled => ({ error }),
  );
