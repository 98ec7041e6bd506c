import type { Acknowledgement } from '#contract/problems';

export type Envelope = { readonly id: string; readonly name: string; readonly payload: unknown };

/** Sends once; answers with the acknowledgement, or null when none came in time or the connection was lost. */
export type SendOnce = (envelope: Envelope) => Promise<Acknowledgement | null>;

export type Outbox = {
  /** Sends, and sends again with the same id, until the server has answered. */
  readonly put: (envelope: Envelope) => Promise<Acknowledgement>;
  /** Sends everything unanswered again; to be called whenever a connection stands. */
  readonly flush: () => void;
  readonly waiting: () => number;
};

type Entry = { readonly envelope: Envelope; readonly settle: (answer: Acknowledgement) => void; underway: boolean };

/**
 * Commands that were not answered yet, in the order given. Sending the same id again is safe: the server answers a
 * known id with the first answer.
 */
export const createOutbox = ({
  sendOnce,
  isConnected,
  onWaiting = () => undefined,
}: {
  readonly sendOnce: SendOnce;
  readonly isConnected: () => boolean;
  readonly onWaiting?: (count: number) => void;
}): Outbox => {
  const entries = new Map<string, Entry>();

  const send = async (entry: Entry): Promise<void> => {
    if (entry.underway) return;
    entry.underway = true;
    while (isConnected()) {
      const answer = await sendOnce(entry.envelope);
      if (answer !== null) {
        entries.delete(entry.envelope.id);
        onWaiting(entries.size);
        entry.settle(answer);
        return;
      }
    }
    entry.underway = false;
  };

  return {
    put: (envelope) =>
      new Promise((settle) => {
        const entry: Entry = { envelope, settle, underway: false };
        entries.set(envelope.id, entry);
        onWaiting(entries.size);
        void send(entry);
      }),
    flush: () => {
      for (const entry of entries.values()) void send(entry);
    },
    waiting: () => entries.size,
  };
};
