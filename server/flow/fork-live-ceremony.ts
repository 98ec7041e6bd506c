import { forkCeremony } from '#ceremony/state';
import type { LiveCeremony } from '#projections/live-ceremony';

const copy = (value: unknown): unknown =>
  value instanceof Map ? new Map(value) : value instanceof Set ? new Set(value) : value;

/**
 * A ceremony that can be folded further without touching the first. What stands in its Maps is replaced, never changed
 * inside, and so is shared.
 */
export const forkLiveCeremony = (live: LiveCeremony): LiveCeremony => {
  const fields = Object.entries({ ...live, ceremony: forkCeremony(live.ceremony) });
  return Object.fromEntries(fields.map(([key, value]) => [key, copy(value)])) as LiveCeremony;
};
