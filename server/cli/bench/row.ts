/** One number, what it should be, and what stands beside it in the same run. */
export type Measurement = {
  readonly row: string;
  readonly metric: string;
  readonly value: number;
  readonly unit: string;
  readonly target: number;
  readonly better: 'lower' | 'higher';
  readonly ok: boolean;
  readonly reference: { readonly name: string; readonly value: number };
};

/** What a row measures with. */
export type Bench = {
  /** How many of so many: all of them, or in a tiny run a hundredth, at least `least`. */
  size(full: number, least?: number): number;
  /** Also what takes minutes. */
  readonly isLong: boolean;
  /** Progress, to standard error. */
  say(line: string): void;
};

export type Row = (bench: Bench) => Promise<readonly Measurement[]>;

const rounded = (value: number): number => Number(value.toPrecision(4));

export const measured = (measurement: Omit<Measurement, 'ok'>): Measurement => {
  const { value, target, better, reference } = measurement;
  return {
    ...measurement,
    value: rounded(value),
    ok: better === 'lower' ? value <= target : value >= target,
    reference: { ...reference, value: rounded(reference.value) },
  };
};

/** The value below which `share` (0 to 1) of them lie. */
export const quantile = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? 0;

/** `clients` at once, each with its next job as soon as its last is done; answers with the milliseconds it took. */
export const drive = async (
  clients: number,
  jobs: number,
  job: (index: number) => Promise<unknown>,
): Promise<number> => {
  const begun = performance.now();
  let next = 0;
  const client = async (): Promise<void> => {
    while (next < jobs) await job(next++);
  };
  await Promise.all(Array.from({ length: clients }, client));
  return performance.now() - begun;
};
