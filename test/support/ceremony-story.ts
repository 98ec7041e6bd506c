import { createHash } from 'node:crypto';
import { decide } from '#ceremony/decide';
import type { CeremonyCommand } from '#ceremony/commands';
import type { CeremonyEvent } from '#ceremony/events';
import { evolve } from '#ceremony/evolve';
import { newCeremony, type CeremonyState } from '#ceremony/state';
import type { Role } from '#contract/constants';
import type { ProblemCode } from '#contract/problems';

export const MORNING = '2021-01-18T02:00:00.000Z';

/** A hash that says what it stands for. */
export const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

export type Story = {
  readonly state: CeremonyState;
  readonly events: CeremonyEvent[];
  /** Decides and folds; answers with the types of what happened, or the code of the refusal. */
  readonly tell: (command: CeremonyCommand, at?: string) => ProblemCode | readonly string[];
};

const invited = (personId: string, role: Role): CeremonyEvent => ({
  type: 'person-invited',
  data: {
    personId,
    role,
    position: { id: 'Jabatan', en: 'Position' },
    organisation: 'Lembaga Contoh',
    partyId: null,
    region: null,
    rank: null,
    representing: null,
    officials: 0,
    commitment: hashOf(personId),
    linkSerial: 1,
    linkExpiresAt: '2021-03-01T00:00:00.000Z',
  },
});

/** A planned ceremony with a few people, two waves and two items, told command by command. */
export const ceremonyStory = (
  people: readonly string[] = ['director', 'officer', 'ani', 'budi', 'c', 'd', 'e', 'f', 'g'],
  /** Signatories unless said otherwise. */
  roles: { readonly [personId: string]: Role } = { director: 'director' },
): Story => {
  const state = newCeremony();
  const events: CeremonyEvent[] = [];
  const happen = (event: CeremonyEvent, at: string): void => {
    events.push(event);
    evolve(state, event, at);
  };
  const plan: CeremonyEvent[] = [
    {
      type: 'ceremony-planned',
      data: {
        title: { id: 'Acara', en: 'Ceremony' },
        zone: 'Asia/Jakarta',
        date: '2021-01-18',
        place: 'Jakarta',
        organiser: 'Lembaga Contoh',
        sample: true,
        rehearsal: false,
        rehearsalOf: null,
      },
    },
    { type: 'wave-planned', data: { wave: 1, title: { id: 'I', en: 'I' } } },
    { type: 'wave-planned', data: { wave: 2, title: { id: 'II', en: 'II' } } },
    ...(['opening', 'signing'] as const).map((itemId): CeremonyEvent => ({
      type: 'item-planned',
      data: {
        itemId,
        kind: itemId,
        title: { id: itemId, en: itemId },
        plannedStart: MORNING,
        lengthMinutes: 5,
        wave: null,
        scripts: { a: null, b: null },
        responsible: null,
        scene: null,
        notes: null,
      },
    })),
    ...people.map((personId) => invited(personId, roles[personId] ?? 'signatory')),
  ];
  for (const event of plan) happen(event, MORNING);
  return {
    state,
    events,
    tell: (command, at = MORNING) => {
      const decision = decide(command, state, at);
      if ('refused' in decision) return decision.refused.code;
      for (const event of decision) happen(event, at);
      return decision.map(({ type }) => type);
    },
  };
};

export const arrival = (personId: string, device = 'phone', takeover = false): CeremonyCommand => ({
  name: 'arrive',
  personId,
  device: hashOf(device),
  serial: 1,
  takeover,
});

export const accepts = (personId: string): CeremonyCommand => ({
  name: 'accept-notice',
  personId,
  noticeVersion: 'v1',
  currentVersion: 'v1',
});

/** The officer has seen on video who holds this device. */
export const confirms = (personId: string, device = 'phone'): CeremonyCommand => ({
  name: 'confirm-identity',
  personId,
  officer: 'officer',
  seenOnVideo: true,
  device: hashOf(device),
});
