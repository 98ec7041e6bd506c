import { createHash } from 'node:crypto';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { Request, RequestHandler, Response } from 'express';
import { nameOfAsker, personAmong, senderAt, tableAmong, type AskerKeys } from '#identity/asker';
import { ticketFromCookies } from '#identity/tickets';
import { identifier } from '#contract/ids';
import type { Clock } from '#platform/clock';
import { sendProblem } from './problems.ts';

// H6, H61: whoever proves who they are is counted as that person, table or link, and nobody can use up their share. Only of
// strangers the address is counted, and a whole hall may stand behind one: an address is allowed much.
// Nothing here keeps anybody from guessing: tokens and codes have 128 bits. It keeps one sender from using us up.

type Limit = { readonly points: number; readonly seconds: number };

export const standardLimits = {
  /** What is no link of ours. */
  redeemPerStranger: { points: 3000, seconds: 600 },
  redeemPerToken: { points: 60, seconds: 600 },
  /** A tablet of which somebody tries codes; each call allows five (C206). */
  sitPerTable: { points: 60, seconds: 600 },
  /** Whoever asks for what is a person's own, and is not that person. */
  strangerPerAddress: { points: 3000, seconds: 600 },
  lookPerAsker: { points: 3000, seconds: 600 },
  filePerAsker: { points: 300, seconds: 600 },
  /** A witness reads a wave of two thousand documents twice. */
  readPerPerson: { points: 6000, seconds: 600 },
  /** Each looks at up to 20,000 events. */
  auditPerPerson: { points: 120, seconds: 60 },
  /** Each costs a document and a signature. */
  drawPerPerson: { points: 300, seconds: 600 },
  reportPerAsker: { points: 300, seconds: 600 },
} as const satisfies { readonly [name: string]: Limit };

export type Limits = { readonly [name in keyof typeof standardLimits]: Limit };

/** Whom to count; null counts nobody. */
export type KeyOf = (request: Request) => string | null | Promise<string | null>;
export type Limiter = (limit: keyof Limits, keyOf: KeyOf) => RequestHandler;

export const senderOf = (request: Request): string => senderAt(request.ip ?? '');

const word = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Whom a request is counted as. */
export type Askers = {
  /** The person whom the address names, if the request proves to be theirs. */
  readonly person: (request: Request) => Promise<string | null>;
  /** Its sender, if it is not theirs. */
  readonly stranger: (request: Request) => Promise<string | null>;
  readonly table: (request: Request) => Promise<string>;
  /** A person by whatever ticket the request carries; its sender, if it carries none. */
  readonly whoever: (request: Request) => Promise<string>;
};

export const createAskers = ({ clock, ...keys }: AskerKeys & { readonly clock: Clock }): Askers => {
  /** A ticket is read once for all who count by it. */
  const read = new WeakMap<Request, Promise<string | null>>();
  const personIn: Askers['person'] = async (request) => {
    const ids = identifier.array().safeParse([request.params['ceremonyId'], request.params['personId']]);
    const [ceremonyId, personId] = ids.data ?? [];
    if (ceremonyId === undefined || personId === undefined) return null;
    const whom = { ceremonyId, personId };
    const ticket = await ticketFromCookies(keys.ticketKey, request.headers.cookie, whom, clock.now());
    return ticket === null ? null : nameOfAsker('person', ticket);
  };
  const person: Askers['person'] = (request) => {
    const known = read.get(request) ?? personIn(request);
    read.set(request, known);
    return known;
  };
  return {
    person,
    stranger: async (request) => ((await person(request)) === null ? senderOf(request) : null),
    table: async (request) => {
      const ceremonyId = word(request.params['ceremonyId']);
      return (await tableAmong(keys, request.headers.cookie, ceremonyId, clock.now())) ?? senderOf(request);
    },
    whoever: async (request) => (await personAmong(keys, request.headers.cookie, clock.now())) ?? senderOf(request),
  };
};

/** Tokens are secrets: they are counted under their hash. */
const hashed = (text: string): string => createHash('sha256').update(text).digest('base64url');

type TokenIn = (body: unknown) => string | null;
type IsOurs = (token: string) => boolean;

/** A link that we made. */
export const linkOf =
  (tokenIn: TokenIn, isOurs: IsOurs): KeyOf =>
  (request) => {
    const token = tokenIn(request.body);
    return token !== null && isOurs(token) ? hashed(token) : null;
  };

/** The sender of what is no link of ours. */
export const withoutLink =
  (tokenIn: TokenIn, isOurs: IsOurs): KeyOf =>
  (request) => {
    const token = tokenIn(request.body);
    return token !== null && isOurs(token) ? null : senderOf(request);
  };

const refuse = (response: Response, milliseconds: number): void => {
  response.set('Retry-After', String(Math.max(1, Math.ceil(milliseconds / 1000))));
  sendProblem(response, { code: 'too-fast', detail: 'Too many requests; try again after the time in Retry-After.' });
};

export const createLimiter =
  (limits: Limits): Limiter =>
  (name, keyOf) => {
    const { points, seconds } = limits[name];
    const counter = new RateLimiterMemory({ points, duration: seconds, keyPrefix: name });
    return async (request, response, next) => {
      const key = await keyOf(request);
      try {
        if (key !== null) await counter.consume(key);
      } catch (error) {
        if (!(error instanceof RateLimiterRes)) throw error;
        return refuse(response, error.msBeforeNext);
      }
      return next();
    };
  };

/** H61: as many of these at once for each who is counted, and no more: the others' turn comes in between. */
export const fewAtOnce = (most: number, keyOf: KeyOf): RequestHandler => {
  const running = new Map<string, number>();
  return async (request, response, next) => {
    const key = await keyOf(request);
    if (key === null) return next();
    // H65: who has left meanwhile would never give it back.
    if (response.closed) return undefined;
    const own = running.get(key) ?? 0;
    if (own >= most) return refuse(response, 2000);
    running.set(key, own + 1);
    response.once('close', () => {
      const left = (running.get(key) ?? 1) - 1;
      if (left > 0) running.set(key, left);
      else running.delete(key);
    });
    return next();
  };
};
