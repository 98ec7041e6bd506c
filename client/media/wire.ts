import type { MediaEventName, MediaEvents, MediaResults, MediaSignal, MediaSignalName } from '#contract/signals';

/** What media needs of the connection. `connect` is an event too: it comes each time the connection stands (again). */
export type Signaller = {
  /** Rejects with an object that carries a `code`. */
  request<Answer>(name: string, payload: unknown): Promise<Answer>;
  /** Returns how to stop listening. */
  on<Name extends keyof Heard>(event: Name, listener: (payload: Heard[Name]) => void): () => void;
};

type Heard = MediaEvents & { connect: unknown };

/** A signal that was refused or did not get through; `code` as the server or the connection named it. */
export class SignalRefused extends Error {
  readonly code: string;
  constructor(code: string, cause: unknown) {
    super(`Media signal refused: ${code}`, { cause });
    this.code = code;
  }
}

// What the WebRTC library made is passed on whole; the server's schema judges it.
type MadeByLibrary = 'rtpCapabilities' | 'rtpParameters' | 'dtlsParameters';
type Sent<Signal> = { [Key in keyof Signal]: Key extends MadeByLibrary ? object : Signal[Key] };

export type MediaWire = {
  ask<Name extends MediaSignalName>(name: Name, signal: Sent<MediaSignal<Name>>): Promise<MediaResults[Name]>;
  listen<Name extends MediaEventName>(name: Name, listener: (payload: MediaEvents[Name]) => void): () => void;
};

export const mediaWire = (signaller: Signaller): MediaWire => ({
  async ask(name, signal) {
    try {
      return await signaller.request(name, signal);
    } catch (error) {
      throw new SignalRefused(codeOf(error), error);
    }
  },
  listen: (name, listener) => signaller.on(name, listener),
});

export const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string'
    ? error.code
    : 'media-failed';
