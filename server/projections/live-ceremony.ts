import { evolve as evolveAgreement } from '#agreement/evolve';
import { isAgreementEventType, parseAgreementEvent, type AgreementEvent } from '#agreement/events';
import type { AgreementState, Signatory } from '#agreement/state';
import { evolve as evolveCeremony } from '#ceremony/evolve';
import { isCeremonyEventType, parseCeremonyEvent, type CeremonyEvent } from '#ceremony/events';
import { newCeremony, type CeremonyState } from '#ceremony/state';
import type { JsonObject, StoredEvent } from '#store/port';
import { claimsOf } from './committed.ts';

export type PersonalRecord = { readonly salt: string; readonly data: JsonObject };

export type NamedBytes = {
  readonly kind: 'agreement' | 'minutes' | 'paper';
  /** Null for the minutes. */
  readonly agreementId: string | null;
  readonly position: number;
  readonly at: string;
  /** Name and version, at the event that wrote the document by it. */
  readonly template: string | null;
};

/** A ceremony as the process holds it: everything folded from its ledger, and the personal data beside it. */
export type LiveCeremony = {
  readonly ceremonyId: string;
  readonly ceremony: CeremonyState;
  readonly agreements: Map<string, AgreementState>;
  /** Which agreements a person signs or witnesses. */
  readonly agreementsOf: Map<string, readonly string[]>;
  readonly versions: Map<string, number>;
  readonly personal: Map<string, PersonalRecord>;
  /** By subject: what the last event that speaks of it says has to stand there (null: erased), and that event's position. */
  readonly committed: Map<string, { readonly hash: string | null; readonly position: number }>;
  /** F52: subjects under which the store holds something else, with the position of the event that commits to it, if one does. */
  readonly differing: Map<string, number | null>;
  /** F53: what stands under one of those is a fault, not a blank. */
  readonly isForPaper?: true;
  /** The events that name bytes, by their SHA-256: what these are, or were at that event. */
  readonly namedBytes: Map<string, NamedBytes>;
  position: number;
};

export const newLiveCeremony = (ceremonyId: string): LiveCeremony => ({
  ceremonyId,
  ceremony: newCeremony(),
  agreements: new Map(),
  agreementsOf: new Map(),
  versions: new Map(),
  personal: new Map(),
  committed: new Map(),
  differing: new Map(),
  namedBytes: new Map(),
  position: 0,
});

const AGREEMENT_PREFIX = 'agreement/';

export const agreementStream = (agreementId: string): string => `${AGREEMENT_PREFIX}${agreementId}`;

/** Folds one event of the ledger. Throws on a type nobody knows: a newer Teken wrote it, or the file is not ours. */
export const fold = (live: LiveCeremony, event: StoredEvent): void => {
  if (isCeremonyEventType(event.type)) {
    const parsed = parseCeremonyEvent(event.type, event.schema, event.data);
    evolveCeremony(live.ceremony, parsed, event.at);
    noteBytes(live, parsed, null, event);
    noteClaims(live, parsed, null, event.position);
  } else if (isAgreementEventType(event.type)) {
    foldAgreement(live, event, event.type);
  } else {
    throw new Error(`The ledger of ${event.ledger} holds an unknown event "${event.type}" at ${event.position}.`);
  }
  live.versions.set(event.stream, event.version);
  live.position = event.position;
};

const foldAgreement = (live: LiveCeremony, event: StoredEvent, type: Parameters<typeof parseAgreementEvent>[0]) => {
  const agreementId = event.stream.slice(AGREEMENT_PREFIX.length);
  const parsed = parseAgreementEvent(type, event.schema, event.data);
  const before = live.agreements.get(agreementId) ?? { phase: 'unknown' };
  const after = evolveAgreement(before, parsed, event.at);
  live.agreements.set(agreementId, after);
  indexSignatories(live, agreementId, signatoriesIn(before), signatoriesIn(after));
  noteBytes(live, parsed, agreementId, event);
  noteClaims(live, parsed, agreementId, event.position);
};

const noteClaims = (
  live: LiveCeremony,
  parsed: AgreementEvent | CeremonyEvent,
  agreementId: string | null,
  position: number,
): void => {
  for (const [subject, hash] of claimsOf(parsed, agreementId)) live.committed.set(subject, { hash, position });
};

/** Of an event that is not folded, what it says of what stands beside the chain today. */
export const foldClaims = (live: LiveCeremony, { type, schema, data, stream, position }: StoredEvent): void => {
  if (isCeremonyEventType(type)) noteClaims(live, parseCeremonyEvent(type, schema, data), null, position);
  else if (isAgreementEventType(type)) {
    noteClaims(live, parseAgreementEvent(type, schema, data), stream.slice(AGREEMENT_PREFIX.length), position);
  }
};

/** Of those events that name the hash of a document as it stands after them. */
const noteBytes = (
  live: LiveCeremony,
  parsed: AgreementEvent | CeremonyEvent,
  agreementId: string | null,
  { position, at }: StoredEvent,
): void => {
  const kind = NAMING[parsed.type];
  if (kind === undefined || !('sha256' in parsed.data)) return;
  const template = parsed.type === 'agreement-readied' ? parsed.data.template : null;
  live.namedBytes.set(parsed.data.sha256, { kind, agreementId, position, at, template });
};

const NAMING: { readonly [type in (AgreementEvent | CeremonyEvent)['type']]?: NamedBytes['kind'] } = {
  'agreement-readied': 'agreement',
  'signature-completed': 'agreement',
  'agreement-sealed': 'agreement',
  'agreement-archived': 'agreement',
  'agreement-archive-renewed': 'agreement',
  'agreement-signed-on-paper': 'paper',
  'minutes-sealed': 'minutes',
  'minutes-archived': 'minutes',
  'minutes-archive-renewed': 'minutes',
};

const signatoriesIn = (state: AgreementState): readonly Signatory[] =>
  state.phase === 'unknown' ? [] : state.signatories;

/** Who signs an agreement changes while it is a draft; most events leave the very list as it was. */
const indexSignatories = (
  live: LiveCeremony,
  agreementId: string,
  before: readonly Signatory[],
  after: readonly Signatory[],
): void => {
  if (before === after) return;
  for (const { personId } of before) {
    const rest = (live.agreementsOf.get(personId) ?? []).filter((one) => one !== agreementId);
    if (rest.length > 0) live.agreementsOf.set(personId, rest);
    else live.agreementsOf.delete(personId);
  }
  for (const { personId } of after) {
    live.agreementsOf.set(personId, [...(live.agreementsOf.get(personId) ?? []), agreementId]);
  }
};

export const findAgreement = (live: LiveCeremony, agreementId: string): AgreementState =>
  live.agreements.get(agreementId) ?? { phase: 'unknown' };
