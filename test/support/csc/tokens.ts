import { randomUUID } from 'node:crypto';
import { Refused } from './refused.ts';

/** What the service's one client signs in by. */
export type Client = { readonly clientId: string; readonly clientSecret: string };

/** The tokens that were given to the client. */
export const createTokens = ({ clientId, clientSecret }: Client) => {
  const tokens = new Set<string>();
  return {
    give: (form: URLSearchParams): object => {
      if (form.get('grant_type') !== 'client_credentials') {
        throw new Refused(400, 'invalid_request', 'Invalid parameter grant_type');
      }
      if (form.get('client_id') !== clientId || form.get('client_secret') !== clientSecret) {
        throw new Refused(400, 'invalid_request', 'Invalid parameter client_secret');
      }
      const token = randomUUID();
      tokens.add(token);
      return { access_token: token, token_type: 'Bearer', expires_in: 3600 };
    },
    check: (authorization = ''): void => {
      const [, bearer = ''] = /^Bearer (.+)$/.exec(authorization) ?? [];
      if (!tokens.has(bearer)) throw new Refused(401, 'invalid_token', 'The access token is not valid');
    },
    endAll: (): void => tokens.clear(),
  };
};
