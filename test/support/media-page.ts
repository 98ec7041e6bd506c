// Runs inside the browser: what a screen does with the media client, without the screen. Tests call it as `mediaPage`.

import { io } from 'socket.io-client';
import type { Socket } from 'socket.io-client';

import type { MediaRoom } from '#contract/constants';
import { holdDevice, openCamera, openMicrophone } from '#client/media/devices.ts';
import type { DeviceKind, DeviceState, HeldDevice } from '#client/media/devices.ts';
import type { TileSize } from '#client/media/encodings.ts';
import { joinMedia } from '#client/media/stage-client.ts';
import type { JoinedMedia, MediaState } from '#client/media/stage-client.ts';
import { codeOf } from '#client/media/wire.ts';
import type { Signaller } from '#client/media/wire.ts';

type Tile = {
  readonly element: HTMLVideoElement;
  readonly sound: HTMLAudioElement;
  frames: number;
  firstFrameAt: number | null;
};

const tiles = new Map<string, Tile>();
const states: MediaState[] = [];
const deviceStates: string[] = [];
let socket: Socket | null = null;
let joined: JoinedMedia | null = null;
let joinedAt = 0;
let unpublishedByServer = 0;
let largestSignal = 0;
let held: HeldDevice | null = null;

export function connect(personId: string): Promise<void> {
  const opened = io({ auth: { personId }, transports: ['websocket'], reconnectionDelay: 100 });
  socket = opened;
  return new Promise((resolve) => opened.once('connect', resolve));
}

const signaller: Signaller = {
  async request(name, payload) {
    if (!socket) throw new Error('Not connected.');
    largestSignal = Math.max(largestSignal, JSON.stringify(payload).length);
    const outcome = await socket.timeout(5_000).emitWithAck(name, payload);
    if (outcome.ok) return outcome.value;
    throw Object.assign(new Error(outcome.code), { code: outcome.code });
  },
  on(event: string, listener) {
    const opened = socket;
    opened?.on(event, listener);
    return () => void opened?.off(event, listener);
  },
};

export function join(room: MediaRoom): void {
  joinedAt = performance.now();
  joined = joinMedia({
    signaller,
    room,
    onRemote: (personId, person) => show(personId, person),
    onState: (state) => states.push(state),
    onUnpublished: () => (unpublishedByServer += 1),
  });
}

function show(personId: string, person: { video: MediaStream | null; audio: MediaStream | null } | null): void {
  const tile = tiles.get(personId);
  if (!person) {
    tile?.element.remove();
    tile?.sound.pause();
    tiles.delete(personId);
    return;
  }
  const shown = tile ?? newTile(personId);
  shown.sound.srcObject = person.audio;
  if (shown.element.srcObject !== person.video) {
    shown.element.srcObject = person.video;
    shown.frames = 0;
  }
}

function newTile(personId: string): Tile {
  const element = document.createElement('video');
  element.muted = true;
  element.autoplay = true;
  document.body.append(element);
  const sound = new Audio();
  sound.autoplay = true;
  const tile: Tile = { element, sound, frames: 0, firstFrameAt: null };
  const onFrame = (): void => {
    tile.frames += 1;
    tile.firstFrameAt ??= performance.now();
    element.requestVideoFrameCallback(onFrame);
  };
  element.requestVideoFrameCallback(onFrame);
  tiles.set(personId, tile);
  return tile;
}

/** Opens both devices and sends them. Returns null, or the code of the refusal. */
export async function publish(): Promise<string | null> {
  const tracks = [];
  for (const open of [openCamera, openMicrophone]) {
    const device = await open();
    if (device.outcome !== 'granted') return device.outcome;
    tracks.push(device.track);
  }
  try {
    await joined?.publish(new MediaStream(tracks));
    return null;
  } catch (error) {
    return codeOf(error);
  }
}

export const unpublish = () => joined?.unpublish();
export const setMuted = (kind: 'audio' | 'video', muted: boolean) => joined?.setMuted(kind, muted);
export const setTileSize = (personId: string, size: TileSize) => joined?.setTileSize(personId, size);
export const leave = () => joined?.leave();
export const state = () => joined?.state() ?? null;
export const history = () => ({ states, unpublishedByServer, largestSignal });

export const look = () =>
  [...tiles].map(([personId, tile]) => ({
    personId,
    frames: tile.frames,
    width: tile.element.videoWidth,
    hasVideo: tile.element.srcObject !== null,
    hasAudio: tile.sound.srcObject !== null,
    /** Milliseconds from the call of `join`. */
    firstFrame: tile.firstFrameAt === null ? null : tile.firstFrameAt - joinedAt,
  }));

/** A bare signal, as a client that does not keep to the rules could send it. */
export async function signal(name: string, payload: unknown): Promise<unknown> {
  return await socket?.timeout(5_000).emitWithAck(name, payload);
}

export const cameraOutcome = async () => (await openCamera()).outcome;
export const microphoneOutcome = async () => (await openMicrophone()).outcome;

export function hold(kind: DeviceKind): void {
  held = holdDevice(kind, (next: DeviceState) => deviceStates.push(next.outcome));
}
export const retryDevice = () => held?.retry();
export const heldStates = () => deviceStates;
