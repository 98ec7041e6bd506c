import type { sessionsCommands } from '#contract/commands/sessions';
import { isRefusal, refuse } from '#contract/refusal';
import { sessionStream } from '#ceremony/streams';
import { later } from '#platform/clock';
import { findAgreement } from '#projections/live-ceremony';
import type { ActTable, Handler } from '../act.ts';
import { askAgreement } from '../ask-agreement.ts';
import { askCeremony, PHASE } from '../ask-ceremony.ts';

const open: Handler<'session:open'> = (act, { wave, minutes }) => {
  const endsAt = minutes === undefined ? null : later(act.now, minutes * 60_000);
  return askCeremony(act, { name: 'open-session', wave, endsAt }, PHASE);
};

/** A18: all of them, or none and why; the target is still as it was when this was decided. */
const move: Handler<'session:move'> = (act, { agreementIds, toWave }) => {
  const target = act.live.ceremony.waves.get(toWave)?.session ?? 'unknown';
  const writes = [];
  for (const agreementId of new Set(agreementIds)) {
    const proposal = askAgreement(act, agreementId, { name: 'move', wave: toWave, target });
    if (isRefusal(proposal)) return refuse(proposal.refused.code, `${agreementId}: ${proposal.refused.detail}`);
    writes.push(...proposal.writes);
  }
  return { writes, asserts: [sessionStream(toWave)] };
};

const order: Handler<'wave:order'> = (act, { wave, agreementIds }) => {
  const isStrange = agreementIds.some((agreementId) => {
    const state = findAgreement(act.live, agreementId);
    return state.phase === 'unknown' || state.wave !== wave;
  });
  if (isStrange) return refuse('unknown-agreement', `The order names agreements that are not in wave ${wave}.`);
  return askCeremony(act, { name: 'order-wave', wave, agreementIds: [...new Set(agreementIds)] });
};

export const sessionsActs: ActTable<keyof typeof sessionsCommands> = {
  'wave:order': order,
  'session:open': open,
  'session:extend': (act, { wave, minutes }) => askCeremony(act, { name: 'extend-session', wave, minutes }, PHASE),
  'session:close': (act, { wave }) => askCeremony(act, { name: 'close-session', wave }, PHASE),
  'session:move': move,
};
