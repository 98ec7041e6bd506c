import type { EvolveTable } from '../tables.ts';
import type { sessionsEvents } from './events.ts';
import type { SessionsState, Wave } from './state.ts';

const changeWave = (state: SessionsState, wave: number, patch: Partial<Wave>): void => {
  const known = state.waves.get(wave);
  if (known !== undefined) state.waves.set(wave, { ...known, ...patch });
};

export const evolveSessions: EvolveTable<keyof typeof sessionsEvents> = {
  'wave-planned': (state, wave) => {
    state.waves.set(wave.wave, {
      ...wave,
      session: 'planned',
      openedAt: null,
      endsAt: null,
      closedAt: null,
      order: [],
    });
  },
  'wave-ordered': (state, { wave, agreementIds }) => changeWave(state, wave, { order: agreementIds }),
  'session-opened': (state, { wave, endsAt }, at) =>
    changeWave(state, wave, { session: 'open', openedAt: at, endsAt, closedAt: null }),
  'session-extended': (state, { wave, endsAt }) => changeWave(state, wave, { endsAt }),
  'session-closed': (state, { wave }, at) => changeWave(state, wave, { session: 'closed', closedAt: at }),
};
