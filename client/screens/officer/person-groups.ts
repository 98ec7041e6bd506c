import type { RosterRow } from '#contract/views';

export type Group = 'waiting' | 'away' | 'checked' | 'others';

/** Those to be checked come first, and of these the ones that are there. */
export const GROUPS: readonly Group[] = ['waiting', 'away', 'checked', 'others'];

export const groupOf = (row: RosterRow): Group => {
  if (!row.signs) return 'others';
  if (row.identity === 'confirmed') return 'checked';
  return row.connected ? 'waiting' : 'away';
};

/** Whoever waits in the lobby is seen first; then whoever came first is checked first; the others by name. */
export const inOrder = (one: RosterRow, other: RosterRow): number =>
  Number(other.inLobby) - Number(one.inLobby) ||
  (one.arrivedAt ?? '~').localeCompare(other.arrivedAt ?? '~') ||
  one.name.localeCompare(other.name, 'id');
