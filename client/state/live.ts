import { batch, computed, effect, signal, type ReadonlySignal, type Signal } from '@preact/signals';
import type { MediaRoom } from '#contract/constants';
import type { SelfView, StageView } from '#contract/views';
import type { Connection } from '../connection/connect.ts';
import type { DeviceKind, DeviceState, HeldDevice } from '../media/devices.ts';
import type { RemotePerson } from '../media/remote-people.ts';
import type { JoinedMedia, MediaState } from '../media/stage-client.ts';

/** `auto`: open while the person is asked to appear, and only then. `on`, `off`: as the person chose. */
export type Wanted = 'auto' | 'on' | 'off';
export type Device = DeviceState | { readonly outcome: 'off' };
export type People = ReadonlyMap<string, RemotePerson>;

/** What is seen and heard of others, and what is sent of oneself. Media decides nothing: the server's view does. */
export type Live = {
  readonly people: { readonly [room in MediaRoom]: ReadonlySignal<People> };
  readonly states: { readonly [room in MediaRoom]: ReadonlySignal<MediaState | 'not-joined'> };
  /** Where this person is to be seen: on stage, in the green room, or nowhere. */
  readonly appearing: ReadonlySignal<MediaRoom | null>;
  readonly devices: { readonly [kind in DeviceKind]: ReadonlySignal<Device> };
  readonly wanted: { readonly [kind in DeviceKind]: Signal<Wanted> };
  /** Held, but sends silence. */
  readonly microphoneMuted: Signal<boolean>;
  /** The browser refused to play sound before the person touched the page. */
  readonly soundBlocked: Signal<boolean>;
  readonly own: ReadonlySignal<MediaStream | null>;
  readonly retryDevice: (kind: DeviceKind) => void;
  /** Sees and hears a room until the returned function is called. */
  readonly watch: (room: MediaRoom) => () => void;
  readonly setTileSize: (room: MediaRoom, personId: string, size: 'small' | 'medium' | 'large') => void;
  readonly close: () => void;
};

const WITHOUT_CAMERA = 'teken.without-camera';
const choseToBeWithout = (): boolean => {
  try {
    return sessionStorage.getItem(WITHOUT_CAMERA) === 'yes';
  } catch {
    return false;
  }
};

/** mediasoup-client comes only when a room is first joined. */
const mediaCode = () => import('../media/stage-client.ts');
const deviceCode = () => import('../media/devices.ts');

const createRoom = (room: MediaRoom, connection: Connection, isGathered: ReadonlySignal<boolean>) => {
  const people = signal<People>(new Map());
  const state = signal<MediaState | 'not-joined'>('not-joined');
  const joined = signal<JoinedMedia | null>(null);
  const watchers = signal(0);
  const sizes = new Map<string, 'small' | 'medium' | 'large'>();
  let joining = false;

  const join = async (): Promise<void> => {
    if (joining) return;
    joining = true;
    try {
      const { joinMedia } = await mediaCode();
      if (watchers.value === 0) return;
      const media = joinMedia({
        signaller: connection.signaller,
        room,
        onRemote: (personId, person) => {
          const next = new Map(people.value);
          if (person === null) next.delete(personId);
          else next.set(personId, person);
          people.value = next;
        },
        onState: (next) => {
          state.value = next;
        },
      });
      for (const [personId, size] of sizes) media.setTileSize(personId, size);
      batch(() => {
        state.value = media.state();
        joined.value = media;
      });
    } catch {
      // The chunk could not be loaded (connection lost): the next connection tries again.
      state.value = 'not-joined';
    } finally {
      joining = false;
    }
  };

  const leave = (): void => {
    joined.value?.leave();
    batch(() => {
      joined.value = null;
      people.value = new Map();
      state.value = 'not-joined';
    });
  };

  // Joined while somebody watches, the ceremony is gathered and the line stands. A room that ended for this connection (`elsewhere`,
  // `not-permitted`) is joined anew on the next.
  const stopJoining = effect(() => {
    const mayJoin = connection.state.value.state === 'connected' && isGathered.value;
    if (watchers.value === 0) {
      if (joined.peek() !== null) leave();
      return;
    }
    if (!mayJoin) return;
    const now = state.peek();
    if (now === 'elsewhere' || now === 'not-permitted') leave();
    if (joined.peek() === null) void join();
  });

  return {
    people,
    state,
    joined,
    watch: () => {
      watchers.value = watchers.peek() + 1;
      let watching = true;
      return () => {
        if (watching) watchers.value = watchers.peek() - 1;
        watching = false;
      };
    },
    setTileSize: (personId: string, size: 'small' | 'medium' | 'large') => {
      sizes.set(personId, size);
      joined.peek()?.setTileSize(personId, size);
    },
    close: () => {
      stopJoining();
      leave();
    },
  };
};

