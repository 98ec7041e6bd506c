import type { MediaKind } from '#contract/signals';

/** What is received of a person. Null while that part is muted, covered or not sent. */
export type RemotePerson = { readonly video: MediaStream | null; readonly audio: MediaStream | null };

/** Null: the person sends nothing any more, the tile goes. */
export type OnRemote = (personId: string, person: RemotePerson | null) => void;

type Received = { readonly personId: string; readonly kind: MediaKind; readonly stream: MediaStream; paused: boolean };

/** Puts together what belongs to one person, out of producers that come and go one by one. */
export class RemotePeople {
  readonly #received = new Map<string, Received>();
  readonly #onRemote: OnRemote;

  constructor(onRemote: OnRemote) {
    this.#onRemote = onRemote;
  }

  add(producerId: string, personId: string, track: MediaStreamTrack, paused: boolean): void {
    const kind = track.kind === 'audio' ? 'audio' : 'video';
    this.#received.set(producerId, { personId, kind, stream: new MediaStream([track]), paused });
    this.#show(personId);
  }

  setPaused(producerId: string, paused: boolean): void {
    const received = this.#received.get(producerId);
    if (!received || received.paused === paused) return;
    received.paused = paused;
    this.#show(received.personId);
  }

  remove(producerId: string): void {
    const received = this.#received.get(producerId);
    if (!received) return;
    this.#received.delete(producerId);
    this.#show(received.personId);
  }

  clear(): void {
    const people = new Set([...this.#received.values()].map((received) => received.personId));
    this.#received.clear();
    for (const personId of people) this.#onRemote(personId, null);
  }

  #show(personId: string): void {
    const theirs = [...this.#received.values()].filter((received) => received.personId === personId);
    const stream = (kind: MediaKind) => theirs.findLast((each) => each.kind === kind && !each.paused)?.stream ?? null;
    this.#onRemote(personId, theirs.length === 0 ? null : { video: stream('video'), audio: stream('audio') });
  }
}
