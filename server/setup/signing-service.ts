import type { Clock } from '#platform/clock';
import { createCscClient } from '#signing/csc-client';
import { createRemoteService, type RemoteService } from '#signing/remote-service';
import type { SigningServiceSettings } from '#server/config-signing-service';

/** The signing service that the settings name; nothing is asked of it before somebody signs by it. */
export const openSigningService = (settings: SigningServiceSettings | null, clock: Clock): RemoteService | null =>
  settings === null
    ? null
    : createRemoteService({
        name: settings.name,
        roots: settings.roots,
        signer: createCscClient(settings, clock),
        clock,
      });
