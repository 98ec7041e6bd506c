import type { IncomingMessage } from 'node:http';
import { RateLimiterMemory } from 'rate-limiter-flexible';

/** A hall of guests behind one address may all come back at once; a machine that opens sessions without end may not. */
const NEW_SESSIONS = { points: 2_000, duration: 60 };

type Decide = (fault: string | null | undefined, admitted: boolean) => void;

/** Socket.IO's `allowRequest`: pages of our own origin, and no flood of new sessions from one address (W7). */
export const createAdmitRequest = (
  publicUrl: string,
  limit = NEW_SESSIONS,
): ((request: IncomingMessage, decide: Decide) => void) => {
  const sessions = new RateLimiterMemory(limit);
  return (request, decide) => {
    if (!isOurs(request.headers.origin, request.headers.host, publicUrl)) return decide('Another origin.', false);
    // Only the first request of a session has no id yet.
    if (URL.parse(request.url ?? '', publicUrl)?.searchParams.has('sid') === true) return decide(null, true);
    sessions.consume(senderOf(request)).then(
      () => decide(null, true),
      () => decide('Too many connections.', false),
    );
    return undefined;
  };
};

/** A proxy on this very machine may name the sender that it speaks for; nobody else may. */
const senderOf = (request: IncomingMessage): string => {
  const direct = (request.socket.remoteAddress ?? '').replace(/^::ffff:/, '');
  const named = request.headers['x-forwarded-for'];
  if (typeof named !== 'string' || (direct !== '127.0.0.1' && direct !== '::1')) return direct;
  return named.split(',').at(-1)?.trim() ?? direct;
};

/** A page of another origin has no business here, even with a cookie. Programs send no Origin. */
const isOurs = (origin: string | undefined, host: string | undefined, publicUrl: string): boolean => {
  if (origin === undefined) return true;
  return origin === publicUrl || URL.parse(origin)?.host === host;
};
