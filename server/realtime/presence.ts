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
  all(ceremonyId: string): readonly Connection[];
};

export const createPresence = (): Presence => {
  const ceremonies = new Map<string, Map<string, Connection>>();
  const of = (ceremonyId: string): Map<string, Connection> => {
    const known = ceremonies.get(ceremonyId) ?? new Map<string, Connection>();
    ceremonies.set(ceremonyId, known);
    return known;
  };
  return {
    enter: (connection) => {
      const own = of(connection.viewer.ceremonyId);
      const earlier = own.get(connection.viewer.personId) ?? null;
      own.set(connection.viewer.personId, connection);
      return earlier;
    },
    leave: (connection) => {
      const own = of(connection.viewer.ceremonyId);
      if (own.get(connection.viewer.personId) !== connection) return false;
      return own.delete(connection.viewer.personId);
    },
    find: (ceremonyId, personId) => of(ceremonyId).get(personId) ?? null,
    people: (ceremonyId) => new Set(of(ceremonyId).keys()),
    all: (ceremonyId) => [...of(ceremonyId).values()],
  };
};
