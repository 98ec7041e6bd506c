import { useState } from 'preact/hooks';
import type { Problem } from '#contract/problems';
import type { MyAgreementView } from '#contract/views';
import { desk } from '../../i18n/desk.ts';
import { useVisit } from '../../state/visit.ts';
import type { Shown } from './use-document.ts';

/** Consent to the very bytes that are shown, once every page of them was seen. It is recorded at once. */
export const ConsentBox = ({
  agreement,
  shown,
  seen,
  isWitness,
  onProblem,
}: {
  readonly agreement: MyAgreementView;
  readonly shown: Shown;
  readonly seen: readonly number[];
  readonly isWitness: boolean;
  readonly onProblem: (problem: Problem | null) => void;
}) => {
  const { connection } = useVisit();
  const words = desk();
  const [isSending, setSending] = useState(false);
  const document = shown.state === 'shown' ? shown.document : null;
  const count = document?.pages.length ?? agreement.document?.pages ?? 0;
  const unseen = Array.from({ length: count }, (_, index) => index + 1).filter((page) => !seen.includes(page));
  const isGiven = agreement.consented !== null;
  const mayConsent = document !== null && unseen.length === 0 && !isGiven && !isSending;

  const consent = async (): Promise<void> => {
    if (document === null) return;
    setSending(true);
    onProblem(null);
    const answer = await connection.command('agreement:consent', {
      agreementId: agreement.agreementId,
      sha256: document.sha256,
      pagesSeen: [...seen],
    });
    setSending(false);
    if (!answer.ok) onProblem(answer.problem);
  };

  return (
    <div class="desk-consent">
      <input
        type="checkbox"
        id="consent"
        checked={isGiven || isSending}
        disabled={!mayConsent}
        aria-describedby="consent-note"
        onChange={() => void consent()}
      />
      <div>
        <label for="consent">{isWitness ? words.consentWitness(count) : words.consent(count)}</label>
        <p id="consent-note" class={isGiven ? 'desk-good' : 'desk-bad'}>
          {isGiven ? words.consented : document !== null && unseen.length > 0 ? words.openFirst(unseen) : ''}
        </p>
      </div>
    </div>
  );
};
