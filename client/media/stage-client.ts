import type { MediaRoom } from '#contract/constants';
import type { MediaKind } from '#contract/signals';

import type { TileSize } from './encodings.ts';
import type { OnRemote } from './remote-people.ts';
import { Session } from './session.ts';
import type { Wish } from './session.ts';
import { codeOf, mediaWire, SignalRefused } from './wire.ts';
import type { Signaller } from './wire.ts';

/**
 * `joining` until the first success; `rejoining` while a lost connection is being replaced; the other four are final:
 * `not-permitted` (refused or put out), `elsewhere` (this person joined from another connection), `unsupported` (a
 * browser without WebRTC as needed), `left` (by `leave`).
 */
export type MediaState = 'joining' | 'joined' | 'rejoining' | 'not-permitted' | 'elsewhere' | 'unsupported' | 'left';

export type JoinOptions = {
  readonly signaller: Signaller;
  readonly room: MediaRoom;
  readonly onRemote: OnRemote;
  readonly onState?: (state: MediaState) => void;
  /** What this person sent was ended by the server: sent back from the stage. */
  readonly onUnpublished?: () => void;
};

export type JoinedMedia = {
  readonly state: () => MediaState;
  /**
   * Sends camera and microphone, now and after every rejoining; another stream replaces it. Rejects with a `code`:
   * after `media-not-permitted` nothing is sent later either, after anything else the next rejoining tries again.
   */
  publish(stream: MediaStream): Promise<void>;
  unpublish(): Promise<void>;
  /** Muted before publishing, nothing is sent of that kind until it is unmuted. */
  setMuted(kind: MediaKind, muted: boolean): Promise<void>;
  /** How large this person is shown; asks for no more pixels than that. */
  setTileSize(personId: string, size: TileSize): void;
  leave(): void;
};

type Waiter = { readonly accept: (session: Session) => void; readonly refuse: (reason: Error) => void };

/** Joins a room and stays in it: across lost connections, changed networks and replaced workers, without a reload. */
export function joinMedia(options: JoinOptions): JoinedMedia {
  const wire = mediaWire(options.signaller);
  const sizes = new Map<string, TileSize>();
  let wish: Wish = { stream: null, muted: { audio: false, video: false } };
  let state: MediaState = 'joining';
  let failures = 0;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let session: Session | null = null;
  const waiting = new Set<Waiter>();

  function setState(next: MediaState): void {
    if (state === next) return;
    state = next;
    options.onState?.(next);
  }

  const isFinal = () => state !== 'joining' && state !== 'joined' && state !== 'rejoining';

  function end(final: MediaState): void {
    if (isFinal()) return;
    clearTimeout(retry);
    for (const stop of stops) stop();
    session?.close();
    session = null;
    setState(final);
    for (const { refuse } of waiting) refuse(new SignalRefused(`media-${final}`, null));
    waiting.clear();
  }

  /** The session, once the room is joined (again). */
  const joined = (): Promise<Session> =>
    new Promise((accept, refuse) => {
      if (isFinal()) refuse(new SignalRefused(`media-${state}`, null));
      else if (session && state === 'joined') accept(session);
      else waiting.add({ accept, refuse });
    });

  async function enter(): Promise<void> {
    clearTimeout(retry);
    retry = undefined;
    session?.close();
    const mine = new Session({
      wire,
      room: options.room,
      onRemote: options.onRemote,
      tileSize: (personId) => sizes.get(personId),
      onUnpublished: () => {
        wish = { ...wish, stream: null };
        options.onUnpublished?.();
      },
      onBroken: () => session === mine && again(),
    });
    session = mine;
    try {
      await mine.enter();
      if (session !== mine) return;
      failures = 0;
      setState('joined');
      for (const { accept } of waiting) accept(mine);
      waiting.clear();
      if (wish.stream) await republish(mine);
    } catch (error) {
      if (session === mine) fail(error);
    }
  }

  function fail(error: unknown): void {
    if (codeOf(error) === 'media-not-permitted') end('not-permitted');
    else if (error instanceof Error && error.name === 'UnsupportedError') end('unsupported');
    else again();
  }

  async function republish(into: Session): Promise<void> {
    try {
      await into.publish(wish);
    } catch (error) {
      if (codeOf(error) !== 'media-not-permitted') throw error;
      wish = { ...wish, stream: null };
      options.onUnpublished?.();
    }
  }

  /** Joins anew after a pause that grows; the jitter keeps an audience from coming back in the same instant. */
  function again(): void {
    if (isFinal() || retry !== undefined) return;
    session?.close();
    session = null;
    if (state === 'joined') setState('rejoining');
    const pause = failures === 0 ? 0 : Math.min(4_000, 250 * 2 ** failures);
    failures += 1;
    retry = setTimeout(() => void enter(), pause + Math.random() * 400);
  }

  const stops = [
    options.signaller.on('connect', () => {
      again();
      if (retry !== undefined) void enter();
    }),
    wire.listen('media:restarted', ({ room }) => room === options.room && again()),
    wire.listen('media:ended', ({ room, reason }) => room === options.room && end(reason)),
  ];
  void enter();

  return {
    state: () => state,
    async publish(stream) {
      wish = { ...wish, stream };
      const into = await joined();
      try {
        await into.publish(wish);
      } catch (error) {
        if (codeOf(error) === 'media-not-permitted') wish = { ...wish, stream: null };
        throw error;
      }
    },
    async unpublish() {
      wish = { ...wish, stream: null };
      if (session && state === 'joined') await session.publish(wish);
    },
    async setMuted(kind, muted) {
      wish = { ...wish, muted: { ...wish.muted, [kind]: muted } };
      if (session && state === 'joined' && wish.stream) await session.publish(wish);
    },
    setTileSize(personId, size) {
      if (sizes.get(personId) === size) return;
      sizes.set(personId, size);
      session?.setTileSize(personId, size).catch(() => undefined);
    },
    leave() {
      if (isFinal()) return;
      wire.ask('media:leave', { room: options.room }).catch(() => undefined);
      end('left');
    },
  };
}
