import { useState } from 'preact/hooks';
import type { Problem } from '#contract/problems';
import type { MyAgreementView, SelfView } from '#contract/views';
import { Button } from '../../elements/button.tsx';
import { Notice, ProblemNotice } from '../../elements/notice.tsx';
import { desk } from '../../i18n/desk.ts';
import { stamp } from '../../i18n/later-formats.ts';
import { useVisit } from '../../state/visit.ts';
import { ConsentBox } from './consent-box.tsx';
import { DeclineDialog } from './decline-dialog.tsx';
import { RemoteChoice } from './remote-choice.tsx';
import { RemoteSign } from './remote-sign.tsx';
import { SignedPart } from './signed-part.tsx';
import { awaited, stepOf, type DeskStep } from './steps.ts';
import { useDeviceKey, type DeviceKey } from './use-device-key.ts';
import type { Shown } from './use-document.ts';
import { useSigning } from './use-signing.ts';

const sentenceFor = (step: DeskStep, agreement: MyAgreementView): string => {
  const words = desk();
  if (step.at === 'ready') return words.why.ready;
  if (step.at !== 'missing') return '';
  return step.what === 'turn-waits' ? words.waitsFor(awaited(agreement).join(', ')) : words.why[step.what];
};

const KeyTrouble = ({ deviceKey }: { readonly deviceKey: DeviceKey }) => {
  if (deviceKey.state === 'impossible') {
    return (
      <Notice kind="bad" urgent>
        <p>{desk().noKeys}</p>
      </Notice>
    );
  }
  return deviceKey.state === 'refused' ? <ProblemNotice problem={deviceKey.problem} /> : null;
};

/** Agreed, then signed: the consent, the one red act, what is still missing for it, and the way to say no. */
export const SigningPart = ({
  self,
  agreement,
  shown,
  seen,
  onDetails,
  onNext,
}: {
  readonly self: SelfView;
  readonly agreement: MyAgreementView;
  readonly shown: Shown;
  readonly seen: readonly number[];
  readonly onDetails: () => void;
  readonly onNext: (agreementId: string) => void;
}) => {
  const { topics, session, connection } = useVisit();
  const words = desk();
  const deviceKey = useDeviceKey();
  const signing = useSigning(agreement, deviceKey);
  const [isDeclining, setDeclining] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const step = stepOf(
    agreement,
    self,
    topics.stage.value?.phase ?? 'planned',
    deviceKey.state === 'held' || deviceKey.state === 'remote',
  );
  const isWitness = agreement.signatures.find(({ isMe }) => isMe)?.capacity === 'witness';

  const details = (
    <span class="is-narrow-only">
      <Button kind="word" onClick={onDetails}>
        {words.details}
      </Button>
    </span>
  );
  if (step.at === 'draft') return null;
  if (step.at === 'paper' || step.at === 'voided' || step.at === 'replaced') {
    return (
      <section class="desk-act">
        <h2 class="part-title">{words.list.states[step.at]}</h2>
        <p>{words.ended[step.at]}</p>
        {details}
      </section>
    );
  }
  if (step.at === 'signed')
    return <SignedPart self={self} agreement={agreement} onDetails={onDetails} onNext={onNext} />;
  if (agreement.declined !== null) {
    const { name, reason, at } = agreement.declined;
    return (
      <section class="desk-act">
        <h2 class="part-title">{words.declinedTitle}</h2>
        <p>{words.declinedBy(name, stamp(at, session.zone))}</p>
        <blockquote class="desk-reason">{reason}</blockquote>
        <p class="desk-note">{words.declinedNext}</p>
        {details}
      </section>
    );
  }

  const decline = async (reason: string): Promise<void> => {
    setDeclining(false);
    const answer = await connection.command('agreement:decline', { agreementId: agreement.agreementId, reason });
    setProblem(answer.ok ? null : answer.problem);
  };
  const isGathered =
    step.at === 'ready' || (step.at === 'missing' && step.what !== 'not-open' && step.what !== 'ceremony-closed');
  const isSigning = signing.state.at === 'signing';
  return (
    <section class="desk-act" aria-label={words.sign}>
      {shown.state === 'shown' && shown.text > 0 && (
        <Notice kind="bad" urgent>
          <p>{words.documentChanged}</p>
        </Notice>
      )}
      {isGathered && (
        <ConsentBox agreement={agreement} shown={shown} seen={seen} isWitness={isWitness} onProblem={setProblem} />
      )}
      {step.at === 'missing' && step.what === 'certify' && <KeyTrouble deviceKey={deviceKey} />}
      {signing.state.at === 'refused' && (
        <Notice kind="bad" urgent>
          <strong>{words.refused.title}</strong>
          <p>{words.refused.body}</p>
          <p class="desk-note">{words.refused.detail(signing.state.detail)}</p>
        </Notice>
      )}
      {signing.state.at === 'problem' && <ProblemNotice problem={signing.state.problem} />}
      {problem !== null && <ProblemNotice problem={problem} />}
      {deviceKey.state === 'remote' ? (
        <RemoteSign self={self} agreement={agreement} isReady={step.at === 'ready'} />
      ) : (
        <Button kind="act" large busy={isSigning} disabled={step.at !== 'ready'} onClick={signing.sign}>
          {isWitness ? words.signAsWitness : words.sign}
        </Button>
      )}
      <p class={step.at === 'ready' ? 'desk-status is-ready' : 'desk-status'} role="status">
        {signing.state.at === 'signing' ? words.progress[signing.state.step] : sentenceFor(step, agreement)}
      </p>
      {deviceKey.state !== 'remote' && <p class="desk-note is-wide-only">{words.keyNote}</p>}
      {!isWitness && !isSigning && <RemoteChoice self={self} />}
      <div class="desk-links">
        {details}
        {isGathered && !isSigning && (
          <Button kind="word" onClick={() => setDeclining(true)}>
            {words.decline}
          </Button>
        )}
      </div>
      {isDeclining && (
        <DeclineDialog onClose={() => setDeclining(false)} onDecline={(reason) => void decline(reason)} />
      )}
    </section>
  );
};
