import type { MyAgreementView, SelfView } from '#contract/views';
import { Button } from '../../elements/button.tsx';
import { SealIcon } from '../../elements/icons.tsx';
import { tellEvidence } from '../../i18n/attester.ts';
import { desk } from '../../i18n/desk.ts';
import { stamp } from '../../i18n/later-formats.ts';
import { papers } from '../../i18n/papers.ts';
import { useVisit } from '../../state/visit.ts';
import { isSignedByAll } from '../papers/may-take.ts';
import { paperPaths } from '../papers/paper-paths.ts';
import { TakePaper } from '../papers/take-paper.tsx';
import { awaited, listStateOf } from './steps.ts';

/** The seal settles; who else has still to sign; the file to take away, and where anybody can verify it. */
export const SignedPart = ({
  self,
  agreement,
  onDetails,
  onNext,
}: {
  readonly self: SelfView;
  readonly agreement: MyAgreementView;
  readonly onDetails: () => void;
  readonly onNext: (agreementId: string) => void;
}) => {
  const { session, table } = useVisit();
  const words = desk();
  const mine = agreement.signatures.find(({ isMe }) => isMe);
  const waiting = awaited(agreement);
  const next = self.agreements.find((one) => listStateOf(one) === 'your-turn');
  const paths = paperPaths(session);
  const { agreementId } = agreement;
  return (
    <section class="desk-act desk-signed">
      <div class="desk-seal" role="status">
        <SealIcon size={56} />
        <div>
          <h2 class="part-title">{words.signedTitle}</h2>
          {mine?.signedAt !== null && mine?.signedAt !== undefined && (
            <p>{words.signedWhen(stamp(mine.signedAt, session.zone))}</p>
          )}
          <p>{waiting.length === 0 ? words.complete : words.stillWaiting(waiting.join(', '))}</p>
        </div>
      </div>
      {next !== undefined && (
        <Button kind="act" large onClick={() => onNext(next.agreementId)}>
          {words.list.next}
        </Button>
      )}
      <div class="desk-takeaway">
        {/* What would stay on a shared table for whoever comes next is not offered there. */}
        {table === null ? (
          <>
            <a class="button button-line" href={`${paths.document(agreementId)}?download=1`} download>
              {words.download}
            </a>
            <a href={new URL(agreement.verifyUrl).pathname} target="_blank" rel="noreferrer">
              {words.verify}
            </a>
            {isSignedByAll(agreement) && (
              <TakePaper kind="word" path={paths.completion(agreementId)}>
                {papers().completionAct}
              </TakePaper>
            )}
            <TakePaper kind="word" path={paths.copy(agreementId)}>
              {papers().copyAct}
            </TakePaper>
          </>
        ) : (
          <Button large onClick={table.handOver}>
            {words.handOver}
          </Button>
        )}
        <span class="is-narrow-only">
          <Button kind="word" onClick={onDetails}>
            {words.details}
          </Button>
        </span>
      </div>
      {agreement.evidence !== null && <p class="desk-note">{tellEvidence(agreement.evidence)}.</p>}
      {self.certificate?.remote == null && <p class="desk-note is-wide-only">{words.keyNote}</p>}
    </section>
  );
};
