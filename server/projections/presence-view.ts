import type { PresenceView } from '#contract/views';
import type { LiveCeremony } from './live-ceremony.ts';

/** Counts only: guests never receive the roster. */
export const presenceView = (live: LiveCeremony, connected: ReadonlySet<string>): PresenceView => {
  const delegations = [...connected].flatMap((personId) => {
    const person = live.ceremony.people.get(personId);
    return person?.role === 'delegation' ? [person] : [];
  });
  return {
    connected: connected.size,
    provinces: [...new Set(delegations.flatMap(({ province }) => (province === null ? [] : [province])))].sort(),
    delegations: delegations.length,
  };
};
