import type { rundownCommands } from '#contract/commands/rundown';
import { isoIn } from '#contract/zones';
import type { Act, ActTable } from '../act.ts';
import { askCeremony, PHASE } from '../ask-ceremony.ts';

/** C36: planned times stand in the ceremony's zone, whoever types them where. */
const inZone = (act: Act, at: string): string => isoIn(at, act.live.ceremony.plan?.zone ?? 'UTC');

export const rundownActs: ActTable<keyof typeof rundownCommands> = {
  'rundown:cue': (act, { itemId }) => askCeremony(act, { name: 'cue-item', itemId }, PHASE),
  'rundown:start': (act, { itemId }) => askCeremony(act, { name: 'start-item', itemId }, PHASE),
  'rundown:finish': (act, { itemId }) => askCeremony(act, { name: 'finish-item', itemId }, PHASE),
  'rundown:skip': (act, { itemId, reason }) => askCeremony(act, { name: 'skip-item', itemId, reason }, PHASE),
  'rundown:restore': (act, { itemId }) => askCeremony(act, { name: 'restore-item', itemId }, PHASE),
  'rundown:hold': (act) => askCeremony(act, { name: 'hold-rundown' }, PHASE),
  'rundown:resume': (act) => askCeremony(act, { name: 'resume-rundown' }, PHASE),
  'rundown:insert': (act, { item, place }) =>
    askCeremony(
      act,
      { name: 'insert-item', item: { ...item, plannedStart: inZone(act, item.plannedStart) }, place },
      PHASE,
    ),
  'rundown:move': (act, { itemId, place }) => askCeremony(act, { name: 'move-item', itemId, place }, PHASE),
  'rundown:correct': (act, { itemId, changes }) => {
    const { plannedStart } = changes;
    const placed = plannedStart === undefined ? {} : { plannedStart: inZone(act, plannedStart) };
    return askCeremony(act, { name: 'correct-item', itemId, changes: { ...changes, ...placed } }, PHASE);
  },
};
