// H58: what is being read, or waits to be judged, stays within one sum for the whole house: what does not fit waits unread,
// which costs nothing but an open connection, and what would wait too long is asked to come back.

const MB = 1024 * 1024;

const STANDARD = {
  /** Of all files that are held at once. */
  bytes: 50 * MB,
  files: 16,
  /** One sender's: who sends slowly on purpose must not keep everybody else out. */
  bytesOfOne: 25 * MB,
  filesOfOne: 4,
  /** Unread, until there is room. */
  waiting: 32,
  waitingOfOne: 8,
  waitMs: 20_000,
};

export type RoomLimits = typeof STANDARD;

/** Gives the room back; harmless when called again. */
export type Release = () => void;

export type UploadRoom = {
  /** Room for a file of at most so many bytes; null: too many wait, or there was none in time, or the sender left. */
  take(sender: string, bytes: number, left: AbortSignal): Promise<Release | null>;
};

type Held = { bytes: number; files: number; waiting: number };
type Waiting = { readonly sender: string; readonly bytes: number; readonly enter: () => void };

export const createUploadRoom = (limits: Partial<RoomLimits> = {}): UploadRoom => {
  const most = { ...STANDARD, ...limits };
  const all: Held = { bytes: 0, files: 0, waiting: 0 };
  const bySender = new Map<string, Held>();
  const queue = new Set<Waiting>();

  /** Whoever holds nothing is not remembered: asked about, refused and gone leaves no trace. */
  const heldBy = (sender: string): Held => bySender.get(sender) ?? { bytes: 0, files: 0, waiting: 0 };
  const change = (sender: string, by: Held): void => {
    const own = heldBy(sender);
    for (const held of [all, own]) {
      held.bytes += by.bytes;
      held.files += by.files;
      held.waiting += by.waiting;
    }
    if (own.files + own.waiting === 0) bySender.delete(sender);
    else bySender.set(sender, own);
  };
  /** The first file of all, or of a sender, may always come, however large it may be. */
  const fits = (sender: string, bytes: number): boolean => {
    const own = heldBy(sender);
    return (
      all.files < most.files &&
      own.files < most.filesOfOne &&
      (all.files === 0 || all.bytes + bytes <= most.bytes) &&
      (own.files === 0 || own.bytes + bytes <= most.bytesOfOne)
    );
  };
  /** In order of coming; whom their own share holds up holds up nobody else. */
  const admit = (): void => {
    for (const one of queue) if (fits(one.sender, one.bytes)) one.enter();
  };
  const hold = (sender: string, bytes: number): Release => {
    change(sender, { bytes, files: 1, waiting: 0 });
    let isHeld = true;
    return () => {
      if (!isHeld) return;
      isHeld = false;
      change(sender, { bytes: -bytes, files: -1, waiting: 0 });
      admit();
    };
  };

  return {
    take: async (sender, bytes, left) => {
      if (left.aborted) return null;
      if (fits(sender, bytes)) return hold(sender, bytes);
      if (all.waiting >= most.waiting || heldBy(sender).waiting >= most.waitingOfOne) return null;
      const { promise, resolve } = Promise.withResolvers<Release | null>();
      change(sender, { bytes: 0, files: 0, waiting: 1 });
      const end = (answer: () => Release | null): void => {
        if (!queue.delete(waiting)) return;
        clearTimeout(timer);
        left.removeEventListener('abort', giveUp);
        // Taken before the place in the queue is given up, so that the sender's count does not begin anew in between.
        const release = answer();
        change(sender, { bytes: 0, files: 0, waiting: -1 });
        resolve(release);
      };
      const giveUp = (): void => end(() => null);
      const waiting: Waiting = { sender, bytes, enter: () => end(() => hold(sender, bytes)) };
      const timer = setTimeout(giveUp, most.waitMs);
      left.addEventListener('abort', giveUp);
      queue.add(waiting);
      return promise;
    },
  };
};
