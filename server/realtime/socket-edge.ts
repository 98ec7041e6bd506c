import type { Server as HttpServer } from 'node:http';
import { Server, type Socket } from 'socket.io';
import { z } from 'zod';
import { MAX_COMMAND_BYTES, TOPICS, type Topic } from '#contract/constants';
import type { Acknowledgement } from '#contract/problems';
import type { BoardView } from '#contract/views/agreements';
import { answerOf, isRefusal, refuse, type Refused } from '#contract/refusal';
import type { Ceremonies } from '#flow/ceremonies';
import type { HandleCommand } from '#flow/handle-command';
import { permitted } from '#flow/permitted';
import type { Viewer } from '#flow/viewer';
import { topicRules } from '#identity/permissions';
import type { Media } from '#media/media';
import type { Clock } from '#platform/clock';
import type { Log } from '#platform/log';
import type { PendingWork } from '#projections/evidence-view';
import type { LiveCeremony } from '#projections/live-ceremony';
import { createAdmitRequest } from './admit-request.ts';
import { createAnswering } from './answering.ts';
import type { Applause } from './applause.ts';
import { createApplauseEdge } from './applause-edge.ts';
import { authenticate } from './authenticate.ts';
import { createBroadcast, roomOf } from './broadcast.ts';
import { handleSignal } from './media-handlers.ts';
import { createLostSince } from './lost-since.ts';
import { openMediaRooms, revokeMedia } from './media-rooms.ts';
import { createPersonLimits } from './person-limits.ts';
import type { Connection, Presence } from './presence.ts';
import { sendAway } from './send-away.ts';
import { touchedBy } from './touched.ts';
import { createViews } from './views-of.ts';

type Value = { readonly ok: true; readonly value?: unknown } | Refused;

export type SocketEdge = {
  /** Something that stands in no event has changed what these see. */
  touch(ceremonyId: string, topic: Exclude<Topic, 'self'>): void;
  stop(): Promise<void>;
};

