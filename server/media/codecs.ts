import type { RouterRtpCodecCapability } from 'mediasoup/types';

import type { MediaRoom } from '#contract/constants';

// M5: the order is the browsers' order of preference. VP8 is simulcast everywhere; H264 is there for devices that encode
// it in hardware only. Opus' DTX and in-band FEC are settings of the sender (client/media/encodings.ts).
export const ROUTER_CODECS: RouterRtpCodecCapability[] = [
  { kind: 'audio', mimeType: 'audio/opus', clockRate: 48_000, channels: 2 },
  { kind: 'video', mimeType: 'video/VP8', clockRate: 90_000 },
  {
    kind: 'video',
    mimeType: 'video/H264',
    clockRate: 90_000,
    parameters: { 'packetization-mode': 1, 'profile-level-id': '42e01f', 'level-asymmetry-allowed': 1 },
  },
];

/** M18, bits per second; above the sum of the layers that a client sends there. */
export const MAX_INCOMING_BITRATE = {
  stage: 4_000_000,
  'green-room': 1_200_000,
  holding: 1_200_000,
} as const satisfies Record<MediaRoom, number>;

/** Milliseconds between two key frames asked of one camera: many viewers joining at once must not double its bitrate. */
export const KEY_FRAME_DELAY = 1_000;

/** M17, seconds. */
export const ICE_CONSENT_TIMEOUT = 12;

export const INITIAL_OUTGOING_BITRATE = 1_000_000;
