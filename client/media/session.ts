import { Device } from 'mediasoup-client';
import type { types } from 'mediasoup-client';

import type { MediaRoom } from '#contract/constants';
import type { MediaDirection, MediaKind, MediaSource, ProducerNotice } from '#contract/signals';

import { CAMERA_LAYERS, CAMERA_OPTIONS, MICROPHONE_OPTIONS, TILE_SIZES } from './encodings.ts';
import type { TileSize } from './encodings.ts';
import { RemotePeople } from './remote-people.ts';
import type { OnRemote } from './remote-people.ts';
import { keepConnected, whenConnected } from './transport-health.ts';
import { codeOf } from './wire.ts';
import type { MediaWire } from './wire.ts';

export type Wish = { readonly stream: MediaStream | null; readonly muted: Readonly<Record<MediaKind, boolean>> };

export type SessionOptions = {
  readonly wire: MediaWire;
  readonly room: MediaRoom;
  readonly onRemote: OnRemote;
  readonly tileSize: (personId: string) => TileSize | undefined;
  /** The server closed everything that was sent, because the permission went. */
  readonly onUnpublished: () => void;
  /** This session is lost; a new one has to be opened. */
  readonly onBroken: () => void;
};

const SOURCES = { camera: 'video', microphone: 'audio' } as const satisfies Record<MediaSource, MediaKind>;

/** From one joining of a room to its end. A broken session is thrown away, never mended. */
export class Session {
  readonly #options: SessionOptions;
  readonly #remote: RemotePeople;
  readonly #stops: (() => void)[] = [];
  readonly #known = new Map<string, ProducerNotice>();
  readonly #consumers = new Map<string, types.Consumer>();
  readonly #producers = new Map<MediaSource, types.Producer>();
  readonly #transports = new Map<MediaDirection, Promise<types.Transport>>();
  #device: Promise<Device> | null = null;
  #entered = false;
  #publishing: Promise<unknown> = Promise.resolve();
  #closed = false;

