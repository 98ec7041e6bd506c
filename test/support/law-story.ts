import { isDeepStrictEqual } from 'node:util';
import type { CeremonyCommand } from '#ceremony/commands';
import { decide } from '#ceremony/decide';
import { ceremonySchemaVersion, parseCeremonyEvent, type CeremonyEvent } from '#ceremony/events';
import { evolve } from '#ceremony/evolve';
import { isAdmitted } from '#ceremony/lobby/state';
import { forkCeremony, newCeremony, type CeremonyState } from '#ceremony/state';
import { streamOf } from '#ceremony/streams';
import type { Role } from '#contract/constants';
import { PHASES } from '#contract/constants';
import { accepts, arrival, ceremonyStory, hashOf, MORNING } from '#support/ceremony-story';
import { PEOPLE } from '#support/random-commands';

// A ceremony told by any wishes at all, and what must hold after each of them.

const ROLE_OF: { readonly [personId: string]: Role } = {
  director: 'director',
  officer: 'protocol',
  president: 'principal',
  minister: 'minister',
  aide: 'aide',
  'd-11': 'delegation',
  'd-62': 'delegation',
  mc: 'mc',
};

export type Told = { readonly event: CeremonyEvent; readonly at: string };
export type LawStory = {
  state: CeremonyState;
  readonly told: Told[];
  tell(command: CeremonyCommand, at: string): void;
};

const PARTY_OF: { readonly [personId: string]: string } = { ani: 'c1', budi: 'u1' };

/** A planned ceremony with people of every kind; `isLive`: everyone is there, and two of them were checked. */
export const lawStory = (isLive = false): LawStory => {
  const planned = ceremonyStory(['director']);
  const told: Told[] = planned.events.map((event) => ({ event, at: MORNING }));
  const story: LawStory = {
    state: planned.state,
    told,
    tell: (command, at) => {
      const decision = decide(command, story.state, at);
      if ('refused' in decision) return;
      for (const event of decision) {
        // What was decided can be written and read again, and folding never throws.
        const read = parseCeremonyEvent(
          event.type,
          ceremonySchemaVersion(event.type),
          JSON.parse(JSON.stringify(event.data)),
        );
        if (streamOf(read) === '') throw new Error(`${event.type} has no stream`);
        evolve(story.state, read, at);
        told.push({ event: read, at });
      }
    },
  };
  for (const personId of PEOPLE) {
    story.tell(
      {
        name: 'invite',
        personId,
        role: ROLE_OF[personId] ?? 'signatory',
        partyId: PARTY_OF[personId] ?? null,
        byRole: 'director',
        commitment: hashOf(personId),
        expiresAt: '2021-03-01T00:00:00.000Z',
        position: { id: 'Jabatan', en: 'Position' },
        organisation: 'Lembaga Contoh',
        representing: null,
        rank: null,
        region: personId.startsWith('d-') ? personId.slice(2) : null,
        officials: 0,
      },
      MORNING,
    );
  }
  if (isLive) gather(story);
  return story;
};

const gather = (story: LawStory): void => {
  const tell = (command: CeremonyCommand): void => story.tell(command, MORNING);
  tell({ name: 'open-ceremony' });
  for (const personId of PEOPLE) {
    tell(arrival(personId));
    tell(accepts(personId));
  }
  for (const personId of ['ani', 'budi']) {
    const [device, officer] = [hashOf('phone'), 'officer'];
    tell({ name: 'confirm-identity', personId, officer, device, seenOnVideo: true });
  }
  tell({ name: 'go-live' });
};

export const replayed = (told: readonly Told[]): CeremonyState => {
  const state = newCeremony();
  for (const { event, at } of told) evolve(state, event, at);
  return state;
};

export const sameState = (a: CeremonyState, b: CeremonyState): boolean => isDeepStrictEqual(a, b);
export const fork = forkCeremony;

/** What is wrong with a state, as sentences; none when the law is kept. */
export const breachesOf = (state: CeremonyState): readonly string[] => {
  const wrong: string[] = [];
  const must = (holds: boolean, sentence: string): void => {
    if (!holds) wrong.push(sentence);
  };
  const { people, stage, greenRoom, standingBy, items, itemOrder, waves } = state;

  // C12, C13, C9
  for (const person of people.values()) {
    const { personId, certificate, identity, device, link } = person;
    must(certificate === null || identity.state === 'confirmed', `C13: ${personId} has a certificate without a check`);
    const isRevoked = certificate !== null && state.revokedCertificates.has(certificate.sha256);
    must(!isRevoked, `C180: the certificate of ${personId} stands and is revoked`);
    must(certificate === null || certificate.device === device, `C12: ${personId} has a certificate of another device`);
    if (link.state !== 'revoked') continue;
    must(device === null && identity.state === 'unconfirmed', `C9: ${personId} is somebody without a link`);
    must(!stage.includes(personId), `C9: ${personId} is on stage without a link`);
    must(state.signLanguage !== personId, `C9: ${personId} interprets without a link`);
    must(!state.hands.has(personId), `C9: ${personId} has a hand up without a link`);
    must(!state.holding.has(personId), `C9: ${personId} is in the holding room without a link`);
  }

  // C18, C19, C80
  const places = [...stage, ...greenRoom, ...standingBy];
  must(stage.length <= 6, `C19: ${stage.length} on stage`);
  must(new Set(places).size === places.length, `C80: somebody is in two places: ${places.join(', ')}`);
  for (const personId of stage) {
    const person = people.get(personId);
    must(person !== undefined, `C19: ${personId} is on stage and nobody knows them`);
    if (person === undefined) continue;
    must(person.noticeVersion !== null, `C18: ${personId} is on stage without the notice`);
    must(isAdmitted(person), `C18: ${personId} is on stage and was never admitted`);
  }

  // C4, C140
  if (state.phase === 'closing' || state.phase === 'closed') {
    must(places.length === 0, `C4: ${places.join(', ')} after the end`);
    must(
      [...waves.values()].every(({ session }) => session !== 'open'),
      'C4: a session is open after the end',
    );
  }
  must(
    state.phase === 'live' || [...waves.values()].every(({ session }) => session !== 'open'),
    'C21: a session is open and the ceremony is not live',
  );
  must(state.phase !== 'closed' || state.fixedRecord !== null, 'C144: closed without a fixed record');

  // C24, C25, C30, C32
  must(
    isDeepStrictEqual([...itemOrder].sort(), [...items.keys()].sort()),
    `C32: the order ${itemOrder.join(', ')} is not of the items`,
  );
  const running = [...items.values()].filter((item) => item.state === 'running');
  must(running.length <= 1, 'C24: two items run');
  must((running[0]?.itemId ?? null) === state.currentItem, `C23: ${state.currentItem} is current and does not run`);
  must([...items.values()].filter((item) => item.state === 'cued').length <= 1, 'C25: two items are cued');
  for (const { itemId, startedAt, finishedAt, heldMs } of items.values()) {
    must(heldMs >= 0, `C30: ${itemId} was held for less than nothing`);
    must(
      startedAt === null || finishedAt === null || Date.parse(finishedAt) >= Date.parse(startedAt),
      `C30: ${itemId} ended before it began`,
    );
  }

  // C4, C96
  must(
    state.drill === null || (state.phase !== 'closing' && state.phase !== 'closed'),
    'C4: somebody acts for the principal after the end',
  );
  return wrong;
};

export const phaseIndex = (state: CeremonyState): number => PHASES.indexOf(state.phase);
