import { personStream } from '#ceremony/streams';
import type { stageCommands } from '#contract/commands/stage';
import type { ActTable } from '../act.ts';
import { askCeremony, PHASE } from '../ask-ceremony.ts';

export const stageActs: ActTable<keyof typeof stageCommands> = {
  'stage:call': (act, { personId }) => {
    const connected = act.tools.isConnected(act.live.ceremonyId, personId);
    return askCeremony(act, { name: 'call-to-stage', personId, connected }, [personStream(personId), ...PHASE]);
  },
  'stage:send-back': (act, { personId }) => askCeremony(act, { name: 'send-back', personId }),
  'stage:clear': (act) => askCeremony(act, { name: 'clear-stage' }),
};
