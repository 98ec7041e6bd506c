import type { handsCommands } from '#contract/commands/hands';
import type { ActTable } from '../act.ts';
import { askCeremony } from '../ask-ceremony.ts';

export const handsActs: ActTable<keyof typeof handsCommands> = {
  'hand:raise': (act) => askCeremony(act, { name: 'raise-hand', personId: act.person.personId }),
  'hand:lower': (act) => askCeremony(act, { name: 'lower-hand', personId: act.person.personId }),
  'hand:call': (act, { personId }) => askCeremony(act, { name: 'call-hand', personId, by: act.person.personId }),
  'hands:lower-all': (act) => askCeremony(act, { name: 'lower-all-hands', by: act.person.personId }),
};