  constructor(options: SessionOptions) {
    this.#options = options;
    this.#remote = new RemotePeople(options.onRemote);
    const { wire, room } = options;
    // Listened to before joining, so that nothing falls between the answer and the first event.
    this.#stops.push(
      wire.listen('media:producer', (notice) => notice.room === room && this.#meet(notice)),
      wire.listen('media:producer-changed', (change) => this.#change(change.producerId, change.paused)),
      wire.listen('media:producer-closed', (closing) => this.#part(closing.producerId)),
    );
  }

  /** Joins the room. Rejects with a code; then close the session. */
  async enter(): Promise<void> {
    const { wire, room } = this.#options;
    const [device, reply] = await Promise.all([Device.factory(), wire.ask('media:join', { room })]);
    if (this.#closed) return;
    // The browser examines its codecs while the server opens the transport.
    this.#device = device.load({ routerRtpCapabilities: reply.rtpCapabilities }).then(() => device);
    await Promise.all([this.#device, reply.may.consume ? this.#transport('receive') : null]);
    for (const notice of reply.producers) this.#known.set(notice.producerId, notice);
    for (const notice of this.#known.values()) void this.#consume(notice);
    this.#entered = true;
  }

  /** Sends what is wished and nothing else. Calls take their turn. */
  publish(wish: Wish): Promise<void> {
    const turn = this.#publishing.then(() => this.#publish(wish));
    this.#publishing = turn.catch(() => undefined);
    return turn;
  }

  async setTileSize(personId: string, size: TileSize): Promise<void> {
    const videos = [...this.#consumers.values()].filter(
      (consumer) => consumer.kind === 'video' && this.#known.get(consumer.producerId)?.personId === personId,
    );
    await Promise.all(videos.map((consumer) => this.#prefer(consumer, size)));
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    for (const stop of this.#stops.splice(0)) stop();
    for (const opening of this.#transports.values()) {
      opening.then((transport) => transport.close()).catch(() => undefined);
    }
    this.#remote.clear();
  }

  async #publish({ stream, muted }: Wish): Promise<void> {
    for (const source of ['microphone', 'camera'] as const) {
      if (this.#closed) return;
      const kind = SOURCES[source];
      const track = stream?.getTracks().find((each) => each.kind === kind && each.readyState === 'live');
      if (!track) this.#closeOwn(source);
      else await this.#send(source, track, muted[kind]);
    }
  }

  async #send(source: MediaSource, track: MediaStreamTrack, muted: boolean): Promise<void> {
    const producer = this.#producers.get(source);
    if (!producer) {
      // Disabled before it is sent: not one syllable of a muted microphone leaves the browser.
      track.enabled = !muted;
      await this.#produce(source, track);
      if (muted) await this.#signalPaused(source, true);
      return;
    }
    if (producer.track !== track) await producer.replaceTrack({ track });
    if (producer.paused === muted) return;
    if (muted) producer.pause();
    else producer.resume();
    await this.#signalPaused(source, muted);
  }

  async #produce(source: MediaSource, track: MediaStreamTrack): Promise<void> {
    const transport = await this.#transport('send');
    const producer = await transport.produce({
      track,
      // Tracks belong to whoever opened the device.
      stopTracks: false,
      appData: { source },
      encodings: source === 'camera' ? CAMERA_LAYERS[this.#options.room] : [],
      codecOptions: source === 'camera' ? CAMERA_OPTIONS : MICROPHONE_OPTIONS,
    });
    if (this.#closed) return;
    this.#producers.set(source, producer);
    // Unplugged or taken away: viewers must not look at the last frame.
    producer.on('trackended', () => this.#closeOwn(source));
  }

  async #signalPaused(source: MediaSource, paused: boolean): Promise<void> {
    const producer = this.#producers.get(source);
    if (!producer) return;
    await this.#options.wire.ask(paused ? 'media:pause-producer' : 'media:resume-producer', {
      producerId: producer.id,
    });
  }

  #closeOwn(source: MediaSource): void {
    const producer = this.#producers.get(source);
    if (!producer) return;
    this.#producers.delete(source);
    producer.close();
    this.#options.wire.ask('media:close-producer', { producerId: producer.id }).catch(() => undefined);
  }

  #meet(notice: ProducerNotice): void {
    this.#known.set(notice.producerId, notice);
    if (this.#entered) void this.#consume(notice);
  }

  #change(producerId: string, paused: boolean): void {
    const notice = this.#known.get(producerId);
    if (notice) this.#known.set(producerId, { ...notice, paused });
    this.#remote.setPaused(producerId, paused);
  }

  #part(producerId: string): void {
    const own = [...this.#producers].find(([, producer]) => producer.id === producerId);
    if (own) {
      own[1].close();
      this.#producers.delete(own[0]);
      if (this.#producers.size === 0) this.#options.onUnpublished();
      return;
    }
    this.#known.delete(producerId);
    this.#consumers.get(producerId)?.close();
    this.#consumers.delete(producerId);
    this.#remote.remove(producerId);
  }

  async #consume({ producerId, personId }: ProducerNotice): Promise<void> {
    const { wire, onBroken, tileSize } = this.#options;
    const isGone = () => this.#closed || !this.#known.has(producerId);
    try {
      const transport = await this.#transport('receive');
      const rtpCapabilities = (await this.#device)?.recvRtpCapabilities ?? {};
      const { consumerId, kind, rtpParameters } = await wire.ask('media:consume', { producerId, rtpCapabilities });
      if (isGone()) return;
      const consumer = await transport.consume({ id: consumerId, producerId, kind, rtpParameters });
      const notice = this.#known.get(producerId);
      if (this.#closed || !notice) return consumer.close();
      this.#consumers.set(producerId, consumer);
      this.#remote.add(producerId, personId, consumer.track, notice.paused);
      const size = tileSize(personId);
      if (size && kind === 'video') await this.#prefer(consumer, size);
      await whenConnected(transport);
      if (!isGone()) await wire.ask('media:resume', { consumerId });
    } catch (error) {
      // Between the announcement and our answer a camera may close: its closing is announced as well.
      if (!isGone() && codeOf(error) !== 'media-unknown') onBroken();
    }
  }

  async #prefer(consumer: types.Consumer, size: TileSize): Promise<void> {
    await this.#options.wire.ask('media:prefer-layers', { consumerId: consumer.id, ...TILE_SIZES[size] });
  }

  #transport(direction: MediaDirection): Promise<types.Transport> {
    const known = this.#transports.get(direction);
    if (known) return known;
    const opening = this.#openTransport(direction);
    this.#transports.set(direction, opening);
    // A refused transport may be granted later, once the person is called to the stage.
    opening.catch(() => this.#transports.delete(direction));
    return opening;
  }

  async #openTransport(direction: MediaDirection): Promise<types.Transport> {
    const { wire, room, onBroken } = this.#options;
    const [{ transportId, ...offer }, device] = await Promise.all([
      wire.ask('media:open-transport', { room, direction }),
      this.#device,
    ]);
    if (this.#closed || !device) throw new Error('The media session is closed.');
    const options = { id: transportId, ...offer };
    const transport = direction === 'send' ? device.createSendTransport(options) : device.createRecvTransport(options);
    transport.on('connect', ({ dtlsParameters }, done, failed) => {
      void pass(wire.ask('media:connect-transport', { transportId, dtlsParameters }), done, failed);
    });
    transport.on('produce', ({ kind, rtpParameters }, done, failed) => {
      const source = kind === 'video' ? 'camera' : 'microphone';
      const asked = wire.ask('media:produce', { transportId, kind, source, rtpParameters });
      void pass(asked, ({ producerId }) => done({ id: producerId }), failed);
    });
    this.#stops.push(keepConnected(transport, wire, onBroken));
    return transport;
  }
}

/** Hands an answer to a library that wants callbacks. */
async function pass<Answer>(asked: Promise<Answer>, done: (answer: Answer) => void, failed: (error: Error) => void) {
  try {
    done(await asked);
  } catch (error) {
    failed(error instanceof Error ? error : new Error('A media signal failed.', { cause: error }));
  }
}
