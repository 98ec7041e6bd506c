import type { AgreementEvent } from '#agreement/events';
import { agreementSchemaVersion, isAgreementEventType } from '#agreement/events';
import type { CeremonyEvent } from '#ceremony/events';
import { ceremonySchemaVersion } from '#ceremony/events';
import type { Person } from '#ceremony/people/state';
import { streamOf } from '#ceremony/streams';
import type { CommandName, PayloadOf } from '#contract/commands';
import type { CommandReply, Problem } from '#contract/problems';
import type { Refusal } from '#contract/refusal';
import type { Draw } from '#documents/drawing';
import type { RandomBytes } from '#platform/random';
import type { Turn } from '#platform/turns';
import type { Authority } from '#signing/authority';
import type { RemoteService } from '#signing/remote-service';
import type { ForeignEvidence } from './foreign-evidence.ts';
import type { Revocations } from './revocations.ts';
import type { Templates } from './templates.ts';
import type { TimeStamps } from './time-stamps.ts';
import type { AppendRequest, JsonObject, NewEvent, Store, StreamWrite } from '#store/port';
import { agreementStream, type LiveCeremony } from '#projections/live-ceremony';

/** What handlers need of the house around them. */
export type Tools = {
  readonly store: Store;
  readonly authority: Authority;
  /** Signing by a service outside the house, where one is set up. */
  readonly remote?: RemoteService | null;
  readonly timeStamps: TimeStamps;
  readonly revocations: Pick<Revocations, 'validationData'>;
  /** Where documents may rely on other issuers than the house. */
  readonly foreign?: ForeignEvidence | null;
  readonly templates: Templates;
  /** Draws agreements' documents; without it they are drawn on this thread. */
  readonly draw?: Draw;
  readonly random: RandomBytes;
  /** Waited for before work that keeps the event loop busy for milliseconds (F11). */
  readonly turn: Turn;
  /** Canonical address, no slash at its end. */
  readonly publicUrl: string;
  /** Keys the hashes of one-time codes and of commands. */
  readonly codeKey: Uint8Array;
  /** Makes the links of signing tables. */
  readonly tableKey: Uint8Array;
  /** Makes personal links. */
  readonly linkKey: Uint8Array;
  readonly isConnected: (ceremonyId: string, personId: string) => boolean;
  /** Whether the person's camera is live where an officer can see it. */
  readonly isSeen: (ceremonyId: string, personId: string) => boolean;
  /** Claps since applause was allowed, and of how many people; held in memory. */
  readonly applause: (ceremonyId: string) => { readonly claps: number; readonly people: number };
};

/** One person's wish, with everything a handler may look at. */
export type Act = {
  readonly live: LiveCeremony;
  readonly person: Person;
  /** Hash of the device the wish came from. */
  readonly device: string;
  readonly now: Date;
  readonly tools: Tools;
};

/** What a handler wants written; nothing has happened yet. */
export type Proposal = {
  readonly writes: readonly StreamEvents[];
  /** Streams that must not have changed meanwhile. */
  readonly asserts?: readonly string[];
  readonly segments?: AppendRequest['segments'];
  readonly prepared?: AppendRequest['prepared'];
  readonly personal?: AppendRequest['personal'];
  readonly erases?: AppendRequest['erases'];
  /** Something is recorded, and still the answer is no (a wrong code). */
  readonly butRefused?: Problem;
  /** Told to the asker alone, never stored. */
  readonly reply?: CommandReply;
};

export type StreamEvents = { readonly stream: string; readonly events: readonly (CeremonyEvent | AgreementEvent)[] };

/** Decides at once, on everything that was sent (F1): `live` is ahead of the disk. */
export type Handler<Name extends CommandName> = (act: Act, payload: PayloadOf<Name>) => Proposal | Refusal;

/** Reads documents or works long, and so decides on what is written (F5): `live` is what the store holds, too. */
export type SlowHandler<Name extends CommandName> = (act: Act, payload: PayloadOf<Name>) => Promise<Proposal | Refusal>;

/** Handlers by the name of their command. */
export type ActTable<Names extends CommandName> = {
  readonly [Name in Names]: Handler<Name> | { readonly slow: SlowHandler<Name> };
};

export const ceremonyWrites = (events: readonly CeremonyEvent[]): readonly StreamEvents[] => {
  const byStream = new Map<string, CeremonyEvent[]>();
  for (const event of events) byStream.set(streamOf(event), [...(byStream.get(streamOf(event)) ?? []), event]);
  return [...byStream].map(([stream, own]) => ({ stream, events: own }));
};

export const agreementWrites = (agreementId: string, events: readonly AgreementEvent[]): readonly StreamEvents[] =>
  events.length === 0 ? [] : [{ stream: agreementStream(agreementId), events }];

/** The store's shape of it, each stream at the version that was decided upon. */
export const toStreamWrites = (
  versions: ReadonlyMap<string, number>,
  writes: readonly StreamEvents[],
): readonly StreamWrite[] =>
  writes.map(({ stream, events }) => ({
    stream,
    expectedVersion: versions.get(stream) ?? 0,
    events: events.map((event): NewEvent => ({
      type: event.type,
      schema: schemaOf(event),
      data: toJson(event.data),
    })),
  }));

const schemaOf = ({ type }: CeremonyEvent | AgreementEvent): number =>
  isAgreementEventType(type) ? agreementSchemaVersion(type) : ceremonySchemaVersion(type);

/** Events are plain data by their schemas; this says so to the compiler, by way of JSON itself. */
const toJson = (value: object): JsonObject => JSON.parse(JSON.stringify(value)) as JsonObject;
