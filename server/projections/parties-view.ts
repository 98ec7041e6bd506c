import { formatDoubts } from '#ceremony/parties/format';
import type { Authority, Party } from '#ceremony/parties/state';
import type { AuthorityView, PartiesView, PartyRow } from '#contract/views/parties';
import type { LiveCeremony } from './live-ceremony.ts';
import { authorityDocumentOf, partyAddressOf, partyNameOf, partyNoteOf } from './party-data.ts';
import { nameOf } from './people-data.ts';

/** The registry with its vetting and authorities, for the officers and the director. */
export const partiesView = (live: LiveCeremony): PartiesView => {
  const rows: { [partyId: string]: PartyRow } = {};
  for (const party of live.ceremony.parties.values()) rows[party.partyId] = rowOf(live, party);
  return { rows };
};

const rowOf = (live: LiveCeremony, { written: _, vetting, authorities, ...party }: Party): PartyRow => ({
  ...party,
  name: partyNameOf(live, party.partyId),
  address: partyAddressOf(live, party.partyId),
  formatDoubts: formatDoubts(party),
  vetting:
    vetting.state === 'registered'
      ? { state: 'registered', by: null, at: null, checks: null, note: null }
      : {
          state: vetting.state,
          by: nameOf(live, vetting.officer),
          at: vetting.at,
          checks: vetting.checks,
          note: vetting.note === null ? null : partyNoteOf(live, party.partyId, vetting.note),
        },
  authorities: authorities.map((authority) => authorityView(live, party.partyId, authority)),
});

const authorityView = (live: LiveCeremony, partyId: string, authority: Authority): AuthorityView => ({
  ...authority,
  name: nameOf(live, authority.personId),
  document: authorityDocumentOf(live, partyId, authority.authorityId),
  checked: named(live, authority.checked),
  withdrawn: named(live, authority.withdrawn),
});

const named = (live: LiveCeremony, act: { readonly officer: string; readonly at: string } | null) =>
  act === null ? null : { by: nameOf(live, act.officer), at: act.at };
