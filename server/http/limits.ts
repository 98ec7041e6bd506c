import { createHash } from 'node:crypto';
import { isIPv6 } from 'node:net';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { Request, RequestHandler, Response } from 'express';
import { sendProblem } from './problems.ts';

// H6: a whole hall of guests may stand behind one address, so an address is allowed much and a single token little.
// Nothing here keeps anybody from guessing: tokens and codes have 128 bits. It keeps one sender from using us up.

type Limit = { readonly points: number; readonly seconds: number };

export const standardLimits = {
  redeemPerAddress: { points: 3000, seconds: 600 },
  redeemPerToken: { points: 60, seconds: 600 },
  lookPerAddress: { points: 3000, seconds: 600 },
  filePerAddress: { points: 120, seconds: 600 },
  /** Each costs a document and a signature. */
  drawPerAddress: { points: 1200, seconds: 600 },
} as const satisfies { readonly [name: string]: Limit };

export type Limits = { readonly [name in keyof typeof standardLimits]: Limit };
/** `keyOf` says whom to count; null counts nobody. */
export type Limiter = (limit: keyof Limits, keyOf: (request: Request) => string | null) => RequestHandler;

/** Sender's address; an IPv6 customer owns a whole /64, so that counts as one. */
export const senderOf = (request: Request): string => {
  const address = (request.ip ?? '').replace(/^::ffff:/, '');
  if (!isIPv6(address)) return address;
  const [head = '', tail] = address.split('::');
  const groups = head.split(':');
  const known = tail === undefined ? groups : [...groups, ...Array<string>(8).fill('0')];
  return known.slice(0, 4).join(':');
};

/** Tokens are secrets: they are counted under their hash. */
const hashed = (text: string): string => createHash('sha256').update(text).digest('base64url');

export const tokenOf =
  (tokenIn: (body: unknown) => string | null) =>
  (request: Request): string | null => {
    const token = tokenIn(request.body);
    return token === null ? null : hashed(token);
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
      const key = keyOf(request);
      try {
        if (key !== null) await counter.consume(key);
      } catch (error) {
        if (!(error instanceof RateLimiterRes)) throw error;
        return refuse(response, error.msBeforeNext);
      }
      return next();
    };
  };
