import '../../elements/field.css';
import '../../elements/titles.css';
import './desk.css';
import { useCallback, useState } from 'preact/hooks';
import type { MyAgreementView, SelfView } from '#contract/views';
import { Button } from '../../elements/button.tsx';
import { ConnectionNotice } from '../../elements/connection-notice.tsx';
import { Dialog } from '../../elements/dialog.tsx';
import { ProblemNotice } from '../../elements/notice.tsx';
import { common } from '../../i18n/common.ts';
import { desk } from '../../i18n/desk.ts';
import { say } from '../../i18n/language.ts';
import { PdfView } from '../../pdf/pdf-view.tsx';
import { useRoom } from '../../state/room.ts';
import { useVisit } from '../../state/visit.ts';
import { AgreementFacts } from './agreement-facts.tsx';
import { DeskBar } from './desk-bar.tsx';
import { HelperPart } from './helper-part.tsx';
import { IdentityStep } from './identity-step.tsx';
import { SigningPart } from './signing-part.tsx';
import { StageWindow } from './stage-window.tsx';
import { isToIdentify } from './steps.ts';
import { useDocument, type Shown } from './use-document.ts';

/** The paper, or why it is not there yet. */
const Paper = ({
  agreement,
  shown,
  seen,
  onSeen,
}: {
  readonly agreement: MyAgreementView;
  readonly shown: Shown;
  readonly seen: readonly number[];
  readonly onSeen: (pages: readonly number[]) => void;
}) => {
  const words = desk();
  if (agreement.document === null) {
    const { state } = agreement;
    const isOver = state === 'paper' || state === 'voided' || state === 'replaced';
    return <p class="desk-paper-word">{isOver ? words.ended[state] : words.draft}</p>;
  }
  if (shown.state === 'opening') {
    return (
      <p class="desk-paper-word" role="status">
        {words.opening}
      </p>
    );
  }
  if (shown.state === 'failed') {
    return (
      <div class="desk-paper-word">
        <p>{words.documentFailed}</p>
        <ProblemNotice problem={shown.problem} actions={<Button onClick={shown.again}>{common().tryAgain}</Button>} />
      </div>
    );
  }
  // Another text means reading anew: the viewer forgets with its key what it had seen.
  return (
    <PdfView key={shown.text} document={shown.document} title={say(agreement.title)} seen={seen} onSeen={onSeen} />
  );
};

/** One agreement: the paper with its pages; beside it what one signs, and the act. */
export const DeskRoom = ({
  self,
  agreement,
  onList,
  onNext,
}: {
  readonly self: SelfView;
  readonly agreement: MyAgreementView;
  readonly onList: (() => void) | null;
  readonly onNext: (agreementId: string) => void;
}) => {
  const { topics, table } = useVisit();
  const words = desk();
  const [seen, setSeen] = useState<readonly number[]>([]);
  const [isSheetOpen, setSheetOpen] = useState(false);
  const title = `${words.agreement(agreement.number)}\u00a0· ${say(agreement.title)}`;
  useRoom('hall', title);
  const shown = useDocument(agreement);
  const onSeen = useCallback((pages: readonly number[]) => setSeen(pages), []);
  const toIdentify = isToIdentify(agreement, self);
  return (
    <div class="desk">
      <DeskBar title={title} titleIsHeading onList={onList} />
      <main id="content" class="desk-paper">
        <ConnectionNotice />
        <Paper agreement={agreement} shown={shown} seen={seen} onSeen={onSeen} />
      </main>
      <aside class="desk-side" aria-label={words.brand}>
        {/* Scrolls where the window is low, so the keys must reach it. */}
        <div class="desk-about" tabIndex={0} role="group" aria-label={words.details}>
          {toIdentify ? (
            <IdentityStep self={self} phase={topics.stage.value?.phase ?? 'planned'} />
          ) : (
            // At a table in the hall the stage is there to be seen.
            table === null && <StageWindow />
          )}
          <AgreementFacts agreement={agreement} />
          {agreement.mine !== 'signed' && <HelperPart self={self} />}
          {self.certificate?.remote == null && <p class="desk-note is-low-only">{words.keyNote}</p>}
        </div>
        <SigningPart
          self={self}
          agreement={agreement}
          shown={shown}
          seen={seen}
          onDetails={() => setSheetOpen(true)}
          onNext={onNext}
        />
      </aside>
      {isSheetOpen && (
        <Dialog kind="sheet" title={words.details} onClose={() => setSheetOpen(false)}>
          {toIdentify && <IdentityStep self={self} phase={topics.stage.value?.phase ?? 'planned'} />}
          <AgreementFacts agreement={agreement} />
          {agreement.mine !== 'signed' && <HelperPart self={self} />}
          {self.certificate?.remote == null && <p class="desk-note">{words.keyNote}</p>}
        </Dialog>
      )}
    </div>
  );
};
