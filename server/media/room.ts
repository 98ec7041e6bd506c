import type { Router, WebRtcServer } from 'mediasoup/types';

import type { MediaRoom } from '#contract/constants';
import type { MediaEventName, MediaEvents, MediaResults, ProducerNotice } from '#contract/signals';

import { Link } from './link.ts';
import type { LinkRoom } from './link.ts';
import { granted, refused } from './outcome.ts';
import type { Outcome } from './outcome.ts';
import type { May, Peer, Tell } from './peer.ts';
import { routerCapabilities } from './wire.ts';

export type RoomHooks = { readonly may: May; readonly tell: Tell };

/** A ceremony's stage or green room: who is linked to it and who hears of whom. */
export class Room implements LinkRoom {
  readonly name: MediaRoom;
  readonly router: Router;
  readonly server: WebRtcServer;
  readonly #hooks: RoomHooks;
  readonly #links = new Map<string, Link>();

  constructor(name: MediaRoom, routed: { readonly router: Router; readonly server: WebRtcServer }, hooks: RoomHooks) {
    this.name = name;
    this.router = routed.router;
    this.server = routed.server;
    this.#hooks = hooks;
  }

  get may(): May {
    return this.#hooks.may;
  }

  join(peer: Peer): Outcome<MediaResults['media:join']> {
    const produce = this.may.produce(peer.personId, this.name);
    const consume = this.may.consume(peer.personId, this.name);
    if (!produce && !consume) return refused('media-not-permitted');
    if (this.router.closed) return refused('media-restarting');
    const earlier = this.#links.get(peer.personId);
    earlier?.close();
    if (earlier && earlier.peer.connectionId !== peer.connectionId) {
      this.#tell([earlier.peer], 'media:ended', { room: this.name, reason: 'elsewhere' });
    }
    // Producers first: whatever is announced later reaches the new link as an event.
    const producers = consume ? [...this.#links.values()].flatMap((link) => link.notices()) : [];
    this.#links.set(peer.personId, new Link(peer, this));
    const rtpCapabilities = routerCapabilities(this.router.rtpCapabilities);
    return granted({ rtpCapabilities, producers, may: { produce, consume } });
  }

  /** The link of exactly this connection. */
  link(peer: Peer): Link | null {
    const link = this.#links.get(peer.personId);
    return link?.peer.connectionId === peer.connectionId ? link : null;
  }

  leave(peer: Peer): void {
    const link = this.link(peer);
    if (!link) return;
    link.close();
    this.#links.delete(peer.personId);
  }

  /** M9 */
  revoke(personId: string): void {
    const link = this.#links.get(personId);
    if (!link) return;
    const closed = link.closeProducers();
    if (link.mayConsume) {
      for (const notice of closed) this.#tell([link.peer], 'media:producer-closed', closing(notice));
      return;
    }
    this.leave(link.peer);
    this.#tell([link.peer], 'media:ended', { room: this.name, reason: 'not-permitted' });
  }

  /** Whether this person's camera is sending here. */
  shows(personId: string): boolean {
    const notices = this.#links.get(personId)?.notices() ?? [];
    return notices.some(({ source, paused }) => source === 'camera' && !paused);
  }

  peers(): Peer[] {
    return [...this.#links.values()].map((link) => link.peer);
  }

  close(): void {
    for (const peer of this.peers()) this.leave(peer);
    this.router.close();
  }

  notice(producerId: string): ProducerNotice | null {
    for (const link of this.#links.values()) {
      const notice = link.notices().find((each) => each.producerId === producerId);
      if (notice) return notice;
    }
    return null;
  }

  produced(notice: ProducerNotice): void {
    this.#announce(notice, 'media:producer', notice);
  }

  changed(notice: ProducerNotice): void {
    const { room, producerId, paused } = notice;
    this.#announce(notice, 'media:producer-changed', { room, producerId, paused });
  }

  unproduced(notice: ProducerNotice): void {
    this.#announce(notice, 'media:producer-closed', closing(notice));
  }

  silent(link: Link): void {
    if (this.link(link.peer) !== link) return;
    this.leave(link.peer);
    this.#tell([link.peer], 'media:restarted', { room: this.name });
  }

  // M10: to everyone in the room who may consume, except the owner, who knows.
  #announce<Name extends MediaEventName>(about: ProducerNotice, event: Name, payload: MediaEvents[Name]): void {
    const to = [...this.#links.values()].filter((link) => link.peer.personId !== about.personId && link.mayConsume);
    this.#tell(
      to.map((link) => link.peer),
      event,
      payload,
    );
  }

  #tell<Name extends MediaEventName>(to: readonly Peer[], event: Name, payload: MediaEvents[Name]): void {
    if (to.length > 0) this.#hooks.tell(to, event, payload);
  }
}

const closing = ({ room, producerId, personId }: ProducerNotice): MediaEvents['media:producer-closed'] => ({
  room,
  producerId,
  personId,
});
