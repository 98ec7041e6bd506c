import { decide } from '#ceremony/decide';
import type { CeremonyCommand } from '#ceremony/commands';
import { personStream } from '#ceremony/streams';
import { isRefusal, type Refusal } from '#contract/refusal';
import { ceremonyWrites, type Act, type Handler, type Proposal } from './act.ts';

/** Asks the law of the ceremony; `asserts` names streams that the answer relied on besides those it writes. */
export const askCeremony = (
  act: Act,
  command: CeremonyCommand,
  asserts: readonly string[] = [],
): Proposal | Refusal => {
  const decision = decide(command, act.live.ceremony, act.now.toISOString());
  return isRefusal(decision) ? decision : { writes: ceremonyWrites(decision), asserts };
};

const phases = ['ceremony'] as const;

export const openCeremony: Handler<'ceremony:open'> = (act) => askCeremony(act, { name: 'open-ceremony' });
export const goLive: Handler<'ceremony:go-live'> = (act) => askCeremony(act, { name: 'go-live' });
export const closeCeremony: Handler<'ceremony:close'> = (act) => askCeremony(act, { name: 'close-ceremony' });

export const callToStage: Handler<'stage:call'> = (act, { personId }) => {
  const connected = act.tools.isConnected(act.live.ceremonyId, personId);
  return askCeremony(act, { name: 'call-to-stage', personId, connected }, [personStream(personId), ...phases]);
};
export const sendBack: Handler<'stage:send-back'> = (act, { personId }) =>
  askCeremony(act, { name: 'send-back', personId });
export const clearStage: Handler<'stage:clear'> = (act) => askCeremony(act, { name: 'clear-stage' });

export const startItem: Handler<'rundown:start'> = (act, { itemId }) =>
  askCeremony(act, { name: 'start-item', itemId }, phases);

export const openSession: Handler<'session:open'> = (act, { wave }) =>
  askCeremony(act, { name: 'open-session', wave }, phases);
export const closeSession: Handler<'session:close'> = (act, { wave }) =>
  askCeremony(act, { name: 'close-session', wave }, phases);
