/** Does the work when its turn has come, and answers with what it gives. */
export type Turn = <Result>(work: () => Result | Promise<Result>) => Promise<Result>;

/**
 * Work that keeps the event loop busy for a millisecond or more takes turns: one piece at a time, and the loop goes
 * round between two. So a hundred people who sign at once hold up nobody's picture for longer than one of them takes.
 */
export const createTurns = (): Turn => {
  const waiting: (() => Promise<void>)[] = [];
  let isRunning = false;
  const next = async (): Promise<void> => {
    const first = waiting.shift();
    isRunning = first !== undefined;
    if (first === undefined) return;
    await first();
    setImmediate(next);
  };
  return (work) =>
    new Promise((resolve, reject) => {
      waiting.push(async () => {
        try {
          resolve(await work());
        } catch (error) {
          reject(error instanceof Error ? error : new Error('The work failed.', { cause: error }));
        }
      });
      if (isRunning) return;
      isRunning = true;
      setImmediate(next);
    });
};
