import type { MediaRoom } from '#contract/constants';
import type { MediaEventName, MediaEvents } from '#contract/signals';

/** A person's one live connection. */
export type Peer = { readonly ceremonyId: string; readonly personId: string; readonly connectionId: string };

/** The law's answer, as the views know it now; media asks it for every signal (M7). */
export type May = {
  produce(personId: string, room: MediaRoom): boolean;
  consume(personId: string, room: MediaRoom): boolean;
};

/** Sends an event to some connections. */
export type Tell = <Name extends MediaEventName>(to: readonly Peer[], event: Name, payload: MediaEvents[Name]) => void;
