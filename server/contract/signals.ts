import { z } from 'zod';

import type { MediaRoom } from './constants.ts';

// Media signals: what a browser asks of the media rooms, what it gets back, and what it is told.
// Every text and list is bounded, so that the largest honest signal stays far below MAX_COMMAND_BYTES.

const MEDIA_ROOMS = ['stage', 'green-room', 'holding'] as const satisfies readonly MediaRoom[];

export const HEADER_EXTENSIONS = [
  'urn:ietf:params:rtp-hdrext:sdes:mid',
  'urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id',
  'urn:ietf:params:rtp-hdrext:sdes:repaired-rtp-stream-id',
  'http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time',
  'http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01',
  'urn:ietf:params:rtp-hdrext:ssrc-audio-level',
  'https://aomediacodec.github.io/av1-rtp-spec/#dependency-descriptor-rtp-header-extension',
  'urn:3gpp:video-orientation',
  'http://www.webrtc.org/experiments/rtp-hdrext/abs-capture-time',
  'http://www.webrtc.org/experiments/rtp-hdrext/playout-delay',
  'urn:mediasoup:params:rtp-hdrext:packet-id',
] as const;

const room = z.enum(MEDIA_ROOMS);
const id = z.string().min(1).max(64);
const word = z.string().min(1).max(64);
const payloadType = z.int().min(0).max(127);
const ssrc = z.int().min(1).max(0xffff_ffff);
const extensionId = z.int().min(1).max(255);
const kind = z.enum(['audio', 'video']);
const codecSettings = z
  .record(z.string().max(64), z.union([z.string().max(256), z.number(), z.boolean()]))
  .refine((settings) => Object.keys(settings).length <= 24);
const feedback = z.array(z.object({ type: word, parameter: z.string().max(64).exactOptional() })).max(16);

const codec = z.object({
  mimeType: word,
  clockRate: z.int().min(1).max(1_000_000),
  channels: z.int().min(1).max(8).exactOptional(),
  parameters: codecSettings.exactOptional(),
  rtcpFeedback: feedback.exactOptional(),
});

const rtpCapabilities = z.object({
  codecs: z.array(codec.extend({ kind, preferredPayloadType: payloadType })).max(64),
  headerExtensions: z
    .array(
      z.object({
        kind,
        uri: z.enum(HEADER_EXTENSIONS),
        preferredId: extensionId,
        preferredEncrypt: z.boolean().exactOptional(),
        direction: z.enum(['sendrecv', 'sendonly', 'recvonly', 'inactive']).exactOptional(),
      }),
    )
    .max(64),
});

const rtpParameters = z.object({
  mid: z.string().max(32).exactOptional(),
  msid: z.string().max(128).exactOptional(),
  codecs: z.array(codec.extend({ payloadType })).min(1).max(8),
  headerExtensions: z
    .array(
      z.object({
        uri: z.enum(HEADER_EXTENSIONS),
        id: extensionId,
        encrypt: z.boolean().exactOptional(),
        parameters: codecSettings.exactOptional(),
      }),
    )
    .max(24)
    .exactOptional(),
  encodings: z
    .array(
      z.object({
        ssrc: ssrc.exactOptional(),
        rid: z.string().min(1).max(16).exactOptional(),
        codecPayloadType: payloadType.exactOptional(),
        rtx: z.object({ ssrc }).exactOptional(),
        dtx: z.boolean().exactOptional(),
        scalabilityMode: z.string().max(16).exactOptional(),
        maxBitrate: z.int().min(0).max(20_000_000).exactOptional(),
      }),
    )
    .min(1)
    .max(4),
  rtcp: z
    .object({ cname: z.string().max(128).exactOptional(), reducedSize: z.boolean().exactOptional() })
    .exactOptional(),
});

const dtlsParameters = z.object({
  role: z.enum(['auto', 'client', 'server']).exactOptional(),
  fingerprints: z
    .array(
      z.object({
        algorithm: z.enum(['sha-1', 'sha-224', 'sha-256', 'sha-384', 'sha-512']),
        value: z.string().regex(/^[0-9A-Fa-f]{2}(?::[0-9A-Fa-f]{2}){15,63}$/),
      }),
    )
    .min(1)
    .max(8),
});

const aRoom = z.object({ room });
const aTransport = z.object({ transportId: id });
const aProducer = z.object({ producerId: id });
const aConsumer = z.object({ consumerId: id });

