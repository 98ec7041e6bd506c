import type { Phase } from '#contract/constants';
import type { MyAgreementView, SelfView } from '#contract/views';

/** What stands between a person and their signature; the first of several, in the order in which they can act. */
export type Missing =
  | 'not-open'
  | 'ceremony-closed'
  | 'unread'
  | 'identify'
  | 'certify'
  | 'session-waits'
  | 'session-closed'
  | 'turn-waits';

/** Nobody signs it here any more. */
export type Ended = 'paper' | 'voided' | 'replaced';

const endOf = ({ state }: MyAgreementView): Ended | null =>
  state === 'paper' || state === 'voided' || state === 'replaced' ? state : null;

export type DeskStep =
  | { readonly at: 'draft' | 'declined' | 'signed' | Ended }
  | { readonly at: 'missing'; readonly what: Missing }
  | { readonly at: 'ready' };

const missing = (what: Missing): DeskStep => ({ at: 'missing', what });

/** Where one agreement stands for this person, out of what the server tells and whether this device holds the key. */
export const stepOf = (
  agreement: MyAgreementView,
  self: Pick<SelfView, 'identity'>,
  phase: Phase,
  hasKey: boolean,
): DeskStep => {
  const end = endOf(agreement);
  if (end !== null) return { at: end };
  if (agreement.mine === 'signed') return { at: 'signed' };
  if (agreement.state === 'draft' || agreement.state === 'proof') return { at: 'draft' };
  if (agreement.state === 'declined') return { at: 'declined' };
  if (phase === 'planned') return missing('not-open');
  if (phase === 'closing' || phase === 'closed') return missing('ceremony-closed');
  if (agreement.consented === null) return missing('unread');
  if (self.identity.state !== 'confirmed') return missing('identify');
  if (!hasKey) return missing('certify');
  if (agreement.sessionState === 'planned') return missing('session-waits');
  if (agreement.sessionState === 'closed') return missing('session-closed');
  return agreement.mine === 'your-turn' ? { at: 'ready' } : missing('turn-waits');
};

/** How an agreement stands in the list of somebody who has many. */
export type ListState =
  | 'your-turn'
  | 'session-waits'
  | 'session-closed'
  | 'turn-waits'
  | 'draft'
  | 'declined'
  | 'signed'
  | Ended;

export const listStateOf = (agreement: MyAgreementView): ListState => {
  const end = endOf(agreement);
  if (end !== null) return end;
  if (agreement.mine === 'signed') return 'signed';
  if (agreement.state === 'draft' || agreement.state === 'proof') return 'draft';
  if (agreement.state === 'declined') return 'declined';
  if (agreement.sessionState !== 'open')
    return agreement.sessionState === 'planned' ? 'session-waits' : 'session-closed';
  return agreement.mine === 'your-turn' ? 'your-turn' : 'turn-waits';
};

/** Whoever comes late, when the wave is open already, is identified as well. */
export const isToIdentify = ({ state, mine }: MyAgreementView, { identity }: Pick<SelfView, 'identity'>): boolean =>
  identity.state !== 'confirmed' && (state === 'ready' || state === 'in-session') && mine !== 'signed';

const READABLE: ReadonlySet<ListState> = new Set(['your-turn', 'session-waits', 'turn-waits']);

/** W67: what a person can read and consent to now, also before its session opens or their turn comes. */
export const isToRead = (agreement: MyAgreementView, phase: Phase): boolean =>
  (phase === 'open' || phase === 'live') && agreement.consented === null && READABLE.has(listStateOf(agreement));

/** Those who have to sign before this person may, by organisation or name. */
export const awaited = (agreement: MyAgreementView): readonly string[] => {
  const mine = agreement.signatures.findIndex(({ isMe }) => isMe);
  const before = agreement.mine === 'signed' ? agreement.signatures : agreement.signatures.slice(0, Math.max(0, mine));
  return before
    .filter(({ signedAt }) => signedAt === null)
    .map(({ organisation, name }) => (organisation === '' ? name : organisation));
};
