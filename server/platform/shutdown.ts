import type { Log } from './log.ts';

export type ShutdownOutcome = { readonly failed: readonly string[]; readonly late: readonly string[] };

export type Shutdown = {
  /** Resources close in reverse order of being added. */
  add(name: string, close: () => unknown): void;
  /** Closes everything once; asking again gives the same answer. Never rejects, never takes longer than the limit. */
  close(): Promise<ShutdownOutcome>;
};

/** `limitMs` bounds the whole stop: what has not closed by then is named and left to the end of the process. */
export const createShutdown = (limitMs: number, log: Log): Shutdown => {
  const resources: { name: string; close: () => unknown }[] = [];
  let closing: Promise<ShutdownOutcome> | null = null;

  const closeAll = async (): Promise<ShutdownOutcome> => {
    const waiting = resources.splice(0).toReversed();
    const failed: string[] = [];
    const open = new Set(waiting.map(({ name }) => name));
    const inOrder = async () => {
      for (const { name, close } of waiting) {
        try {
          await close();
        } catch (error) {
          failed.push(name);
          log.error({ resource: name, error }, 'a resource did not close');
        }
        open.delete(name);
      }
    };
    const limit = Promise.withResolvers<void>();
    const timer = setTimeout(limit.resolve, limitMs);
    await Promise.race([inOrder(), limit.promise]);
    clearTimeout(timer);
    const late = [...open];
    if (late.length > 0) log.error({ resources: late, limitMs }, 'stopping took too long');
    return { failed, late };
  };

  return {
    add: (name, close) => void resources.push({ name, close }),
    close: () => (closing ??= closeAll()),
  };
};
