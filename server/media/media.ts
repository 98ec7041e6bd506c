import { availableParallelism } from 'node:os';

import type { MediaRoom } from '#contract/constants';
import type { MediaResults } from '#contract/signals';
import type { Log } from '#platform/log';

import type { Link } from './link.ts';
import { refused } from './outcome.ts';
import type { Outcome } from './outcome.ts';
import type { May, Peer } from './peer.ts';
import { Room } from './room.ts';
import type { RoomHooks } from './room.ts';
import { openWorkerPool } from './worker-pool.ts';

export type MediaOptions = {
  readonly workerBin: string;
  /** How many worker processes; one per core, at most four, when not given. */
  readonly workers?: number;
  readonly listenIp: string;
  readonly announcedAddress: string | null;
  /** First UDP and TCP port; 0 for free ones. */
  readonly rtcPort: number;
  readonly log: Log;
};

export type Media = AsyncDisposable & {
  readonly log: Log;
  /** From now on this ceremony's people may join. */
  openCeremony(ceremonyId: string, hooks: RoomHooks): void;
  /** Ends the ceremony's rooms. */
  closeCeremony(ceremonyId: string): Promise<void>;
  join(peer: Peer, room: MediaRoom): Promise<Outcome<MediaResults['media:join']>>;
  leave(peer: Peer, room: MediaRoom): void;
  /** The connection is gone: leaves every room (M16). */
  drop(peer: Peer): void;
  /** The person may no longer produce there: closes what is sent; who may not consume either is put out (M9). */
  revoke(ceremonyId: string, personId: string, room: MediaRoom): void;
  /** The peer's links, one for each room that it is in. */
  links(peer: Peer): readonly { readonly room: MediaRoom; readonly link: Link }[];
  /** Whether the person's camera is sending where officers can see it: on stage or in the green room. */
  isSeen(ceremonyId: string, personId: string): boolean;
  workerPids(): readonly number[];
};

type Ceremony = {
  readonly hooks: RoomHooks;
  readonly rooms: Map<MediaRoom, Room>;
  readonly opening: Map<MediaRoom, Promise<Room | null>>;
};

/** Starts the workers. Throws when a worker cannot start or listen. */
export async function openMedia(options: MediaOptions): Promise<Media> {
  const pool = await openWorkerPool({ ...options, workers: options.workers ?? Math.min(availableParallelism(), 4) });
  const ceremonies = new Map<string, Ceremony>();
  const joining = new Set<{ readonly connectionId: string }>();
  let closed = false;

  async function openRoom(ceremony: Ceremony, name: MediaRoom): Promise<Room | null> {
    const routed = await pool.openRouter();
    if (!routed || routed.router.closed) return null;
    const room = new Room(name, routed, ceremony.hooks);
    ceremony.rooms.set(name, room);
    routed.router.once('workerclose', () => void restart(ceremony, room));
    return room;
  }

  function roomOf(ceremony: Ceremony, name: MediaRoom): Room | Promise<Room | null> {
    const known = ceremony.rooms.get(name) ?? ceremony.opening.get(name);
    if (known) return known;
    const opening = openRoom(ceremony, name)
      .catch((error: unknown) => {
        options.log.error({ error }, 'media room could not be opened');
        return null;
      })
      .finally(() => ceremony.opening.delete(name));
    ceremony.opening.set(name, opening);
    return opening;
  }

  // M3: the room is dropped at once, so that who joins meanwhile finds a new one.
  async function restart(ceremony: Ceremony, room: Room): Promise<void> {
    const peers = room.peers();
    for (const peer of peers) room.leave(peer);
    ceremony.rooms.delete(room.name);
    // The pool hears of the death in this same turn, after the routers.
    await Promise.resolve();
    await pool.whole();
    const missing = peers.filter((peer) => !ceremony.rooms.get(room.name)?.link(peer));
    if (!closed && missing.length > 0) ceremony.hooks.tell(missing, 'media:restarted', { room: room.name });
  }

  const rooms = (ceremonyId: string): Room[] => [...(ceremonies.get(ceremonyId)?.rooms.values() ?? [])];

  return {
    log: options.log,
    openCeremony(ceremonyId, hooks) {
      if (ceremonies.has(ceremonyId)) throw new Error('The media rooms of this ceremony are open already.');
      ceremonies.set(ceremonyId, { hooks, rooms: new Map(), opening: new Map() });
    },
    async closeCeremony(ceremonyId) {
      const ceremony = ceremonies.get(ceremonyId);
      if (!ceremony) return;
      ceremonies.delete(ceremonyId);
      await Promise.all(ceremony.opening.values());
      for (const room of ceremony.rooms.values()) room.close();
    },
    async join(peer, name) {
      const ceremony = ceremonies.get(peer.ceremonyId);
      // M7: asked before a room comes into being for it.
      if (!ceremony || !isWelcome(ceremony.hooks.may, peer.personId, name)) return refused('media-not-permitted');
      const ticket = { connectionId: peer.connectionId };
      joining.add(ticket);
      const room = await roomOf(ceremony, name);
      // M16: the connection may have gone while the room was opening.
      if (!joining.delete(ticket)) return refused('media-not-joined');
      return room ? room.join(peer) : refused('media-restarting');
    },
    leave(peer, name) {
      ceremonies.get(peer.ceremonyId)?.rooms.get(name)?.leave(peer);
    },
    drop(peer) {
      for (const ticket of joining) if (ticket.connectionId === peer.connectionId) joining.delete(ticket);
      for (const room of rooms(peer.ceremonyId)) room.leave(peer);
    },
    revoke(ceremonyId, personId, name) {
      ceremonies.get(ceremonyId)?.rooms.get(name)?.revoke(personId);
    },
    links(peer) {
      return rooms(peer.ceremonyId).flatMap((room) => {
        const link = room.link(peer);
        return link ? [{ room: room.name, link }] : [];
      });
    },
    isSeen: (ceremonyId, personId) => rooms(ceremonyId).some((room) => room.name !== 'holding' && room.shows(personId)),
    workerPids: () => pool.pids(),
    async [Symbol.asyncDispose]() {
      closed = true;
      await pool[Symbol.asyncDispose]();
    },
  };
}

const isWelcome = (may: May, personId: string, room: MediaRoom): boolean =>
  may.produce(personId, room) || may.consume(personId, room);
