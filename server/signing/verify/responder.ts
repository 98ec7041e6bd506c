import { spend, type Budget } from '../pdf-syntax.ts';
import { USAGE, type Certificate } from './certificate.ts';
import { hashesOf, type OcspAnswer } from './ocsp-answer.ts';
import { PROOF_COST } from './path.ts';
import { isSignedWith } from './public-key.ts';

// S128: an answer counts when the issuer itself signed it, or somebody to whom the same issuer gave a certificate for exactly
// that (RFC 6960 §4.2.2.2), valid when the answer was made. Nobody else speaks for an issuer, however well trusted.

/** Null: nobody who may. `unjudged`: by an algorithm that is not judged here, so that nothing can be said. */
export type Responder = Certificate | 'unjudged' | null;

const OCSP_SIGNING = '2b06010505070309';
/** So many certificates of one name or key are tried. */
const MAX_CANDIDATES = 4;

const known = new WeakMap<OcspAnswer, Map<string, Promise<Responder>>>();

/** Who signed `answer` on behalf of `issuer`. `others`: certificates beside those that it carries itself. */
export function responderOf(
  answer: OcspAnswer,
  issuer: Certificate,
  others: readonly Certificate[],
  budget: Budget,
): Promise<Responder> {
  const own = known.get(answer) ?? new Map<string, Promise<Responder>>();
  known.set(answer, own);
  const name = issuer.der.toString('latin1');
  const found = own.get(name) ?? findResponder(answer, issuer, others, budget);
  own.set(name, found);
  return found;
}

async function findResponder(
  answer: OcspAnswer,
  issuer: Certificate,
  others: readonly Certificate[],
  budget: Budget,
): Promise<Responder> {
  let tried = 0;
  let isUnjudged = false;
  for (const each of [issuer, ...answer.certificates, ...others]) {
    spend(budget, 1);
    if (!(await isNamed(answer, each)) || (each !== issuer && !mayAnswer(each, issuer, answer.producedAt))) continue;
    if ((tried += 1) > MAX_CANDIDATES) break;
    spend(budget, 2 * PROOF_COST);
    const isOwn =
      each === issuer || (await isSignedWith(issuer.publicKey, each.algorithm, each.signedPart, each.signature));
    const isSigned =
      isOwn && (await isSignedWith(each.publicKey, answer.algorithm, answer.signedPart, answer.signature));
    if (isSigned === true) return each;
    if (isSigned === null) isUnjudged = true;
  }
  return isUnjudged ? 'unjudged' : null;
}

async function isNamed({ responder }: OcspAnswer, each: Certificate): Promise<boolean> {
  if ('name' in responder) return responder.name === each.subject;
  return responder.key === (await hashesOf(each, 'SHA-1')).key;
}

function mayAnswer(delegate: Certificate, issuer: Certificate, at: Date): boolean {
  const { usages, purposes, isUnderstood, notBefore, notAfter } = delegate;
  if (delegate.issuer !== issuer.subject || !isUnderstood || at < notBefore || at > notAfter) return false;
  if (usages !== undefined && (usages & (USAGE.digitalSignature | USAGE.nonRepudiation)) === 0) return false;
  return purposes?.ids.includes(OCSP_SIGNING) === true;
}
