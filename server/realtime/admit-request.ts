import type { IncomingMessage } from 'node:http';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { personAmong, senderAt } from '#identity/asker';
import type { Clock } from '#platform/clock';

/** Of each person; and of an address, behind which strangers come in numbers only when they are machines. */
const NEW_SESSIONS = { person: { points: 120, duration: 60 }, address: { points: 2_000, duration: 60 } };

type Decide = (fault: string | null | undefined, admitted: boolean) => void;

/**
 * Socket.IO's `allowRequest`: pages of our own origin, and no flood of new sessions (W7). W69: whoever proves who they are
 * is counted as that person; a stranger behind the same address keeps nobody out.
 */
export const createAdmitRequest = (
  house: { readonly publicUrl: string; readonly ticketKey: Uint8Array; readonly clock: Clock },
  limits: typeof NEW_SESSIONS = NEW_SESSIONS,
): ((request: IncomingMessage, decide: Decide) => void) => {
  const ofPersons = new RateLimiterMemory(limits.person);
  const ofAddresses = new RateLimiterMemory(limits.address);
  const count = async (request: IncomingMessage): Promise<unknown> => {
    const person = await personAmong(house, request.headers.cookie, house.clock.now());
    return person === null ? ofAddresses.consume(senderOf(request)) : ofPersons.consume(person);
  };
  return (request, decide) => {
    if (!isOurs(request.headers.origin, request.headers.host, house.publicUrl)) return decide('Another origin.', false);
    // Only the first request of a session has no id yet.
    if (URL.parse(request.url ?? '', house.publicUrl)?.searchParams.has('sid') === true) return decide(null, true);
    count(request).then(
      () => decide(null, true),
      () => decide('Too many connections.', false),
    );
    return undefined;
  };
};

/** A proxy on this very machine may name the sender that it speaks for; nobody else may. */
const senderOf = (request: IncomingMessage): string => {
  const direct = senderAt(request.socket.remoteAddress ?? '');
  const named = request.headers['x-forwarded-for'];
  if (typeof named !== 'string' || (direct !== '127.0.0.1' && !LOOPBACK_6.has(direct))) return direct;
  return senderAt(named.split(',').at(-1)?.trim() ?? direct);
};

const LOOPBACK_6: ReadonlySet<string> = new Set(['::1', senderAt('::1')]);

/** A page of another origin has no business here, even with a cookie. Programs send no Origin. */
const isOurs = (origin: string | undefined, host: string | undefined, publicUrl: string): boolean => {
  if (origin === undefined) return true;
  return origin === publicUrl || URL.parse(origin)?.host === host;
};