export const mediaSignals = {
  'media:join': aRoom,
  'media:leave': aRoom,
  'media:open-transport': z.object({ room, direction: z.enum(['send', 'receive']) }),
  'media:connect-transport': aTransport.extend({ dtlsParameters }),
  'media:restart-ice': aTransport,
  'media:produce': aTransport
    .extend({ kind, source: z.enum(['camera', 'microphone']), rtpParameters })
    .refine((signal) => (signal.source === 'camera') === (signal.kind === 'video')),
  'media:pause-producer': aProducer,
  'media:resume-producer': aProducer,
  'media:close-producer': aProducer,
  'media:consume': aProducer.extend({ rtpCapabilities }),
  'media:resume': aConsumer,
  'media:prefer-layers': aConsumer.extend({
    spatialLayer: z.int().min(0).max(3),
    temporalLayer: z.int().min(0).max(3).exactOptional(),
    /** 1 to 255; when bandwidth is short the higher one keeps its quality. */
    priority: z.int().min(1).max(255).exactOptional(),
  }),
} as const;

export type MediaSignalName = keyof typeof mediaSignals;
export type MediaSignal<Name extends MediaSignalName> = z.output<(typeof mediaSignals)[Name]>;

export type MediaKind = z.output<typeof kind>;
export type MediaSource = 'camera' | 'microphone';
export type MediaDirection = MediaSignal<'media:open-transport'>['direction'];
export type RtpCapabilities = z.output<typeof rtpCapabilities>;
export type RtpParameters = z.output<typeof rtpParameters>;
export type DtlsParameters = z.output<typeof dtlsParameters>;

type Loosely<Codec> = Omit<Codec, 'parameters'> & { parameters?: Record<string, unknown> };
/** What the room can carry, as the worker says it. */
export type RouterCapabilities = {
  codecs: Loosely<RtpCapabilities['codecs'][number]>[];
  headerExtensions: RtpCapabilities['headerExtensions'];
};
/** What a consumer will receive, as the worker says it. */
export type ConsumedParameters = Pick<RtpParameters, 'mid' | 'encodings' | 'rtcp'> & {
  codecs: Loosely<RtpParameters['codecs'][number]>[];
  headerExtensions: { uri: (typeof HEADER_EXTENSIONS)[number]; id: number; encrypt?: boolean }[];
};

export type ProducerNotice = {
  readonly room: MediaRoom;
  readonly personId: string;
  readonly producerId: string;
  readonly kind: MediaKind;
  readonly source: MediaSource;
  /** Muted, or the camera is covered by its owner. */
  readonly paused: boolean;
};

export type IceParameters = { usernameFragment: string; password: string; iceLite?: boolean };

export type TransportOffer = {
  readonly transportId: string;
  readonly iceParameters: IceParameters;
  readonly iceCandidates: {
    foundation: string;
    priority: number;
    ip: string;
    address: string;
    protocol: 'udp' | 'tcp';
    port: number;
    type: 'host';
    tcpType?: 'passive';
  }[];
  readonly dtlsParameters: DtlsParameters;
};

/** What each signal's acknowledgement carries when it is granted. */
export type MediaResults = {
  'media:join': {
    readonly rtpCapabilities: RouterCapabilities;
    readonly producers: readonly ProducerNotice[];
    readonly may: { readonly produce: boolean; readonly consume: boolean };
  };
  'media:leave': null;
  'media:open-transport': TransportOffer;
  'media:connect-transport': null;
  'media:restart-ice': { readonly iceParameters: IceParameters };
  'media:produce': { readonly producerId: string };
  'media:pause-producer': null;
  'media:resume-producer': null;
  'media:close-producer': null;
  'media:consume': {
    readonly consumerId: string;
    readonly producerId: string;
    readonly personId: string;
    readonly kind: MediaKind;
    readonly source: MediaSource;
    readonly rtpParameters: ConsumedParameters;
  };
  'media:resume': null;
  'media:prefer-layers': null;
};

/** Why a signal was refused. Stable: clients choose words and next steps by it. */
export type MediaProblem =
  /** Not a signal of this protocol, or a field out of bounds. */
  | 'media-bad-signal'
  /** This person may not do that in this room now. */
  | 'media-not-permitted'
  /** This connection is in no such room: join (again) first. */
  | 'media-not-joined'
  /** No such transport, producer or consumer, or it belongs to somebody else. */
  | 'media-unknown'
  /** The browser cannot show what is offered. */
  | 'media-unsupported'
  /** The worker would not take these parameters. */
  | 'media-invalid'
  /** A worker is being replaced: try again shortly. */
  | 'media-restarting';

/** What the server tells without being asked. */
export type MediaEvents = {
  'media:producer': ProducerNotice;
  'media:producer-changed': { readonly room: MediaRoom; readonly producerId: string; readonly paused: boolean };
  'media:producer-closed': { readonly room: MediaRoom; readonly producerId: string; readonly personId: string };
  /** Transports of this room are gone; join again. */
  'media:restarted': { readonly room: MediaRoom };
  /** Do not come back by yourself: the permission went, or the same person joined from elsewhere. */
  'media:ended': { readonly room: MediaRoom; readonly reason: 'not-permitted' | 'elsewhere' };
};
export type MediaEventName = keyof MediaEvents;