/** The Socket.IO edge: who is there, what they ask, what they are told. */
export const attachSocketEdge = (
  server: HttpServer,
  house: {
    readonly ceremonies: Ceremonies;
    readonly presence: Presence;
    readonly applause: Applause;
    readonly handleCommand: HandleCommand;
    readonly media: Media;
    readonly ticketKey: Uint8Array;
    /** Canonical address; pages of other origins are refused. */
    readonly publicUrl: string;
    readonly remoteService: string | null;
    readonly clock: Clock;
    readonly log: Log;
    readonly pending: (ceremonyId: string) => readonly PendingWork[];
    readonly certificateEnds: (live: LiveCeremony) => BoardView['ends'];
  },
): SocketEdge => {
  const { ceremonies, presence, media, clock, log } = house;
  // Socket.IO's own limit stands well above ours: too much is refused with a word, not cut off.
  const io = new Server(server, {
    maxHttpBufferSize: 4 * MAX_COMMAND_BYTES,
    serveClient: false,
    connectTimeout: 10_000,
    allowRequest: createAdmitRequest(house),
  });
  const lostSince = createLostSince(clock.now().toISOString());
  const broadcast = createBroadcast(io, createViews({ ...house, lostSince }));
  const applause = createApplauseEdge({
    ceremonies,
    applause: house.applause,
    clock,
    touch: (ceremonyId) => broadcast.touch(ceremonyId, 'applause'),
  });
  const mayNow = createPersonLimits();
  const answeringTo = createAnswering(log);
  openMediaRooms({ ceremonies, media, presence });

  ceremonies.onEvents((live, events) => {
    for (const event of events) {
      const { topics, selves } = touchedBy(live, event);
      for (const topic of topics) if (topic !== 'self') broadcast.touch(live.ceremonyId, topic);
      for (const personId of selves === 'everyone' ? presence.people(live.ceremonyId) : selves) {
        broadcast.touchSelf(live.ceremonyId, personId);
      }
      revokeMedia(media, live, event);
      if (event.type === 'applause-allowed') house.applause.begin(live.ceremonyId);
      sendAway(presence, live, event);
    }
  });

  const admit = async (socket: Socket): Promise<Error | undefined> => {
    try {
      const { auth, headers } = socket.handshake;
      const known = await authenticate(house, auth, headers.cookie, clock.now());
      if (isRefusal(known)) return Object.assign(new Error(known.refused.detail), { data: known.refused });
      socket.data = known;
      return undefined;
    } catch (error) {
      log.error({ error }, 'handshake failed');
      return Object.assign(new Error('The server could not do this.'), { data: { code: 'internal' } });
    }
  };
  io.use((socket, next) => void admit(socket).then(next));

  io.on('connection', (socket) => {
    const { viewer, tab, until } = socket.data as { viewer: Viewer; tab: string; until: Date };
    const { ceremonyId, personId } = viewer;
    const connection: Connection = { socket, viewer, tab };
    const peer = { ceremonyId, personId, connectionId: socket.id };
    const earlier = presence.enter(connection);
    if (earlier !== null && earlier.socket.id !== socket.id) {
      // The same tab coming back after a lost line takes its own place without a word.
      if (earlier.tab !== tab) earlier.socket.emit('taken-over', { by: 'tab' });
      earlier.socket.disconnect(true);
    }
    presenceChanged(ceremonyId);
    // H56: the client comes back and is told by the handshake that its ticket is over.
    const over = setTimeout(() => socket.conn.close(), until.getTime() - clock.now().getTime()).unref();

    const answering = answeringTo(socket, `${ceremonyId}/${personId}`);
    answering('command', 'command', async (message): Promise<Acknowledgement> =>
      (await mayNow(`${ceremonyId}/${personId}`, message))
        ? house.handleCommand(viewer, message)
        : answerOf(refuse('too-fast', 'Too many of these at once. Wait a moment.')),
    );
    answering('signal', 'signal', async (message): Promise<Value> => {
      const asked = signalMessage.safeParse(message);
      if (!asked.success) return answerOf(refuse('unknown-signal', 'A signal has a name and a payload.'));
      const outcome = await handleSignal(media, peer, asked.data.name, asked.data.payload);
      return outcome.ok ? outcome : answerOf(refuse(outcome.code, 'This cannot be done with your video or sound now.'));
    });
    answering('subscribe', 'command', async (message): Promise<Value> => {
      const asked = topicMessage.safeParse(message);
      if (!asked.success) return answerOf(refuse('unknown-topic', 'There is no such topic.'));
      return subscribe(socket, viewer, asked.data.topic);
    });
    answering('applaud', 'command', () => applause.clap(viewer));
    answering('clock', 'command', async () => ({ at: clock.now().toISOString() }));

    socket.on('disconnect', () => {
      clearTimeout(over);
      media.drop(peer);
      if (!presence.leave(connection)) return;
      lostSince.note(ceremonyId, personId, clock.now().toISOString());
      broadcast.forgetSelf(ceremonyId, personId);
      presenceChanged(ceremonyId);
    });
  });

  const subscribe = async (socket: Socket, viewer: Viewer, topic: Topic): Promise<Value> => {
    const asked = permitted(ceremonies.find(viewer.ceremonyId), viewer, [topicRules[topic]]);
    if (isRefusal(asked)) return answerOf(asked);
    const message = broadcast.snapshot(viewer.ceremonyId, topic, viewer.personId);
    await socket.join(roomOf(viewer.ceremonyId, topic, viewer.personId));
    if (message !== null) socket.emit('topic', message);
    return { ok: true };
  };

  const presenceChanged = (ceremonyId: string): void => {
    broadcast.touch(ceremonyId, 'presence');
    broadcast.touch(ceremonyId, 'roster');
    broadcast.touch(ceremonyId, 'preview');
    broadcast.touch(ceremonyId, 'board');
  };

  return {
    touch: (ceremonyId, topic) => broadcast.touch(ceremonyId, topic),
    stop: async () => {
      broadcast.stop();
      applause.stop();
      // Connections are cut, not dismissed: clients come back by themselves when the server does.
      for (const socket of await io.fetchSockets()) io.sockets.sockets.get(socket.id)?.conn.close();
      io.disconnectSockets(false);
      // Not `io.close()`, which waits for every connection of a server that is not ours to close.
      io.engine.close();
    },
  };
};

const signalMessage = z.strictObject({ name: z.string().max(60), payload: z.unknown() });
const topicMessage = z.strictObject({ topic: z.enum(TOPICS) });
