/** What one start tells of itself; times in milliseconds. */
export type StartFigures = {
  readonly events: number;
  /** From opening the folder until every open ceremony is in memory. */
  readonly startMs: number;
  readonly chainMs: number;
  readonly peakMegabytes: number;
  readonly idleMegabytes: number;
  readonly bareReadMs: number;
  readonly bareHashMs: number;
};
