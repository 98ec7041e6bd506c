/** The only way to the time of day. Tests bring a clock of their own. */
export type Clock = { now(): Date };

export const systemClock: Clock = { now: () => new Date() };

/** ISO 8601, so many milliseconds after `now`. */
export const later = (now: Date, milliseconds: number): string => new Date(now.getTime() + milliseconds).toISOString();
