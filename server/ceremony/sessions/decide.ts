import { isRefusal, refuse, type Refusal } from '#contract/refusal';
import type { CeremonyDecision } from '../decision.ts';
import type { CeremonyState } from '../state.ts';
import type { DecideTable } from '../tables.ts';
import type { SessionsCommand } from './commands.ts';
import type { Wave } from './state.ts';

type Of<Name extends SessionsCommand['name']> = Extract<SessionsCommand, { name: Name }>;

const findWave = (state: CeremonyState, wave: number): Wave | Refusal =>
  state.waves.get(wave) ?? refuse('unknown-wave', `No wave ${wave} is planned.`);

/** C128: the order is the director's; it binds nobody in signing. */
const orderWave = ({ wave, agreementIds }: Of<'order-wave'>, state: CeremonyState): CeremonyDecision => {
  const known = findWave(state, wave);
  if (isRefusal(known)) return known;
  if (known.order.join() === agreementIds.join()) return [];
  return [{ type: 'wave-ordered', data: { wave, agreementIds } }];
};

const openSession = ({ wave, endsAt = null }: Of<'open-session'>, state: CeremonyState): CeremonyDecision => {
  const known = findWave(state, wave);
  if (isRefusal(known)) return known;
  // C21: people sign in front of everyone, so only while the ceremony is live.
  if (state.phase !== 'live') return refuse('wrong-phase', 'A signing session opens only while the ceremony is live.');
  if (known.session === 'open') return refuse('session-already-open', `Wave ${wave} is open already.`);
  return [{ type: 'session-opened', data: { wave, endsAt } }];
};

/** C130: added to what is left; when the time has run out, or none was set, counted from now. */
const extendSession = (
  { wave, minutes }: Of<'extend-session'>,
  state: CeremonyState,
  now: string,
): CeremonyDecision => {
  const known = findWave(state, wave);
  if (isRefusal(known)) return known;
  if (known.session !== 'open') return refuse('session-not-open', `Wave ${wave} is not open.`);
  const from = Math.max(Date.parse(now), Date.parse(known.endsAt ?? now));
  return [{ type: 'session-extended', data: { wave, endsAt: new Date(from + minutes * 60_000).toISOString() } }];
};

const closeSession = ({ wave }: Of<'close-session'>, state: CeremonyState): CeremonyDecision => {
  const known = findWave(state, wave);
  if (isRefusal(known)) return known;
  if (known.session !== 'open') return refuse('session-not-open', `Wave ${wave} is not open.`);
  return [{ type: 'session-closed', data: { wave } }];
};

export const decideSessions: DecideTable<SessionsCommand> = {
  'order-wave': orderWave,
  'open-session': openSession,
  'extend-session': extendSession,
  'close-session': closeSession,
};
