import { writtenOf } from '#agreement/state';
import { minutesPresent } from '#ceremony/attendance/state';
import { refuse, type Refusal } from '#contract/refusal';
import type { ParticipationFacts } from '#contract/extract-facts';
import type { LiveCeremony } from '../live-ceremony.ts';
import { organisationOf } from '../party-data.ts';
import { nameOf } from '../people-data.ts';
import { extractHead, type Drawing } from './head.ts';

/** D83: that one person took part; of somebody who was not there, nothing. */
export const participationFacts = (
  live: LiveCeremony,
  personId: string,
  drawing: Drawing,
): ParticipationFacts | Refusal => {
  const { people, attended, phaseTimes } = live.ceremony;
  const person = people.get(personId);
  if (person === undefined) return refuse('unknown-person', 'There is no such person in this ceremony.');
  const seen = attended.get(personId);
  if (seen === undefined) return refuse('unknown-document', 'This person has not attended the ceremony.');
  const signed = [...live.agreements.values()].flatMap((state) => {
    const written = writtenOf(state);
    return state.phase !== 'unknown' && written?.signatures.some(({ by }) => by === personId) === true
      ? [state.draft.number]
      : [];
  });
  return {
    kind: 'participation',
    ...extractHead(live, drawing),
    name: nameOf(live, personId),
    position: person.position,
    organisation: organisationOf(live, person),
    representing: person.representing,
    minutes: minutesPresent(seen, phaseTimes.get('closed') ?? drawing.now.toISOString()),
    signed: signed.toSorted(),
  };
};
