import type { sessionsCommands } from '#contract/commands/sessions';
import type { ActTable } from '../act.ts';
import { askCeremony, PHASE } from '../ask-ceremony.ts';

export const sessionsActs: ActTable<keyof typeof sessionsCommands> = {
  'session:open': (act, { wave }) => askCeremony(act, { name: 'open-session', wave }, PHASE),
  'session:close': (act, { wave }) => askCeremony(act, { name: 'close-session', wave }, PHASE),
};
