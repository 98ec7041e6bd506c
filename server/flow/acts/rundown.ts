import type { rundownCommands } from '#contract/commands/rundown';
import type { ActTable } from '../act.ts';
import { askCeremony, PHASE } from '../ask-ceremony.ts';

export const rundownActs: ActTable<keyof typeof rundownCommands> = {
  'rundown:start': (act, { itemId }) => askCeremony(act, { name: 'start-item', itemId }, PHASE),
};
