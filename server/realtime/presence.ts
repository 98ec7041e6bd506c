import type { Socket } from 'socket.io';
import type { Viewer } from '#flow/viewer';

/** A person's one live connection. */
export type Connection = { readonly socket: Socket; readonly viewer: Viewer; readonly tab: string };

export type Presence = {
  /** Puts this connection in the place of an earlier one of the same person, which is returned. */
  enter(connection: Connection): Connection | null;
  /** Leaves, unless another connection has taken the place meanwhile. */
  leave(connection: Connection): boolean;
  find(ceremonyId: string, personId: string): Connection | null;
  people(ceremonyId: string): ReadonlySet<string>;
  /** Everyone who was here at any moment since this was last asked. */
  takeSeen(ceremonyId: string): ReadonlySet<string>;
  all(ceremonyId: string): readonly Connection[];
};

export const createPresence = (): Presence => {
  const ceremonies = new Map<string, Map<string, Connection>>();
  const of = (ceremonyId: string): Map<string, Connection> => {
    const known = ceremonies.get(ceremonyId) ?? new Map<string, Connection>();
    ceremonies.set(ceremonyId, known);
    return known;
  };
  const seen = new Map<string, Set<string>>();
  return {
    enter: (connection) => {
      const own = of(connection.viewer.ceremonyId);
      const earlier = own.get(connection.viewer.personId) ?? null;
      own.set(connection.viewer.personId, connection);
      const entered = seen.get(connection.viewer.ceremonyId) ?? new Set();
      seen.set(connection.viewer.ceremonyId, entered.add(connection.viewer.personId));
      return earlier;
    },
    leave: (connection) => {
      const own = of(connection.viewer.ceremonyId);
      if (own.get(connection.viewer.personId) !== connection) return false;
      return own.delete(connection.viewer.personId);
    },
    find: (ceremonyId, personId) => of(ceremonyId).get(personId) ?? null,
    people: (ceremonyId) => new Set(of(ceremonyId).keys()),
    takeSeen: (ceremonyId) => {
      const entered = seen.get(ceremonyId) ?? new Set();
      // Who stays connected is here for the next minute, too.
      seen.set(ceremonyId, new Set(of(ceremonyId).keys()));
      return entered;
    },
    all: (ceremonyId) => [...of(ceremonyId).values()],
  };
};
