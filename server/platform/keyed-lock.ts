export type KeyedLock = <T>(key: string, job: () => Promise<T>) => Promise<T>;

/** Jobs of one key run one after another in the order of asking; different keys do not wait for each other. */
export const createKeyedLock = (): KeyedLock => {
  const tails = new Map<string, Promise<void>>();
  return async (key, job) => {
    const before = tails.get(key);
    const { promise: done, resolve: finish } = Promise.withResolvers<void>();
    tails.set(key, done);
    try {
      // A tail only ever resolves: a job that throws must not take the next one with it.
      if (before) await before;
      return await job();
    } finally {
      // The last one out forgets the key, so that the map does not grow with every key ever seen.
      if (tails.get(key) === done) tails.delete(key);
      finish();
    }
  };
};
