import type { Consumer, Producer, Router, WebRtcServer, WebRtcTransport } from 'mediasoup/types';

import type { MediaRoom } from '#contract/constants';
import type {
  DtlsParameters,
  IceParameters,
  MediaDirection,
  MediaKind,
  MediaResults,
  MediaSource,
  ProducerNotice,
  RtpCapabilities,
  RtpParameters,
  TransportOffer,
} from '#contract/signals';

import { ICE_CONSENT_TIMEOUT, INITIAL_OUTGOING_BITRATE, KEY_FRAME_DELAY, MAX_INCOMING_BITRATE } from './codecs.ts';
import { granted, refused } from './outcome.ts';
import type { Outcome } from './outcome.ts';
import type { May, Peer } from './peer.ts';
import { consumedParameters } from './wire.ts';

/** What a link needs of its room. */
export type LinkRoom = {
  readonly name: MediaRoom;
  readonly router: Router;
  readonly server: WebRtcServer;
  readonly may: May;
  /** The open producer of that id in this room, whoever owns it. */
  notice(producerId: string): ProducerNotice | null;
  produced(notice: ProducerNotice): void;
  changed(notice: ProducerNotice): void;
  unproduced(notice: ProducerNotice): void;
  /** The network under the link is gone (M17). */
  silent(link: Link): void;
};

/** One peer in one room: its transports, what it sends and what it receives. */
export class Link {
  readonly peer: Peer;
  readonly #room: LinkRoom;
  readonly #transports = new Map<MediaDirection, WebRtcTransport>();
  readonly #producers = new Map<MediaSource, Producer>();
  /** By the id of the producer that each receives (M13). */
  readonly #consumers = new Map<string, Consumer>();
  #closed = false;

  constructor(peer: Peer, room: LinkRoom) {
    this.peer = peer;
    this.#room = room;
  }

  get mayProduce(): boolean {
    return !this.#closed && this.#room.may.produce(this.peer.personId, this.#room.name);
  }

  get mayConsume(): boolean {
    return !this.#closed && this.#room.may.consume(this.peer.personId, this.#room.name);
  }

