import { openMedia } from '#media/media';
import type { Media } from '#media/media';
import type { Log } from '#platform/log';
import { StartFault } from '#platform/start-fault';
import type { Config } from '#server/config';
import { mediaAddress } from './media-address.ts';

/** Starts the media workers as the settings say. @throws StartFault with a sentence */
export const openConfiguredMedia = async (config: Config, addresses: readonly string[], log: Log): Promise<Media> => {
  const { mediasoupWorkerBin: workerBin, rtcPort } = config;
  if (workerBin === null)
    throw new StartFault(
      'The media worker is not set up: start Teken with npm start, or name the worker with MEDIASOUP_WORKER_BIN.',
    );
  try {
    return await openMedia({ workerBin, rtcPort, log, ...mediaAddress(config, addresses) });
  } catch (error) {
    const reason = error instanceof Error ? error.message.replace(/\.$/, '') : String(error);
    throw new StartFault(
      `Video and sound cannot start: ${reason}. Is UDP or TCP port ${rtcPort} in use? Choose another with RTC_PORT.`,
      { cause: error },
    );
  }
};
