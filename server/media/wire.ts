import type {
  RtpCapabilities as WorkerCapabilities,
  RtpHeaderExtensionUri,
  RtpParameters as WorkerParameters,
} from 'mediasoup/types';

import { HEADER_EXTENSIONS } from '#contract/signals';
import type { ConsumedParameters, RouterCapabilities } from '#contract/signals';

// The worker knows header extensions that browsers' side of the library does not; those stay here.

type KnownUri = (typeof HEADER_EXTENSIONS)[number];

const isKnown = <Extension extends { uri: RtpHeaderExtensionUri }>(
  extension: Extension,
): extension is Extension & { uri: KnownUri } => HEADER_EXTENSIONS.some((uri) => uri === extension.uri);

export const routerCapabilities = ({ codecs, headerExtensions }: WorkerCapabilities): RouterCapabilities => ({
  codecs: codecs ?? [],
  headerExtensions: (headerExtensions ?? []).filter(isKnown),
});

export const consumedParameters = (parameters: WorkerParameters): ConsumedParameters => ({
  ...(parameters.mid === undefined ? {} : { mid: parameters.mid }),
  ...(parameters.rtcp === undefined ? {} : { rtcp: parameters.rtcp }),
  codecs: parameters.codecs,
  headerExtensions: (parameters.headerExtensions ?? []).filter(isKnown),
  encodings: parameters.encodings ?? [],
});
