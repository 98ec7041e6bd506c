import { parseCeremonyEvent } from '#ceremony/events';
import type { Tools } from './act.ts';
import { archiveMinutes } from './archive-minutes.ts';
import { closeRecord } from './close-record.ts';
import { makeCheckpoint } from './make-checkpoint.ts';
import type { Reaction } from './reactions.ts';

/** What the record does by itself: a checkpoint after each wave, the end of a ceremony that is closing, and what its minutes still want. */
export const recordReactions: readonly Reaction<Tools>[] = [
  {
    name: 'make-checkpoint',
    on: ['session-closed'],
    react: async ({ live, event, now, tools }) => {
      const parsed = parseCeremonyEvent('session-closed', event.schema, event.data);
      if (parsed.type !== 'session-closed') return null;
      return makeCheckpoint(live, { wave: parsed.data.wave, position: event.position }, tools, now);
    },
  },
  {
    name: 'close-record',
    on: ['closing-begun', 'closing-forced', 'agreement-sealed', 'agreement-voided', 'agreement-replaced'],
    react: ({ live, now, tools }) => closeRecord(live, tools, now),
  },
  {
    // F39: by itself, so that the closing waits for nobody.
    name: 'archive-minutes',
    on: ['minutes-sealed'],
    react: ({ live, now, tools }) => archiveMinutes(live, tools, now),
  },
];