/** One device, held while `held` is true. */
const createDevice = (kind: DeviceKind, held: ReadonlySignal<boolean>) => {
  const state = signal<Device>({ outcome: 'off' });
  let device: HeldDevice | null = null;
  const hold = async (): Promise<void> => {
    const { holdDevice } = await deviceCode();
    if (!held.peek() || device !== null) return;
    device = holdDevice(kind, (next) => {
      state.value = next.outcome === 'released' ? { outcome: 'off' } : next;
    });
  };
  const stop = effect(() => {
    if (held.value) {
      if (state.peek().outcome === 'off') state.value = { outcome: 'opening' };
      // A chunk that could not be loaded (connection lost) is asked for again by the next wish to be seen.
      hold().catch(() => {
        state.value = { outcome: 'off' };
      });
      return;
    }
    device?.release();
    device = null;
    state.value = { outcome: 'off' };
  });
  return {
    state,
    retry: () => void device?.retry(),
    close: () => {
      stop();
      device?.release();
    },
  };
};

export const createLive = (
  connection: Connection,
  topics: { readonly self: ReadonlySignal<SelfView | null>; readonly stage: ReadonlySignal<StageView | null> },
  arrived: ReadonlySignal<boolean>,
): Live => {
  // Before it opens and after it closes there are no pictures: asking for them would be refused for good.
  // From the lobby the stage is not seen; whoever may show themselves there is asked to while the ceremony is gathered.
  const isGathered = computed(
    () =>
      topics.stage.value?.phase === 'open' ||
      topics.stage.value?.phase === 'live' ||
      topics.self.value?.mayShowThemselves === true,
  );
  const rooms = {
    stage: createRoom('stage', connection, isGathered),
    'green-room': createRoom('green-room', connection, isGathered),
    holding: createRoom('holding', connection, isGathered),
  };
  const wanted = { camera: signal<Wanted>(choseToBeWithout() ? 'off' : 'auto'), microphone: signal<Wanted>('auto') };
  const microphoneMuted = signal(false);
  const soundBlocked = signal(false);

  const appearing = computed<MediaRoom | null>(() => {
    const self = topics.self.value;
    // Who has not come in yet is seen by nobody, and no camera opens unasked.
    if (self === null || !self.noticeAccepted || !arrived.value) return null;
    if (self.onStage) return 'stage';
    if (self.inHolding) return 'holding';
    return self.mayShowThemselves ? 'green-room' : null;
  });
  const held = (kind: DeviceKind) =>
    computed(() => wanted[kind].value === 'on' || (wanted[kind].value === 'auto' && appearing.value !== null));
  const devices = {
    camera: createDevice('camera', held('camera')),
    microphone: createDevice('microphone', held('microphone')),
  };

  const own = computed<MediaStream | null>(() => {
    const tracks = [devices.camera.state.value, devices.microphone.state.value].flatMap((device) =>
      device.outcome === 'granted' ? [device.track] : [],
    );
    return tracks.length === 0 ? null : new MediaStream(tracks);
  });

  const stops = [
    // The choice outlives a reload, not the window.
    effect(() => {
      try {
        sessionStorage.setItem(WITHOUT_CAMERA, wanted.camera.value === 'off' ? 'yes' : 'no');
      } catch {
        // Storage may be forbidden: then the choice lasts as long as the page.
      }
    }),
    effect(() => {
      const room = appearing.value;
      return room === null || room === 'stage' ? undefined : rooms[room].watch();
    }),
    ...(['stage', 'green-room', 'holding'] as const).map((name) =>
      effect(() => {
        const media = rooms[name].joined.value;
        if (media === null) return;
        const stream = appearing.value === name ? own.value : null;
        // Refused or broken publishing mends itself on rejoining, or the view says that nobody asked any more.
        (stream === null ? media.unpublish() : media.publish(stream)).catch(() => undefined);
      }),
    ),
    ...(['stage', 'green-room', 'holding'] as const).map((name) =>
      effect(() => {
        rooms[name].joined.value?.setMuted('audio', microphoneMuted.value).catch(() => undefined);
      }),
    ),
  ];

  return {
    people: { stage: rooms.stage.people, 'green-room': rooms['green-room'].people, holding: rooms.holding.people },
    states: { stage: rooms.stage.state, 'green-room': rooms['green-room'].state, holding: rooms.holding.state },
    appearing,
    devices: { camera: devices.camera.state, microphone: devices.microphone.state },
    wanted,
    microphoneMuted,
    soundBlocked,
    own,
    retryDevice: (kind) => devices[kind].retry(),
    watch: (room) => rooms[room].watch(),
    setTileSize: (room, personId, size) => rooms[room].setTileSize(personId, size),
    close: () => {
      for (const stop of stops) stop();
      devices.camera.close();
      devices.microphone.close();
      rooms.stage.close();
      rooms['green-room'].close();
      rooms.holding.close();
    },
  };
};
