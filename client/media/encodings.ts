import type { types } from 'mediasoup-client';

import type { MediaRoom } from '#contract/constants';

const layer = (scaleResolutionDownBy: number, maxBitrate: number) => ({
  scaleResolutionDownBy,
  maxBitrate,
  scalabilityMode: 'L1T3',
});

/** A 720p camera in 180, 360 and 720 lines for the stage; an identity check gets by with the two smaller ones. */
export const CAMERA_LAYERS: Record<MediaRoom, types.RtpEncodingParameters[]> = {
  stage: [layer(4, 150_000), layer(2, 500_000), layer(1, 1_800_000)],
  'green-room': [layer(4, 150_000), layer(2, 500_000)],
  holding: [layer(4, 150_000), layer(2, 500_000)],
};

/** Silence costs nothing (DTX), a lost packet is mended from the next (FEC). */
export const MICROPHONE_OPTIONS: types.ProducerCodecOptions = { opusDtx: true, opusFec: true };

/** Starts near the middle layer instead of climbing there. */
export const CAMERA_OPTIONS: types.ProducerCodecOptions = { videoGoogleStartBitrate: 1_000 };

/** How large a person is shown: which layer suffices, and who keeps it when the network is narrow. */
export const TILE_SIZES = {
  small: { spatialLayer: 0, priority: 1 },
  medium: { spatialLayer: 1, priority: 100 },
  large: { spatialLayer: 2, priority: 255 },
} as const;
export type TileSize = keyof typeof TILE_SIZES;
