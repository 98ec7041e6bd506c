import { personStream } from '#ceremony/streams';
import type { drillCommands } from '#contract/commands/drill';
import { isRefusal } from '#contract/refusal';
import type { ActTable, Handler } from '../act.ts';
import { askCeremony, PHASE } from '../ask-ceremony.ts';
import { SCENES } from './stage.ts';

const start: Handler<'drill:start'> = (act, { to }) => {
  const { live, tools } = act;
  const hallId = live.ceremony.drillPlan?.hallId ?? null;
  return askCeremony(
    act,
    {
      name: 'start-drill',
      to,
      hallConnected: hallId !== null && tools.isConnected(live.ceremonyId, hallId),
    },
    ['stage', ...SCENES, ...(to === 'hall' && hallId !== null ? [personStream(hallId)] : [])],
  );
};

const secondLine: Handler<'drill:second-line'> = (act, payload) => {
  if ('telephone' in payload) return askCeremony(act, { name: 'use-telephone' }, PHASE);
  const { personId } = payload;
  const connected = act.tools.isConnected(act.live.ceremonyId, personId);
  return askCeremony(act, { name: 'use-second-line', personId, connected }, [
    'stage',
    personStream(personId),
    ...PHASE,
  ]);
};

const deputyActs: Handler<'drill:deputy-acts'> = (act) => {
  const proposal = askCeremony(act, { name: 'let-deputy-act' }, PHASE);
  if (isRefusal(proposal)) return proposal;
  const countedAnew = proposal.writes.some(({ events }) => events.some(({ type }) => type === 'drill-counted-anew'));
  return countedAnew
    ? {
        ...proposal,
        butRefused: {
          code: 'clock-went-back',
          detail: 'The clock went back behind the start of the drill. The time is counted anew from now.',
        },
      }
    : proposal;
};

export const drillActs: ActTable<keyof typeof drillCommands> = {
  'drill:plan': (act, { seconds, deputyId, hallId }) =>
    askCeremony(act, { name: 'plan-drill', seconds, deputyId, hallId }, PHASE),
  'drill:start': start,
  'drill:second-line': secondLine,
  'drill:deputy-acts': deputyActs,
  'drill:end': (act) => askCeremony(act, { name: 'end-drill' }, ['stage', ...PHASE]),
};