  notices(): ProducerNotice[] {
    return [...this.#producers].map(([source, producer]) => this.#notice(source, producer));
  }

  ownsTransport(transportId: string): boolean {
    return [...this.#transports.values()].some((transport) => transport.id === transportId);
  }

  ownsProducer(producerId: string): boolean {
    return [...this.#producers.values()].some((producer) => producer.id === producerId);
  }

  ownsConsumer(consumerId: string): boolean {
    return this.#consumer(consumerId) !== null;
  }

  /** Whether that producer is in this link's room. */
  sees(producerId: string): boolean {
    return this.#room.notice(producerId) !== null;
  }

  async openTransport(direction: MediaDirection): Promise<Outcome<TransportOffer>> {
    const permitted = () => (direction === 'send' ? this.mayProduce : this.mayConsume);
    if (!permitted()) return refused('media-not-permitted');
    const transport = await this.#room.router.createWebRtcTransport({
      webRtcServer: this.#room.server,
      enableUdp: true,
      enableTcp: true,
      preferUdp: true,
      iceConsentTimeout: ICE_CONSENT_TIMEOUT,
      initialAvailableOutgoingBitrate: INITIAL_OUTGOING_BITRATE,
    });
    if (direction === 'send') await transport.setMaxIncomingBitrate(MAX_INCOMING_BITRATE[this.#room.name]);
    if (!permitted()) {
      transport.close();
      return refused('media-not-permitted');
    }
    this.#transports.get(direction)?.close();
    this.#transports.set(direction, transport);
    this.#watch(transport);
    return granted({
      transportId: transport.id,
      iceParameters: transport.iceParameters,
      iceCandidates: transport.iceCandidates,
      dtlsParameters: transport.dtlsParameters,
    });
  }

  async connectTransport(transportId: string, dtlsParameters: DtlsParameters): Promise<Outcome<null>> {
    const transport = this.#transport(transportId);
    if (!transport) return refused('media-unknown');
    await transport.connect({ dtlsParameters });
    return granted(null);
  }

  async restartIce(transportId: string): Promise<Outcome<{ readonly iceParameters: IceParameters }>> {
    const transport = this.#transport(transportId);
    if (!transport) return refused('media-unknown');
    return granted({ iceParameters: await transport.restartIce() });
  }

  async produce(
    transportId: string,
    kind: MediaKind,
    source: MediaSource,
    rtpParameters: RtpParameters,
  ): Promise<Outcome<{ readonly producerId: string }>> {
    if (!this.mayProduce) return refused('media-not-permitted');
    const transport = this.#transports.get('send');
    if (transport?.id !== transportId) return refused('media-unknown');
    const producer = await transport.produce({
      kind,
      rtpParameters,
      ...(kind === 'video' ? { keyFrameRequestDelay: KEY_FRAME_DELAY } : {}),
    });
    // M8
    if (!this.mayProduce) {
      producer.close();
      return refused('media-not-permitted');
    }
    this.#closeSource(source);
    this.#producers.set(source, producer);
    // M13: a send transport that is replaced takes its producers with it.
    producer.on('transportclose', () => {
      if (this.#producers.get(source) === producer) this.#closeSource(source);
    });
    this.#room.produced(this.#notice(source, producer));
    return granted({ producerId: producer.id });
  }

  async setPaused(producerId: string, paused: boolean): Promise<Outcome<null>> {
    const found = [...this.#producers].find(([, producer]) => producer.id === producerId);
    if (!found) return refused('media-unknown');
    const [source, producer] = found;
    if (!paused && !this.mayProduce) return refused('media-not-permitted');
    await (paused ? producer.pause() : producer.resume());
    if (!producer.closed) this.#room.changed(this.#notice(source, producer));
    return granted(null);
  }

  closeProducer(producerId: string): Outcome<null> {
    const found = [...this.#producers].find(([, producer]) => producer.id === producerId);
    if (!found) return refused('media-unknown');
    this.#closeSource(found[0]);
    return granted(null);
  }

  /** Closes everything this link sends; the peer stays in the room. Returns what was closed. */
  closeProducers(): ProducerNotice[] {
    const notices = this.notices();
    for (const source of this.#producers.keys()) this.#closeSource(source);
    return notices;
  }

  async consume(producerId: string, rtpCapabilities: RtpCapabilities): Promise<Outcome<MediaResults['media:consume']>> {
    if (!this.mayConsume) return refused('media-not-permitted');
    const notice = this.#room.notice(producerId);
    const transport = this.#transports.get('receive');
    if (!notice || !transport) return refused('media-unknown');
    if (!this.#room.router.canConsume({ producerId, rtpCapabilities })) return refused('media-unsupported');
    // M14; retransmission of Opus helps on mobile networks and costs next to nothing on good ones.
    const consumer = await transport.consume({ producerId, rtpCapabilities, paused: true, enableRtx: true });
    if (!this.mayConsume || consumer.closed) {
      consumer.close();
      return refused(this.mayConsume ? 'media-unknown' : 'media-not-permitted');
    }
    this.#consumers.get(producerId)?.close();
    this.#consumers.set(producerId, consumer);
    consumer.observer.once('close', () => {
      if (this.#consumers.get(producerId) === consumer) this.#consumers.delete(producerId);
    });
    const { personId, kind, source } = notice;
    return granted({
      consumerId: consumer.id,
      producerId,
      personId,
      kind,
      source,
      rtpParameters: consumedParameters(consumer.rtpParameters),
    });
  }

  async resume(consumerId: string): Promise<Outcome<null>> {
    const consumer = this.#consumer(consumerId);
    if (!consumer) return refused('media-unknown');
    if (!this.mayConsume) return refused('media-not-permitted');
    await consumer.resume();
    return granted(null);
  }

  async preferLayers(
    consumerId: string,
    layers: { spatialLayer: number; temporalLayer?: number },
    priority: number | null,
  ): Promise<Outcome<null>> {
    const consumer = this.#consumer(consumerId);
    if (!consumer) return refused('media-unknown');
    if (consumer.kind !== 'video') return refused('media-unsupported');
    await consumer.setPreferredLayers(layers);
    if (priority !== null) await consumer.setPriority(priority);
    return granted(null);
  }

  /** M16 */
  close(): void {
    if (this.#closed) return;
    this.closeProducers();
    this.#closed = true;
    for (const transport of this.#transports.values()) transport.close();
    this.#transports.clear();
  }

  #watch(transport: WebRtcTransport): void {
    transport.on('icestatechange', (state) => {
      if (state === 'disconnected') this.#room.silent(this);
    });
    transport.on('dtlsstatechange', (state) => {
      if (state === 'failed') this.#room.silent(this);
    });
  }

  #closeSource(source: MediaSource): void {
    const producer = this.#producers.get(source);
    if (!producer) return;
    const notice = this.#notice(source, producer);
    this.#producers.delete(source);
    producer.close();
    this.#room.unproduced(notice);
  }

  #notice(source: MediaSource, producer: Producer): ProducerNotice {
    return {
      room: this.#room.name,
      personId: this.peer.personId,
      producerId: producer.id,
      kind: producer.kind,
      source,
      paused: producer.paused,
    };
  }

  #transport(transportId: string): WebRtcTransport | null {
    return [...this.#transports.values()].find((transport) => transport.id === transportId) ?? null;
  }

  #consumer(consumerId: string): Consumer | null {
    return [...this.#consumers.values()].find((consumer) => consumer.id === consumerId) ?? null;
  }
}
