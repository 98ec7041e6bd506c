import type { EvolveTable } from '../tables.ts';
import type { sessionsEvents } from './events.ts';

export const evolveSessions: EvolveTable<keyof typeof sessionsEvents> = {
  'wave-planned': (state, wave) => {
    state.waves.set(wave.wave, { ...wave, session: 'planned', openedAt: null });
  },
  'session-opened': (state, { wave }, at) => {
    const known = state.waves.get(wave);
    if (known !== undefined) state.waves.set(wave, { ...known, session: 'open', openedAt: at });
  },
  'session-closed': (state, { wave }) => {
    const known = state.waves.get(wave);
    if (known !== undefined) state.waves.set(wave, { ...known, session: 'closed' });
  },
};
