import type { inaugurationCommands } from '#contract/commands/inauguration';
import type { ActTable } from '../act.ts';
import { askCeremony, PHASE } from '../ask-ceremony.ts';

export const inaugurationActs: ActTable<keyof typeof inaugurationCommands> = {
  'inauguration:arm': (act) => askCeremony(act, { name: 'arm-inauguration' }, PHASE),
  'inauguration:disarm': (act) => askCeremony(act, { name: 'disarm-inauguration' }, PHASE),
  'inauguration:press': (act) =>
    askCeremony(act, { name: 'press-inauguration', personId: act.person.personId }, ['drill', ...PHASE]),
};
