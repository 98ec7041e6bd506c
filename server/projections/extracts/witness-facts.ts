import { writtenOf } from '#agreement/state';
import { refuse, type Refusal } from '#contract/refusal';
import type { WitnessFacts } from '#contract/extract-facts';
import { findAgreement, type LiveCeremony } from '../live-ceremony.ts';
import { organisationOf } from '../party-data.ts';
import { partyNames } from '../party-names.ts';
import { nameOf } from '../people-data.ts';
import { agreementsInOrder } from '../wave-order.ts';
import { extractHead, timeOf, type Drawing } from './head.ts';

/** D81: what one person countersigned in one wave, in its order; a deputy's sheet is the deputy's own. */
export const witnessFacts = (
  live: LiveCeremony,
  asked: { readonly wave: number; readonly personId: string },
  drawing: Drawing,
): WitnessFacts | Refusal => {
  const wave = live.ceremony.waves.get(asked.wave);
  if (wave === undefined) return refuse('unknown-wave', 'There is no such wave.');
  const person = live.ceremony.people.get(asked.personId);
  if (person === undefined) return refuse('unknown-person', 'There is no such person in this ceremony.');
  const rows = agreementsInOrder(live, asked.wave).flatMap((agreementId): WitnessFacts['rows'] => {
    const state = findAgreement(live, agreementId);
    if (state.phase === 'unknown') return [];
    const written = writtenOf(state);
    const own = written?.signatures.findIndex(({ capacity, by }) => capacity === 'witness' && by === asked.personId);
    if (written === null || own === undefined || own < 0) return [];
    const { first, second } = partyNames(live, state.draft);
    return [
      {
        number: state.draft.number,
        kind: state.draft.kind,
        parties: `${first} – ${second}`,
        value: state.draft.value,
        signedAt: timeOf(drawing.print(written.signatures[own]?.signedAt ?? '')),
        // The first is the certified document, one more for every signature.
        sha256: written.document.history[own + 1] ?? written.document.sha256,
      },
    ];
  });
  if (rows.length === 0) return refuse('unknown-document', 'This person has countersigned nothing in this wave.');
  return {
    kind: 'witness',
    ...extractHead(live, drawing),
    wave: wave.title,
    witness: {
      name: nameOf(live, person.personId),
      position: person.position,
      organisation: organisationOf(live, person),
    },
    rows,
  };
};
