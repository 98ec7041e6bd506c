import type { phaseCommands } from '#contract/commands/phase';
import { unsealed } from '#projections/unfinished';
import type { ActTable } from '../act.ts';
import { askCeremony } from '../ask-ceremony.ts';

export const phaseActs: ActTable<keyof typeof phaseCommands> = {
  'ceremony:open': (act) => askCeremony(act, { name: 'open-ceremony' }),
  'ceremony:go-live': (act) => askCeremony(act, { name: 'go-live' }),
  'ceremony:close': (act) => askCeremony(act, { name: 'close-ceremony' }),
  'ceremony:finish': (act) => askCeremony(act, { name: 'finish-closing', unfinished: unsealed(act.live) }),
};
