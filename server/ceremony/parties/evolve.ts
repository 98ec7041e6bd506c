import type { EvolveTable } from '../tables.ts';
import type { partiesEvents } from './events.ts';

export const evolveParties: EvolveTable<keyof typeof partiesEvents> = {
  'party-registered': (state, party) => {
    state.parties.set(party.partyId, party);
  },
};
