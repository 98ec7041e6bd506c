import { z } from 'zod';
import { isRefusal, refuse } from '#contract/refusal';
import type { Clock } from '#platform/clock';
import { TOKEN_REFUSED } from './csc-errors.ts';
import { askCsc } from './csc-http.ts';
import type { RemoteRefusal } from './remote-signer.ts';

// CSC API v2.0.0.2, 11.1 (info: where tokens are given) and 8.4.4 (oauth2/token): the house itself is authorised by its client
// credentials, scope `service`. The person authorises each signature (11.6), not the house.

export type CscAccount = {
  /** Base of the API, such as https://service.example/csc/v2, no slash at its end. */
  readonly url: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** S109: the origin at which tokens are given, where it is another than that of `url`. */
  readonly tokenOrigin?: string | null;
};

const info = z.object({
  authType: z.array(z.string().max(40)).max(20),
  oauth2: z
    .url({ protocol: /^https?$/ })
    .max(500)
    .optional(),
  methods: z.array(z.string().max(60)).max(60),
});
const tokenAnswer = z.object({
  access_token: z.string().min(1).max(8192),
  /** Seconds. */
  expires_in: z.number().min(1).max(31_536_000).default(3600),
});

/** A token is renewed this long before it ends, in milliseconds. */
const EARLY = 30_000;

type Bearer = { readonly token: string };

export type CscTokens = {
  readonly bearer: (signal: AbortSignal) => Promise<Bearer | RemoteRefusal>;
  /** The service no longer takes that one (10.1, status 401). */
  readonly forget: () => void;
};

export const createCscTokens = (account: CscAccount, clock: Clock): CscTokens => {
  let endpoint: { readonly tokenUrl: string } | null = null;
  let held: { readonly token: string; readonly until: number } | null = null;

  const findEndpoint = async (signal: AbortSignal): Promise<{ readonly tokenUrl: string } | RemoteRefusal> => {
    const known = await askCsc({ url: `${account.url}/info`, body: {}, signal, answer: info, again: true });
    if (isRefusal(known)) return known.refused.code === 'remote-refused' ? TOKEN_REFUSED : known;
    if (!known.authType.includes('oauth2client') || !known.methods.includes('signatures/signHash')) {
      return refuse('remote-unsupported', 'The signing service does not work by client credentials and hashes.');
    }
    const base = known.oauth2 ?? account.url;
    // S109: the client's secret goes there, and nowhere but where those who run this house said.
    if (new URL(base).origin !== (account.tokenOrigin ?? new URL(account.url).origin)) return TOKEN_REFUSED;
    return { tokenUrl: `${base.replace(/\/(oauth2\/?)?$/, '')}/oauth2/token` };
  };

  return {
    bearer: async (signal) => {
      if (held !== null && held.until > clock.now().getTime()) return held;
      const found = endpoint ?? (await findEndpoint(signal));
      if (isRefusal(found)) return found;
      endpoint = found;
      const body = new URLSearchParams({
        grant_type: 'client_credentials',
        scope: 'service',
        client_id: account.clientId,
        client_secret: account.clientSecret,
      });
      const given = await askCsc({ url: found.tokenUrl, body, signal, answer: tokenAnswer, again: true });
      if (isRefusal(given)) return given.refused.code === 'remote-refused' ? TOKEN_REFUSED : given;
      const { access_token: token, expires_in: seconds } = given;
      held = { token, until: clock.now().getTime() + seconds * 1000 - EARLY };
      return held;
    },
    forget: () => {
      held = null;
    },
  };
};
