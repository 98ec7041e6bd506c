import type { AgreementEventType } from '#agreement/events';
import type { CeremonyEventType } from '#ceremony/events';
import type { Refusal } from '#contract/refusal';
import type { LiveCeremony } from '#projections/live-ceremony';
import type { StoredEvent } from '#store/port';
import type { Proposal } from './act.ts';
import type { Ceremonies } from './ceremonies.ts';
import { createReactionRun, type Pending, type ReactionHouse, type ReactionRun } from './reaction-run.ts';

export type { Pending };

/** An event that asks for the next step: the last party signed → seal. */
export type Reaction<Tools> = {
  /** Stands in the ledger as the actor `reaction/<name>` and in the cursors: never renamed. */
  readonly name: string;
  readonly on: readonly (CeremonyEventType | AgreementEventType)[];
  /**
   * Which events have to do with each other: those of one lane are answered one after another, lanes side by side. Without
   * it all are of one.
   */
  readonly lane?: (event: StoredEvent) => string;
  /**
   * Decides on what is written (`live`, at least up to the event): what shall be written, a refusal to record, or null
   * when nothing is to be done. May be asked again for the same event, until something of it is written (F8). Throws
   * when it cannot be done now; it is tried again later (F9).
   */
  readonly react: (moment: {
    readonly live: LiveCeremony;
    readonly event: StoredEvent;
    readonly now: Date;
    readonly tools: Tools;
  }) => Promise<Proposal | Refusal | null>;
};

export type Reactions = {
  /** What is not done yet, each with why and when it is tried (again). */
  pending(ceremonyId: string): readonly Pending[];
  /** Lets what runs end and starts nothing more; what is left goes on at the next start. */
  stop(): Promise<void>;
};

/**
 * Starts every reaction on every ceremony, closed ones too, where its cursor stands, and on each event from now on (F7).
 */
export const startReactions = <Tools>(
  house: ReactionHouse<Tools> & { readonly ceremonies: Ceremonies },
  reactions: readonly Reaction<Tools>[],
): Reactions => {
  const byCeremony = new Map<string, readonly ReactionRun[]>();
  let isStopped = false;

  const start = (ledger: string, readHead: () => Promise<number>): void => {
    const place = { ledger, readHead };
    byCeremony.set(
      ledger,
      reactions.map((reaction) => createReactionRun(house, reaction, place)),
    );
  };
  const startLive = ({ ceremonyId, position }: LiveCeremony): void => start(ceremonyId, async () => position);

  for (const ceremonyId of house.ceremonies.ids()) {
    const live = house.ceremonies.find(ceremonyId);
    if (live !== null) startLive(live);
    else
      start(ceremonyId, async () => {
        const ledgers = await house.store.ledgers();
        return ledgers.find(({ ledger }) => ledger === ceremonyId)?.position ?? 0;
      });
  }
  house.ceremonies.onEvents((live, events) => {
    if (isStopped) return;
    const runs = byCeremony.get(live.ceremonyId);
    // One that has just come into memory: its run reads these events from the store.
    if (runs === undefined) startLive(live);
    else for (const run of runs) run.hear(events);
  });

  return {
    pending: (ceremonyId) => (byCeremony.get(ceremonyId) ?? []).flatMap((run) => run.pending()),
    stop: async () => {
      isStopped = true;
      await Promise.all([...byCeremony.values()].flat().map((run) => run.stop()));
    },
  };
};
