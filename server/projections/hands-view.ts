import type { HandsView } from '#contract/views/people';
import type { LiveCeremony } from './live-ceremony.ts';
import { namedPerson } from './people-data.ts';

/** The queue of raised hands, and who was called last. */
export const handsView = (live: LiveCeremony, connected: ReadonlySet<string>): HandsView => {
  const { hands, called, people } = live.ceremony;
  const caller = called === null ? undefined : people.get(called.personId);
  return {
    queue: [...hands].flatMap(([personId, raisedAt]) => {
      const person = people.get(personId);
      return person === undefined
        ? []
        : [{ ...namedPerson(live, person), raisedAt, connected: connected.has(personId) }];
    }),
    called:
      called === null || caller === undefined ? null : { ...namedPerson(live, caller), by: called.by, at: called.at },
  };
};
