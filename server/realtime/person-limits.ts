import { RateLimiterMemory } from 'rate-limiter-flexible';

// C115: what a hand may do again and again gets a limit of its own, well below that of all commands together.

type Limit = { readonly points: number; readonly duration: number };

const PERSON_LIMITS = {
  'question:ask': { points: 3, duration: 30 },
  'hand:raise': { points: 5, duration: 10 },
  'hand:lower': { points: 5, duration: 10 },
  // Each time an event, or work of milliseconds, whoever asks and from the lobby, too.
  'delegation:list': { points: 5, duration: 30 },
  'holding:enter': { points: 5, duration: 10 },
  'holding:leave': { points: 5, duration: 10 },
  'agreement:consent': { points: 30, duration: 10 },
  'signing:enrol': { points: 5, duration: 30 },
  // Each goes out to the signing service; an OTP is a message to somebody's telephone.
  'signing:remote-credentials': { points: 5, duration: 60 },
  'signing:enrol-remote': { points: 5, duration: 60 },
  'signing:send-otp': { points: 2, duration: 60 },
  'signing:complete-remote': { points: 6, duration: 60 },
  'signing:prepare': { points: 20, duration: 10 },
  'signing:prepare-wave': { points: 5, duration: 10 },
} as const satisfies { readonly [command: string]: Limit };

/** A clapping hand; more is a machine. */
export const CLAPS: Limit = { points: 8, duration: 1 };

/** Whether this person may send this now; what has no limit of its own always may. */
export const createPersonLimits = (
  limits: { readonly [command: string]: Limit } = PERSON_LIMITS,
): ((person: string, message: unknown) => Promise<boolean>) => {
  const counters = new Map(
    Object.entries(limits).map(([name, limit]) => [name, new RateLimiterMemory({ ...limit, keyPrefix: name })]),
  );
  return async (person, message) => {
    const name = typeof message === 'object' && message !== null && 'name' in message ? message.name : null;
    const counter = typeof name === 'string' ? counters.get(name) : undefined;
    if (counter === undefined) return true;
    return counter.consume(person).then(
      () => true,
      () => false,
    );
  };
};
