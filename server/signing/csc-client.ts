import { z } from 'zod';
import { isRefusal, refuse } from '#contract/refusal';
import type { Clock } from '#platform/clock';
import { credentialInfo, credentialList, offered, readCredential, type UsableCredential } from './csc-credentials.ts';
import { REFUSED, TOKEN_REFUSED } from './csc-errors.ts';
import { askCsc } from './csc-http.ts';
import { authorised, signatureValue } from './csc-sign.ts';
import { createCscTokens, type CscAccount } from './csc-token.ts';
import type { RemoteRefusal, RemoteSigner } from './remote-signer.ts';

// A client of the Cloud Signature Consortium's API, version 2 (2.0.0.2): a signing service of whatever make that speaks it.
// One act may take several requests; all of them together end within the time-out.

/** In milliseconds. */
const TIMEOUT = 10_000;

export type Call = <Schema extends z.ZodType<object>>(
  path: string,
  body: object,
  answer: Schema,
  again: boolean,
) => Promise<z.output<Schema> | RemoteRefusal>;

export const createCscClient = (account: CscAccount, clock: Clock, timeout = TIMEOUT): RemoteSigner => {
  const tokens = createCscTokens(account, clock);

  /** Requests of one act. A token that is not taken any more is asked for anew, once: nothing was done with the old one. */
  const begin = (): Call => {
    const signal = AbortSignal.timeout(timeout);
    return async (path, body, answer, again) => {
      for (const isLast of [false, true]) {
        const bearer = await tokens.bearer(signal);
        if (isRefusal(bearer)) return bearer;
        const url = `${account.url}/${path}`;
        const got = await askCsc({ url, body, token: bearer.token, signal, answer, again });
        if (isLast || got !== TOKEN_REFUSED) return got;
        tokens.forget();
      }
      return TOKEN_REFUSED;
    };
  };

  return {
    credentialsOf: async (user) => {
      const call = begin();
      const list = await call('credentials/list', { userID: user, onlyValid: true }, credentialList, true);
      if (isRefusal(list)) return isOfService(list) ? list : noCredential;
      const found = [];
      let why: RemoteRefusal | null = null;
      for (const credentialId of list.credentialIDs.slice(0, MOST)) {
        const usable = await find(call, credentialId);
        if (!isRefusal(usable)) found.push(offered(credentialId, usable));
        else if (isOfService(usable)) return usable;
        else why ??= usable;
      }
      if (found.length > 0) return found;
      return why === null || why.refused.code === 'remote-refused' ? noCredential : why;
    },
    sendOtp: async (credentialId) => {
      const call = begin();
      const usable = await find(call, credentialId);
      if (isRefusal(usable)) return usable;
      const { otp, sendsOtp } = usable.ids;
      if (otp === null || !sendsOtp) return refuse('remote-unsupported', 'The signing service sends no OTP for this.');
      // 11.8; sent twice, the person would hold two, of which one is good.
      const asked = { credentialID: credentialId, authObjectID: otp };
      const sent = await call('credentials/getChallenge', asked, z.object({}), false);
      return isRefusal(sent) ? sent : null;
    },
    sign: async ({ credentialId, digest, pin, otp }) => {
      const call = begin();
      const usable = await find(call, credentialId);
      if (isRefusal(usable)) return usable;
      const hash = Buffer.from(digest).toString('base64');
      const sad = await authorised(call, credentialId, usable.ids, hash, { pin, otp });
      return isRefusal(sad) ? sad : signatureValue(call, credentialId, usable.algo, hash, sad.SAD);
    },
  };
};

const find = async (call: Call, credentialId: string): Promise<UsableCredential | RemoteRefusal> => {
  const asked = { credentialID: credentialId, certificates: 'chain', certInfo: false, authInfo: true };
  const info = await call('credentials/info', asked, credentialInfo, true);
  return isRefusal(info) ? info : readCredential(info);
};

/** More credentials of one person than anybody chooses from. */
const MOST = 10;
const noCredential = refuse('remote-unknown-credential', 'This account has no credential at the signing service.');

/** About the service as a whole; what else it refuses, it may refuse of this account alone. */
const isOfService = (refusal: RemoteRefusal): boolean =>
  refusal !== REFUSED && ['remote-unreachable', 'remote-timeout', 'remote-refused'].includes(refusal.refused.code);
