import { refuse } from '#contract/refusal';
import type { CeremonyDecision } from '../decision.ts';
import type { CeremonyState } from '../state.ts';
import type { DecideTable } from '../tables.ts';
import type { SessionsCommand } from './commands.ts';

const openSession = (command: { readonly wave: number }, state: CeremonyState): CeremonyDecision => {
  const wave = state.waves.get(command.wave);
  if (wave === undefined) return refuse('unknown-wave', `No wave ${command.wave} is planned.`);
  // C21: people sign in front of everyone, so only while the ceremony is live.
  if (state.phase !== 'live') return refuse('wrong-phase', 'A signing session opens only while the ceremony is live.');
  if (wave.session === 'open') return refuse('session-already-open', `Wave ${command.wave} is open already.`);
  return [{ type: 'session-opened', data: { wave: wave.wave } }];
};

const closeSession = (command: { readonly wave: number }, state: CeremonyState): CeremonyDecision => {
  const wave = state.waves.get(command.wave);
  if (wave === undefined) return refuse('unknown-wave', `No wave ${command.wave} is planned.`);
  if (wave.session !== 'open') return refuse('session-not-open', `Wave ${command.wave} is not open.`);
  return [{ type: 'session-closed', data: { wave: wave.wave } }];
};

export const decideSessions: DecideTable<SessionsCommand> = {
  'open-session': openSession,
  'close-session': closeSession,
};
