import { evolve as evolveAgreement } from '#agreement/evolve';
import { isAgreementEventType, parseAgreementEvent } from '#agreement/events';
import type { AgreementState, Signatory } from '#agreement/state';
import { evolve as evolveCeremony } from '#ceremony/evolve';
import { isCeremonyEventType, parseCeremonyEvent } from '#ceremony/events';
import { newCeremony, type CeremonyState } from '#ceremony/state';
import type { JsonObject, StoredEvent } from '#store/port';

export type PersonalRecord = { readonly salt: string; readonly data: JsonObject };

/** A ceremony as the process holds it: everything folded from its ledger, and the personal data beside it. */
export type LiveCeremony = {
  readonly ceremonyId: string;
  readonly ceremony: CeremonyState;
  readonly agreements: Map<string, AgreementState>;
  /** Which agreements a person signs or witnesses. */
  readonly agreementsOf: Map<string, readonly string[]>;
  readonly versions: Map<string, number>;
  readonly personal: Map<string, PersonalRecord>;
  /** Position of the last event that speaks of an agreement's document. */
  readonly documentPositions: Map<string, number>;
  position: number;
};

export const newLiveCeremony = (ceremonyId: string): LiveCeremony => ({
  ceremonyId,
  ceremony: newCeremony(),
  agreements: new Map(),
  agreementsOf: new Map(),
  versions: new Map(),
  personal: new Map(),
  documentPositions: new Map(),
  position: 0,
});

const AGREEMENT_PREFIX = 'agreement/';

export const agreementStream = (agreementId: string): string => `${AGREEMENT_PREFIX}${agreementId}`;

/** Folds one event of the ledger. Throws on a type nobody knows: a newer Teken wrote it, or the file is not ours. */
export const fold = (live: LiveCeremony, event: StoredEvent): void => {
  if (isCeremonyEventType(event.type)) {
    evolveCeremony(live.ceremony, parseCeremonyEvent(event.type, event.schema, event.data), event.at);
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
  if (SPEAKS_OF_BYTES.has(parsed.type)) {
    live.documentPositions.set(agreementId, event.position);
  }
};

/** These events name the hash of the document as it stands after them. */
const SPEAKS_OF_BYTES: ReadonlySet<string> = new Set([
  'agreement-readied',
  'signature-completed',
  'agreement-sealed',
  'agreement-archived',
  'agreement-archive-renewed',
]);

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
