import { AHEAD, STANDARD, type AskingOptions } from './foreign-lists.ts';
import { createKeptEvidence, type Found } from './kept-evidence.ts';
import { listAddressesOf } from './list-addresses.ts';
import { ocspRequest } from './ocsp-request.ts';
import type { Certificate } from './verify/certificate.ts';
import { answerStatus, MAX_ANSWER, readOcspAnswer, singleAbout, type OcspAnswer } from './verify/ocsp-answer.ts';
import { responderOf } from './verify/responder.ts';
import { saidBy } from './verify/revocation.ts';
import { firstFit, notOffered, unfit, type Current, type Missing } from './web-evidence.ts';

// S127: what issuers answer about single certificates (OCSP, RFC 6960), judged before it is kept by what judges it in a document.

export type ForeignAnswers = {
  /** The answer about this certificate; it leads to a trusted root by way of this issuer, as was proved before. */
  of(certificate: Certificate, issuer: Certificate): Promise<Found>;
};

/** S129: one for each certificate, of a few thousand bytes. */
const MOST_KEPT = 512;
/** Of proving an answer (S16). */
const BUDGET = 20_000;
/** RFC 6960 §2.3: a responder that is troubled, or asks to try later. */
const TROUBLED = new Set([2, 3]);
/** That it answers nobody whom it does not know, or only who signs: waiting mends neither. */
const CLOSED = new Set([1, 5]);

/** Over HTTP, about each certificate once however many documents need it. */
export function createForeignAnswers(options: AskingOptions): ForeignAnswers {
  const { now, timeoutMs, pauseMs } = { ...STANDARD, ...options };
  const kept = createKeptEvidence({ now, pauseMs, most: MOST_KEPT });
  return {
    of: async (certificate, issuer) => {
      const { responders } = listAddressesOf(certificate.der);
      if (responders.length === 0) return notOffered('No address of an OCSP responder on the web is named');
      const question = {
        name: 'OCSP answer',
        accept: 'application/ocsp-response',
        post: { type: 'application/ocsp-request', body: ocspRequest(certificate, issuer) },
        most: MAX_ANSWER,
        timeoutMs,
      };
      const name = `${issuer.der.toString('latin1')}\n${certificate.der.toString('latin1')}`;
      return kept(name, () => firstFit(responders, question, (bytes) => readOf(bytes, certificate, issuer, now())));
    },
  };
}

/** The answer, or why it is none to go by. */
async function readOf(
  bytes: Uint8Array,
  certificate: Certificate,
  issuer: Certificate,
  now: Date,
): Promise<Current | Missing> {
  const read = answerIn(Buffer.from(bytes));
  if ('ok' in read) return read;
  const single = await singleAbout(read, certificate, issuer);
  if (single === null) return unfit('is about another certificate');
  const budget = { left: BUDGET };
  const responder = await responderOf(read, issuer, [], budget);
  if (responder === null) return unfit('is not signed by the issuer, nor by whom the issuer authorised');
  if (responder === 'unjudged') return notOffered('is signed in a way that Teken does not judge');
  if (single.status === 'unknown') return unfit('says that the certificate is unknown');
  if (single.thisUpdate.getTime() > now.getTime() + AHEAD) return unfit('is dated in the future');
  if (single.until <= now) return unfit(`ended on ${single.until.toISOString().slice(0, 10)}`);
  const said = await saidBy(read, certificate, issuer, [], budget);
  if (said === null) return notOffered('is signed by a responder that would have to be asked about as well');
  return { der: read.der, until: said.until };
}

function answerIn(bytes: Buffer): OcspAnswer | Missing {
  try {
    const status = answerStatus(bytes);
    if (status === 0) return readOcspAnswer(bytes);
    const told = `says no more than that nothing is answered (${status})`;
    return CLOSED.has(status)
      ? notOffered(told)
      : { ok: false, why: TROUBLED.has(status) ? 'away' : 'unfit', detail: told };
  } catch (problem) {
    if (!(problem instanceof TypeError)) throw problem;
    return unfit('cannot be read as one');
  }
}
