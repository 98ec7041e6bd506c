import { isAgreementEventType, parseAgreementEvent, type AgreementEvent } from '#agreement/events';
import { isCeremonyEventType, parseCeremonyEvent, type CeremonyEvent } from '#ceremony/events';
import { refuse, type Refusal } from '#contract/refusal';
import { later, type Clock } from '#platform/clock';
import type { RandomBytes } from '#platform/random';
import { agreementStream, findAgreement, type LiveCeremony } from '#projections/live-ceremony';
import { commitTo } from '#projections/people-data';
import type { PersonalData, Store, StoredEvent } from '#store/port';
import { agreementWrites, ceremonyWrites, toStreamWrites, type StreamEvents } from './act.ts';
import { LINK_FOR } from './acts/people.ts';
import type { Ceremonies } from './ceremonies.ts';
import { templateDocument } from './templates.ts';
import { rehearsedEvents } from './rehearsed-events.ts';

const PAGE = 5_000;

/**
 * C38: a rehearsal of a ceremony as a new ledger: everything that was planned, with the names that stand beside it, and
 * nothing of what happened. Links and verification codes are new. All of it is written, or nothing.
 */
export const rehearse = async (
  ceremonyId: string,
  rehearsalId: string,
  house: {
    readonly ceremonies: Ceremonies;
    readonly store: Store;
    readonly clock: Clock;
    readonly random: RandomBytes;
  },
): Promise<LiveCeremony | Refusal> => {
  const { ceremonies, store, random } = house;
  const source = await ceremonies.load(ceremonyId);
  if (source === null) return refuse('bad-command', `There is no ceremony with the id ${ceremonyId}.`);
  const now = house.clock.now();
  const linkExpiresAt = later(now, LINK_FOR);
  const ceremony: CeremonyEvent[] = [];
  const agreements = new Map<string, AgreementEvent[]>();
  for await (const event of eventsOf(store, source)) {
    const { type, schema, data } = event;
    if (isCeremonyEventType(type)) {
      if (rehearsedEvents[type]) ceremony.push(copy(parseCeremonyEvent(type, schema, data), ceremonyId, linkExpiresAt));
    } else if (isAgreementEventType(type) && rehearsedEvents[type]) {
      const agreementId = event.stream.slice(agreementStream('').length);
      const { phase } = findAgreement(source, agreementId);
      if (phase === 'voided' || phase === 'replaced') continue;
      const copied = withNewCode(parseAgreementEvent(type, schema, data), random);
      agreements.set(agreementId, [...(agreements.get(agreementId) ?? []), copied]);
    }
  }
  // Whoever was turned away stays so.
  for (const { personId, link } of source.ceremony.people.values()) {
    if (link.state === 'revoked') ceremony.push({ type: 'link-revoked', data: { personId } });
  }
  const writes = [...ceremonyWrites(ceremony), ...[...agreements].flatMap(([id, own]) => agreementWrites(id, own))];
  const segments = [];
  for (const { name, version } of source.ceremony.templates.values()) {
    const document = templateDocument(name, version);
    const bytes = await store.readDocument(ceremonyId, document);
    if (bytes === null) throw new Error(`The template ${name} is not in the ledger.`);
    segments.push({ document, index: 0, bytes });
  }
  const appended = await store.append({
    ledger: rehearsalId,
    actor: 'import',
    at: now.toISOString(),
    writes: toStreamWrites(new Map(), writes),
    // F52: as it was held against the ledger, and not as it stands in the store.
    personal: besides(source.personal, writes),
    segments,
  });
  if (!appended.ok) {
    return refuse('bad-command', `A ceremony with the id ${rehearsalId} is here already. Choose another id.`);
  }
  const live = await ceremonies.load(rehearsalId);
  if (live === null) throw new Error('The rehearsal did not reach memory.');
  return live;
};

async function* eventsOf(store: Store, { ceremonyId, position }: LiveCeremony): AsyncGenerator<StoredEvent> {
  for (let read = 0; read < position;) {
    const page = await store.read(ceremonyId, read, PAGE);
    if (page.length === 0) return;
    yield* page;
    read += page.length;
  }
}

const copy = (event: CeremonyEvent, ceremonyId: string, linkExpiresAt: string): CeremonyEvent => {
  if (event.type === 'ceremony-planned') {
    const rehearsalOf = event.data.rehearsalOf ?? ceremonyId;
    return { ...event, data: { ...event.data, rehearsal: true, rehearsalOf } };
  }
  if (event.type === 'person-invited') return { ...event, data: { ...event.data, linkSerial: 1, linkExpiresAt } };
  return event;
};

/** 128 bits of its own: the QR code of a rehearsal's document never leads to the real one. */
const withNewCode = (event: AgreementEvent, random: RandomBytes): AgreementEvent =>
  event.type === 'agreement-drafted'
    ? { ...event, data: { ...event.data, verifyCode: Buffer.from(random(16)).toString('base64url') } }
    : event;

/** What stands beside the chain and is committed to by what was copied; nothing else of a person goes along. */
const besides = (personal: LiveCeremony['personal'], writes: readonly StreamEvents[]): readonly PersonalData[] => {
  const committed = new Set(JSON.stringify(writes).match(/[0-9a-f]{64}/g));
  return [...personal].flatMap(([subject, { salt, data }]) =>
    committed.has(commitTo(salt, data)) ? [{ subject, salt, data }] : [],
  );
};

/** The first id after the pattern `<id>-gladi`, `<id>-gladi-2` that no ceremony has. */
export const rehearsalId = (ceremonyId: string, taken: ReadonlySet<string>): string => {
  const stem = `${ceremonyId.slice(0, 50)}-gladi`;
  for (let count = 2, id = stem; ; id = `${stem}-${count}`, count += 1) if (!taken.has(id)) return id;
};
