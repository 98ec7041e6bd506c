import type { Acknowledgement, Problem } from '#contract/problems';
import { hashOf } from '../../pdf/hash.ts';
import { checkPrepared } from '../../signing/check-prepared.ts';
import { joined } from '../../signing/der.ts';
import { consentedPart, onlySignaturesAdded } from './added-signatures.ts';
import type { SigningDesk, SigningOutcome, ToSign } from './sign-agreement.ts';

// Where a signing service keeps the key, the browser cannot sign; it still checks what was prepared, and only the hash that it
// has checked is completed.

export type Entered = { readonly pin?: string; readonly otp?: string };

export type RemoteDesk = Pick<SigningDesk, 'prepare' | 'fetchDocument' | 'fetchPrepared'> & {
  readonly complete: (given: Entered & { readonly preparedSha256: string }) => Promise<Acknowledgement>;
};

type ToCheck = Pick<ToSign, 'consented' | 'field' | 'otherFields'>;
type Failed = Exclude<SigningOutcome, { readonly outcome: 'signed' }>;
export type Checked = { readonly outcome: 'checked'; readonly preparedSha256: string };

const AGAIN: ReadonlySet<Problem['code']> = new Set(['base-moved', 'nothing-prepared']);
const ATTEMPTS = 4;

const checkOnce = async (desk: RemoteDesk, { consented, field, otherFields }: ToCheck): Promise<Checked | Failed> => {
  const prepared = await desk.prepare();
  if (!prepared.ok) return { outcome: 'problem', problem: prepared.problem };
  const [document, segment] = [await desk.fetchDocument(), await desk.fetchPrepared()];
  if (!document.ok) return { outcome: 'problem', problem: document.problem };
  if (!segment.ok) return { outcome: 'problem', problem: segment.problem };
  const shown = document.value;
  const part = await consentedPart(shown, consented);
  if (part === null) return { outcome: 'refused', detail: 'The document does not begin with what was consented to' };
  const foreign = await onlySignaturesAdded(part, shown, otherFields);
  if (foreign !== null) return { outcome: 'refused', detail: foreign.detail };
  const checked = await checkPrepared({ shown, shownSha256: await hashOf(shown), segment: segment.value, field });
  if ('refused' in checked) return { outcome: 'refused', detail: `${checked.refused}: ${checked.detail}` };
  return { outcome: 'checked', preparedSha256: await hashOf(joined([shown, segment.value])) };
};

const isPassing = (result: Checked | Failed): boolean =>
  result.outcome === 'problem' && result.problem !== null && AGAIN.has(result.problem.code);

/** Prepared, and checked to be the document that was consented to; again where somebody signed in between. */
export const checkRemote = async (desk: RemoteDesk, asked: ToCheck): Promise<Checked | Failed> => {
  let result = await checkOnce(desk, asked);
  for (let count = 1; count < ATTEMPTS && isPassing(result); count += 1) result = await checkOnce(desk, asked);
  return result;
};

/**
 * Completes what was checked. Where the document has moved on, it is prepared and checked anew: the server finds that out before
 * it asks the service, so what was entered is still good.
 */
export const signRemote = async (
  desk: RemoteDesk,
  asked: ToCheck,
  first: Checked,
  entered: Entered,
): Promise<SigningOutcome> => {
  let checked = first;
  for (let count = 1; ; count += 1) {
    const { preparedSha256 } = checked;
    const answer = await desk.complete({ preparedSha256, ...entered });
    // `already-signed`: an earlier attempt arrived after all.
    if (answer.ok || answer.problem.code === 'already-signed') return { outcome: 'signed' };
    if (!AGAIN.has(answer.problem.code) || count === ATTEMPTS) return { outcome: 'problem', problem: answer.problem };
    const next = await checkRemote(desk, asked);
    if (next.outcome !== 'checked') return next;
    checked = next;
  }
};
