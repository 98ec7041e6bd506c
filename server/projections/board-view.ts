import type { BoardRow, BoardView } from '#contract/views';
import { nextSignatory } from '#agreement/state';
import type { LiveCeremony } from './live-ceremony.ts';
import { partyNames } from './party-names.ts';
import { nameOf } from './people-data.ts';

/** Every agreement and who has to sign it next, for the officers and the director. */
export const boardView = (live: LiveCeremony, connected: ReadonlySet<string>): BoardView => {
  const rows: { [agreementId: string]: BoardRow } = {};
  for (const [agreementId, state] of live.agreements) {
    if (state.phase === 'unknown') continue;
    const { draft, signatories } = state;
    const next = state.phase === 'ready' ? nextSignatory(state) : null;
    rows[agreementId] = {
      agreementId,
      number: draft.number,
      kind: draft.kind,
      title: draft.title,
      sector: draft.sector,
      value: draft.value,
      wave: draft.wave,
      state: state.phase,
      signed: state.phase === 'draft' ? 0 : state.signatures.length,
      of: signatories.length,
      ...partyNames(live, draft),
      awaiting: next === null ? null : { name: nameOf(live, next.personId), connected: connected.has(next.personId) },
    };
  }
  return { rows };
};
