import { isOver, readTimeStampToken } from './time-stamp-reading.ts';
import { timeStampRequest } from './time-stamp-request.ts';
import { readTimeStampResponse } from './time-stamp-response.ts';
import { integer } from './der.ts';
import type { TimeTrust } from './time-trust.ts';
import { TimeStampFault, type TimeStampFailure, type TimeStamper } from './time-stamp.ts';

// RFC 3161 §3.4: time-stamp authorities of others, over HTTP.

const MAX_ANSWER = 65_536;

export type TimeStampClientOptions = {
  readonly url: string;
  /** For one question, its answer read whole. */
  readonly timeoutMs: number;
  readonly randomBytes: (length: number) => Uint8Array;
  /** Whether a token over this SHA-256 leads to an authority that is trusted; all do where nothing is said. */
  readonly isTrusted?: TimeTrust;
};

/** One authority. What it answers is checked before anybody gets it: later signatures would cover a bad token for ever. */
export function createTimeStampClient(options: TimeStampClientOptions): TimeStamper {
  const { url, timeoutMs, randomBytes, isTrusted } = options;
  const name = new URL(url).host;
  return {
    name,
    attestedBy: 'external',
    stamp: async (sha256) => {
      const nonce = randomBytes(8);
      const asked = timeStampRequest(sha256, nonce);
      const answer = await ask(url, name, asked, timeoutMs);
      const response = readTimeStampResponse(answer);
      if (!response) throw new TimeStampFault(`${name} answered with something that is no time-stamp response`);
      if (response.status > 1 || !response.token) {
        throw new TimeStampFault(`${name} gave no time stamp (status ${response.status}) ${response.detail}`.trim());
      }
      const token = readTimeStampToken(response.token);
      if (!token?.isSound()) throw new TimeStampFault(`${name} gave a time stamp whose signature does not hold`);
      if (!isOver(response.token, sha256)) throw new TimeStampFault(`${name} stamped something else`);
      if (!token.nonce?.equals(integer(nonce))) throw new TimeStampFault(`${name} answered another question`);
      if (isTrusted && !(await isTrusted(response.token, sha256)))
        throw new TimeStampFault(`${name} gave a time stamp that leads to none of the roots of TSA_ROOTS`);
      return response.token;
    },
  };
}

async function ask(url: string, name: string, body: Buffer, timeoutMs: number): Promise<Uint8Array> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/timestamp-query', accept: 'application/timestamp-reply' },
      body: Uint8Array.from(body),
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    });
    const parts: Uint8Array[] = [];
    let length = 0;
    for await (const part of response.body ?? []) {
      length += part.length;
      if (length > MAX_ANSWER) throw new TimeStampFault(`${name} does not stop answering`);
      parts.push(part);
    }
    if (!response.ok) throw new TimeStampFault(`${name} answered with status ${response.status}`);
    return Buffer.concat(parts);
  } catch (cause) {
    if (cause instanceof TimeStampFault) throw cause;
    const isLate = cause instanceof Error && cause.name === 'TimeoutError';
    throw new TimeStampFault(isLate ? `${name} did not answer in ${timeoutMs} ms` : `${name} cannot be reached`, {
      kind: isLate ? 'timed-out' : 'unreachable',
      cause,
    });
  }
}

/** Serial numbers, times and signatures of one authority differ in length by a few bytes. */
const TOKEN_MARGIN = 128;

export type TimeStampers = TimeStamper & {
  /**
   * S4: asks each of them once about nothing in particular, so that the first documents keep no more room than their tokens
   * need. One that does not answer is no worse off for it.
   */
  readonly learn: () => Promise<void>;
};

export type TimeStampersOptions = {
  readonly timeoutMs: number;
  readonly now: () => Date;
  /** How long one that failed is passed over. */
  readonly pauseMs: number;
  readonly randomBytes: (length: number) => Uint8Array;
  readonly isTrusted?: TimeTrust;
};

/**
 * S44: several authorities (their addresses), asked in this order until one answers. One that failed is passed over for a
 * while, and then tried by one question first. Rejects with TimeStampFault when none gives a token; its `cause` holds why.
 */
export function createTimeStampers(urls: readonly string[], options: TimeStampersOptions): TimeStampers {
  let largest = 0;
  const noted = (token: Uint8Array): Uint8Array => {
    largest = Math.max(largest, token.length);
    return token;
  };
  const list = urls.map((url) => ({
    client: createTimeStampClient({ url, ...options }),
    failed: false,
    restsUntil: 0,
  }));
  return {
    name: list.map(({ client }) => client.name).join(', '),
    attestedBy: 'external',
    get tokenBytes() {
      return largest === 0 ? undefined : largest + TOKEN_MARGIN;
    },
    learn: async () => {
      await Promise.all(
        list.map(async ({ client }) => {
          try {
            noted(await client.stamp(options.randomBytes(32)));
          } catch (error) {
            if (!(error instanceof TimeStampFault)) throw error;
          }
        }),
      );
    },
    stamp: async (sha256) => {
      const reasons: unknown[] = [];
      for (const each of list) {
        const now = options.now().getTime();
        if (each.restsUntil > now) {
          reasons.push(
            new TimeStampFault(`${each.client.name} failed a moment ago and is passed over`, { kind: 'resting' }),
          );
          continue;
        }
        // The first question after the pause goes alone: the others do not wait for one that may still be away.
        if (each.failed) each.restsUntil = now + options.pauseMs;
        try {
          const token = noted(await each.client.stamp(sha256));
          each.failed = false;
          each.restsUntil = 0;
          return token;
        } catch (reason) {
          each.failed = true;
          each.restsUntil = options.now().getTime() + options.pauseMs;
          reasons.push(reason);
        }
      }
      const told = reasons.map((reason) => (reason instanceof Error ? reason.message : String(reason))).join('; ');
      throw new TimeStampFault(`No time stamp was to be had: ${told || 'no authority is named'}`, {
        kind: kindOf(reasons),
        cause: new AggregateError(reasons),
      });
    },
  };
}

/** What went wrong first; that one was passed over says least. */
const kindOf = (reasons: readonly unknown[]): TimeStampFailure => {
  const kinds = reasons.map((reason) => (reason instanceof TimeStampFault ? reason.kind : 'rejected'));
  return kinds.find((kind) => kind !== 'resting') ?? kinds[0] ?? 'rejected';
};
