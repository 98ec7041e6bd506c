import type { EvolveTable } from '../tables.ts';
import type { partiesEvents } from './events.ts';
import { changeParty, type Authority, type Checks, type PartiesState, type Vetting } from './state.ts';

export const evolveParties: EvolveTable<keyof typeof partiesEvents> = {
  'party-registered': (state, { identity, ...party }) => {
    state.parties.set(party.partyId, {
      ...party,
      written: 'name' in identity ? identity : null,
      vetting: { state: 'registered' },
      authorities: [],
    });
  },
  'party-renamed': (state, { partyId }) => changeParty(state, partyId, () => ({ written: null })),
  'party-checked': (state, { partyId, officer, checks, noteCommitment: note }, at) =>
    changeParty(state, partyId, () => ({ vetting: { state: 'checked', officer, at, checks, note } })),
  'party-cleared': (state, { partyId, officer, reasonCommitment: note }, at) =>
    changeParty(state, partyId, ({ vetting }) => ({
      vetting: { state: 'cleared', officer, at, checks: checksOf(vetting), note },
    })),
  'party-refused': (state, { partyId, officer, reasonCommitment: note }, at) =>
    changeParty(state, partyId, ({ vetting }) => ({
      vetting: { state: 'refused', officer, at, checks: checksOf(vetting), note },
    })),
  'authority-registered': (state, { partyId, authorityId, personId, kind, scope, expiresOn }) =>
    changeParty(state, partyId, ({ authorities }) => ({
      authorities: [...authorities, { authorityId, personId, kind, scope, expiresOn, checked: null, withdrawn: null }],
    })),
  'authority-checked': (state, { partyId, authorityId, officer }, at) =>
    changeAuthority(state, partyId, authorityId, () => ({ checked: { officer, at } })),
  'authority-withdrawn': (state, { partyId, authorityId, officer }, at) =>
    changeAuthority(state, partyId, authorityId, () => ({ withdrawn: { officer, at } })),
};

const checksOf = (vetting: Vetting): Checks | null => ('checks' in vetting ? vetting.checks : null);

const changeAuthority = (
  state: PartiesState,
  partyId: string,
  authorityId: string,
  patch: () => Partial<Authority>,
): void =>
  changeParty(state, partyId, ({ authorities }) => ({
    authorities: authorities.map((one) => (one.authorityId === authorityId ? { ...one, ...patch() } : one)),
  }));
