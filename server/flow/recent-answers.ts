import type { Acknowledgement } from '#contract/problems';

/** An answer, and whether the ledger keeps it: only such a one may be given again from memory. */
export type Answered = { readonly acknowledgement: Acknowledgement; readonly isKept: boolean };

type Known = { readonly payloadHash: string; readonly answer: Promise<Acknowledgement> };

export type RecentAnswers = {
  /**
   * Performs a command, or waits with whoever performs the same one (F6). Null when the id was used for another
   * command. Whoever comes second is not told what is told once only.
   */
  once(key: string, payloadHash: string, perform: () => Promise<Answered>): Promise<Acknowledgement> | null;
};

/** Remembers what is being answered, and the last `limit` answers; older ones stand in the ledger. */
export const createRecentAnswers = (limit: number): RecentAnswers => {
  const running = new Map<string, Known>();
  const recent = new Map<string, Known>();

  const remember = (key: string, known: Known): void => {
    recent.set(key, known);
    for (const oldest of recent.keys()) {
      if (recent.size <= limit) break;
      recent.delete(oldest);
    }
  };

  return {
    once: (key, payloadHash, perform) => {
      const known = running.get(key) ?? recent.get(key);
      if (known !== undefined) return known.payloadHash === payloadHash ? known.answer : null;
      const first = perform();
      const answer = first.then(({ acknowledgement }) => withoutReply(acknowledgement));
      const mine: Known = { payloadHash, answer };
      running.set(key, mine);
      const done = (isKept: boolean): void => {
        running.delete(key);
        if (isKept) remember(key, mine);
      };
      first.then(
        ({ isKept }) => done(isKept),
        () => done(false),
      );
      // Whoever waits with the first hears of its fault; when nobody does, the first alone reports it.
      answer.catch(() => {});
      return first.then(({ acknowledgement }) => acknowledgement);
    },
  };
};

const withoutReply = (answer: Acknowledgement): Acknowledgement =>
  answer.ok ? { ok: true, position: answer.position } : answer;
