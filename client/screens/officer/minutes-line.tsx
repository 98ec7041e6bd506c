import type { BoardView } from '#contract/views/agreements';
import { officer } from '../../i18n/officer.ts';
import { Evidence } from './evidence.tsx';
import { RenewArchive } from './renew-archive.tsx';

/** The minutes of a closed ceremony beside its agreements: how far their evidence reaches, and what is still to come. */
export const MinutesLine = ({
  minutes,
  mayRenew,
}: {
  readonly minutes: NonNullable<BoardView['minutes']>;
  readonly mayRenew: boolean;
}) => (
  <div class="officer-evidence">
    <p>
      <strong>{officer().board.minutes}</strong> <Evidence row={minutes} />
    </p>
    {mayRenew && <RenewArchive agreementId={null} pending={minutes.pending} />}
  </div>
);
