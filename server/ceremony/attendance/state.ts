export type RollCall = {
  readonly by: string;
  readonly startedAt: string;
  readonly finishedAt: string | null;
};

/** How long somebody was connected, as the samples tell it. */
export type Attended = {
  readonly first: string;
  /** Start of the spell that lasts; null when they are away. */
  readonly since: string | null;
  /** End of the last spell that is over. */
  readonly until: string | null;
  /** Of the spells that are over; each counts for one minute at least. */
  readonly minutes: number;
};

export type AttendanceState = {
  /** The last one; an earlier one is in the ledger. */
  rollCall: RollCall | null;
  /** Who answered it, and when. */
  readonly answered: Map<string, string>;
  readonly attended: Map<string, Attended>;
};

export const nobodyAttends = (): AttendanceState => ({ rollCall: null, answered: new Map(), attended: new Map() });

/** Length of a spell in minutes; whoever was seen at all was there for a minute. */
export const minutesOf = (since: string, until: string): number =>
  Math.max(1, Math.round((Date.parse(until) - Date.parse(since)) / 60_000));

/** Minutes of all spells; of one that lasts up to `now`, ISO 8601. */
export const minutesPresent = ({ minutes, since }: Attended, now: string): number =>
  since === null ? minutes : minutes + minutesOf(since, now);
