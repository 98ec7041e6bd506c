import { isRefusal } from '#contract/refusal';
import { datesOf, isWithin, validityOfSigner } from './certificate-ends.ts';
import type { LocalSigner } from './certify.ts';
import { signatureBytes } from './reserve.ts';
import { readTimeStampRequest } from './time-stamp-request.ts';
import { grantedResponse, rejectedResponse } from './time-stamp-response.ts';
import { OWN_POLICY, timeStampToken } from './time-stamp-token.ts';
import { TimeStampFault, type TimeStamper } from './time-stamp.ts';

export type OwnTimeStamper = TimeStamper & {
  /** RFC 3161 over HTTP: the DER of a TimeStampReq gives that of a TimeStampResp. Whatever was asked, there is an answer. */
  readonly answer: (request: Uint8Array) => Promise<Uint8Array>;
};

export type OwnTimeStamperOptions = {
  /** Its certificate is for time-stamping alone. */
  readonly signer: LocalSigner;
  readonly now: () => Date;
  readonly randomBytes: (length: number) => Uint8Array;
  readonly name?: string;
};

/** TSTInfo without a nonce, and its frame. */
const INFO = 144;

/** S41: the house's own authority. It answers at once and from anywhere, and proves the organiser's word only. */
export function createOwnTimeStamper(options: OwnTimeStamperOptions): OwnTimeStamper {
  const { signer, now } = options;
  const issue = (sha256: Uint8Array, nonce: Buffer | null, withCertificates: boolean): Promise<Buffer> =>
    timeStampToken(signer, { sha256, at: now(), serial: options.randomBytes(16), nonce, withCertificates });
  const problemNow = (): string | null => {
    const validity = validityOfSigner(signer);
    if (isWithin(validity, now())) return null;
    return `The certificate of the organiser's time-stamp authority is ${datesOf(validity)}`;
  };
  return {
    name: options.name ?? 'Teken',
    attestedBy: 'organiser',
    tokenBytes: signatureBytes(signer) + INFO,
    stamp: async (sha256) => {
      if (sha256.length !== 32) throw new RangeError('A SHA-256 has 32 bytes');
      // S139: no verifier would believe it.
      const problem = problemNow();
      if (problem !== null) throw new TimeStampFault(`${problem}; no token was made`, { kind: 'not-valid' });
      return issue(sha256, null, true);
    },
    answer: async (bytes) => {
      const request = readTimeStampRequest(bytes);
      if (isRefusal(request)) return rejectedResponse(request.refused.code, request.refused.detail);
      if (request.policy !== null && request.policy !== OWN_POLICY) {
        return rejectedResponse('unaccepted-policy', 'There is one policy only');
      }
      const problem = problemNow();
      if (problem !== null) return rejectedResponse('system-failure', problem);
      return grantedResponse(await issue(request.sha256, request.nonce, request.wantsCertificates));
    },
  };
}
