// S41: who says when. A token (RFC 3161) proves that a hash was there at a time, by the word of whoever issued it.

export type TimeStamper = {
  readonly name: string;
  /** A token of the organiser's own authority proves the organiser's word only. */
  readonly attestedBy: 'organiser' | 'external';
  /** The most bytes that its tokens have, when that is known; of an authority outside, the most it gave so far and some more. */
  readonly tokenBytes?: number | undefined;
  /** DER of a TimeStampToken over this SHA-256 (32 bytes). Rejects with TimeStampFault. */
  readonly stamp: (sha256: Uint8Array) => Promise<Uint8Array>;
};

/** `resting`: it failed a moment ago and was not asked. `not-valid`: the certificate of our own has ended, or has not begun. */
export type TimeStampFailure = 'timed-out' | 'unreachable' | 'rejected' | 'resting' | 'not-valid';

/** No token was to be had. The ceremony goes on without it: what is missing is made up for later. */
export class TimeStampFault extends Error {
  override readonly name = 'TimeStampFault';
  readonly kind: TimeStampFailure;

  constructor(message: string, options: ErrorOptions & { readonly kind?: TimeStampFailure } = {}) {
    super(message, options);
    this.kind = options.kind ?? 'rejected';
  }
}
