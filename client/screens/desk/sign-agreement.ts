import type { Acknowledgement, Problem } from '#contract/problems';
import type { Answer } from '../../connection/http.ts';
import { hashOf } from '../../pdf/hash.ts';
import { joined } from '../../signing/der.ts';
import { signRevision } from '../../signing/sign-revision.ts';
import { consentedPart, onlySignaturesAdded } from './added-signatures.ts';
import { toBase64 } from './base64.ts';

export type Bytes = Uint8Array<ArrayBuffer>;

/** What the gesture needs of the house. */
export type SigningDesk = {
  readonly prepare: () => Promise<Acknowledgement>;
  readonly fetchDocument: () => Promise<Answer<Bytes>>;
  readonly fetchPrepared: () => Promise<Answer<Bytes>>;
  readonly complete: (signature: {
    readonly preparedSha256: string;
    readonly signature: string;
  }) => Promise<Acknowledgement>;
};

export type ToSign = {
  /** Hash of the bytes to which the person consented. */
  readonly consented: string;
  /** The person's own field, and those of the others who may have signed since. */
  readonly field: string;
  readonly otherFields: readonly string[];
  readonly key: CryptoKey;
  readonly certificate: Uint8Array;
};

export type SigningStep = 'preparing' | 'checking' | 'completing';

export type SigningOutcome =
  | { readonly outcome: 'signed' }
  /** This browser would not: what was prepared is not what was consented to. Nothing was signed. */
  | { readonly outcome: 'refused'; readonly detail: string }
  /** The server would not; null: it cannot be reached. */
  | { readonly outcome: 'problem'; readonly problem: Problem | null };

/** Somebody signed in between, or what was prepared is gone (five minutes, a restart): prepared again, silently. */
const AGAIN: ReadonlySet<Problem['code']> = new Set(['base-moved', 'nothing-prepared']);
const ATTEMPTS = 4;

type Attempt = SigningOutcome | { readonly outcome: 'again'; readonly problem: Problem };

const told = (problem: Problem | null): Attempt =>
  problem !== null && AGAIN.has(problem.code) ? { outcome: 'again', problem } : { outcome: 'problem', problem };

const attempt = async (desk: SigningDesk, sign: ToSign, onStep: (step: SigningStep) => void): Promise<Attempt> => {
  onStep('preparing');
  const prepared = await desk.prepare();
  if (!prepared.ok) return told(prepared.problem);
  const [document, segment] = [await desk.fetchDocument(), await desk.fetchPrepared()];
  if (!document.ok) return told(document.problem);
  if (!segment.ok) return told(segment.problem);

  onStep('checking');
  const shown = document.value;
  const part = await consentedPart(shown, sign.consented);
  if (part === null) return { outcome: 'refused', detail: 'The document does not begin with what was consented to' };
  const foreign = await onlySignaturesAdded(part, shown, sign.otherFields);
  if (foreign !== null) return { outcome: 'refused', detail: foreign.detail };
  const signed = await signRevision({
    shown,
    shownSha256: await hashOf(shown),
    segment: segment.value,
    field: sign.field,
    key: sign.key,
    certificate: sign.certificate,
  });
  if ('refused' in signed) return { outcome: 'refused', detail: `${signed.refused}: ${signed.detail}` };

  onStep('completing');
  const completed = await desk.complete({
    preparedSha256: await hashOf(joined([shown, segment.value])),
    signature: toBase64(signed.signature),
  });
  // `already-signed`: an earlier attempt arrived after all.
  return completed.ok || completed.problem.code === 'already-signed' ? { outcome: 'signed' } : told(completed.problem);
};

/** The one gesture: prepare, check, sign, complete. Repeats itself only where nothing was signed and nothing is amiss. */
export const signAgreement = async (
  desk: SigningDesk,
  sign: ToSign,
  onStep: (step: SigningStep) => void = () => undefined,
): Promise<SigningOutcome> => {
  let last: Problem | null = null;
  for (let count = 0; count < ATTEMPTS; count += 1) {
    const result = await attempt(desk, sign, onStep);
    if (result.outcome !== 'again') return result;
    last = result.problem;
  }
  return { outcome: 'problem', problem: last };
};
