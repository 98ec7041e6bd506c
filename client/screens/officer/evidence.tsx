import type { MinutesEvidence, PendingView } from '#contract/views/agreements';
import { tellEvidence } from '../../i18n/attester.ts';
import { clockWithSeconds } from '../../i18n/formats.ts';
import { officer } from '../../i18n/officer.ts';
import { useVisit } from '../../state/visit.ts';

/** Of an agreement, or of the minutes. */
type Told = { readonly evidence: MinutesEvidence | null; readonly pending: PendingView | null };

/** How far the evidence in a document reaches, and what is still to come: why, since when, and when it is tried again. */
export const Evidence = ({ row }: { readonly row: Told }) => {
  const { session } = useVisit();
  const words = officer().board;
  const { evidence, pending } = row;
  const time = (at: string): string => clockWithSeconds(at, session.zone, true);
  return (
    <>
      {evidence !== null && <span>{tellEvidence(evidence)}</span>}
      {pending !== null && (
        <span class="officer-pending" data-reason={pending.reason}>
          <b>{words.pending[pending.what]}</b> {words.pending.since(time(pending.since))}:{' '}
          {words.pending.reasons[pending.reason]}
          {pending.nextTry !== null && `; ${words.pending.nextTry(time(pending.nextTry))}`}
          {pending.detail !== null && <code lang="en">{pending.detail}</code>}
        </span>
      )}
    </>
  );
};
