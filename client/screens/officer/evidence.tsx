import type { BoardRow } from '#contract/views/agreements';
import { clockWithSeconds } from '../../i18n/formats.ts';
import { officer } from '../../i18n/officer.ts';
import { useVisit } from '../../state/visit.ts';

/** How far the evidence in a document reaches, and what is still to come: why, since when, and when it is tried again. */
export const Evidence = ({
  row,
  isOfMinutes = false,
}: {
  readonly row: Pick<BoardRow, 'evidence' | 'pending'>;
  /** Of the minutes the house knows who made the document timestamp, not who stamped the seal. */
  readonly isOfMinutes?: boolean;
}) => {
  const { session } = useVisit();
  const words = officer().board;
  const { evidence, pending } = row;
  const tell = isOfMinutes ? words.minutesEvidence : words.evidence;
  const time = (at: string): string => clockWithSeconds(at, session.zone, true);
  return (
    <>
      {evidence !== null && <span>{tell(evidence.level, evidence.attestedBy === 'external')}</span>}
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
