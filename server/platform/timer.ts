/** The only way to do something later. Tests bring a clock of their own, which they move. */
export type Timer = {
  /** Does it once, so many milliseconds from now; the answer calls it off. */
  after(milliseconds: number, job: () => void): () => void;
};

export const systemTimer: Timer = {
  after: (milliseconds, job) => {
    const timeout = setTimeout(job, milliseconds);
    return () => clearTimeout(timeout);
  },
};
