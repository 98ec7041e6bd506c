import '../../elements/field.css';
import '../../elements/titles.css';
import './desk.css';
import type { MyAgreementView, SelfView } from '#contract/views';
import { Button } from '../../elements/button.tsx';
import { ConnectionNotice } from '../../elements/connection-notice.tsx';
import { SealIcon } from '../../elements/icons.tsx';
import { ProblemNotice } from '../../elements/notice.tsx';
import { Progress } from '../../elements/progress.tsx';
import { desk } from '../../i18n/desk.ts';
import { number, rupiahShort } from '../../i18n/formats.ts';
import { say } from '../../i18n/language.ts';
import { problemSentence } from '../../i18n/problems.ts';
import { scenes } from '../../i18n/scenes.ts';
import { useRoom } from '../../state/room.ts';
import { useVisit } from '../../state/visit.ts';
import { AgreementRow } from './agreement-list.tsx';
import { DeskBar } from './desk-bar.tsx';
import { IdentityStep } from './identity-step.tsx';
import type { Failure } from './sign-wave.ts';
import { StageWindow } from './stage-window.tsx';
import type { DeviceKey } from './use-device-key.ts';
import type { Witness } from './use-witness.ts';

/** The two kinds are told apart and never added up. */
const Values = ({ agreements }: { readonly agreements: readonly MyAgreementView[] }) => {
  const words = desk();
  return (
    <dl class="witness-values">
      {(['contract', 'pre-contract'] as const).map((kind) => {
        const own = agreements.filter((one) => one.kind === kind);
        if (own.length === 0) return null;
        return (
          <div key={kind}>
            <dt>{words.counted[kind](number(own.length))}</dt>
            <dd>{rupiahShort(own.reduce((sum, { value }) => sum + value, 0))}</dd>
          </div>
        );
      })}
    </dl>
  );
};

const lineOf = (failure: Failure | undefined) =>
  failure === undefined
    ? undefined
    : 'refused' in failure
      ? ({ at: 'refused', detail: failure.refused } as const)
      : ({ at: 'problem', problem: failure.problem } as const);

/** The one act: as much as waits, how far it is, or that it is done. */
const Act = ({ self, deviceKey, witness }: Given) => {
  const { connection } = useVisit();
  const words = desk();
  const { waiting, progress, failed, problem } = witness;
  if (self.mayInaugurate) {
    return (
      <Button kind="act" large onClick={() => void connection.command('inauguration:press', {})}>
        {scenes().inaugurate}
      </Button>
    );
  }
  if (progress !== null) {
    return (
      <>
        <p class="witness-count" role="status">
          {words.wave.running(number(progress.done), number(progress.of))}
        </p>
        <Progress value={progress.done} of={progress.of} />
      </>
    );
  }
  return (
    <>
      {problem !== null &&
        (problem === 'unreachable' ? <p role="alert">{words.all.unreachable}</p> : <ProblemNotice problem={problem} />)}
      {failed.size > 0 && (
        <p class="desk-bad" role="alert">
          {words.wave.failed(failed.size)}
        </p>
      )}
      {waiting.length > 0 && (
        <>
          <Button kind="act" large disabled={deviceKey.state !== 'held'} onClick={witness.sign}>
            {failed.size > 0 ? words.wave.again(waiting.length) : words.wave.sign(waiting.length)}
          </Button>
          <p class="desk-note">
            {deviceKey.state === 'refused'
              ? problemSentence(deviceKey.problem.code)
              : deviceKey.state === 'impossible'
                ? words.noKeys
                : self.identity.state !== 'confirmed'
                  ? words.why.identify
                  : deviceKey.state === 'held'
                    ? words.wave.note
                    : words.why.certify}
          </p>
        </>
      )}
    </>
  );
};

type Given = { readonly self: SelfView; readonly deviceKey: DeviceKey; readonly witness: Witness };

/** W53: for the principal, a minister, an official: the picture, what there is to witness, and one act. Nothing else. */
export const WitnessWave = ({
  self,
  deviceKey,
  witness,
  onChoose,
}: Given & { readonly onChoose: (agreementId: string) => void }) => {
  const { session, topics } = useVisit();
  const words = desk();
  useRoom('hall', words.list.titleWitness);
  const { waiting, wave, failed } = witness;
  const open = topics.stage.value?.openWaves.find((one) => one.wave === wave);
  const signed = self.agreements.filter(({ mine }) => mine === 'signed').length;
  const isDone = waiting.length === 0 && witness.progress === null && signed > 0;
  const listed = waiting.length > 0 ? waiting : self.agreements;
  return (
    <div class="desk-list-page">
      <DeskBar title={say(session.title)} />
      <main id="content" class="witness">
        <ConnectionNotice />
        <header>
          <StageWindow />
          <h1 class="page-title">
            {isDone && <SealIcon size={40} />}
            {waiting.length > 0
              ? open === undefined
                ? words.list.titleWitness
                : say(open.title)
              : isDone
                ? words.wave.done(number(signed), number(self.agreements.length))
                : words.list.titleWitness}
          </h1>
          {waiting.length > 0 && <Values agreements={waiting} />}
          {self.identity.state !== 'confirmed' && (
            <IdentityStep self={self} phase={topics.stage.value?.phase ?? 'planned'} />
          )}
          <Act self={self} deviceKey={deviceKey} witness={witness} />
          {waiting.length === 0 && witness.progress === null && (
            <p class="desk-note" role="status">
              {words.list.nothingWaits}
            </p>
          )}
        </header>
        <ol class="desk-rows" aria-label={words.list.titleWitness}>
          {listed.map((agreement) => (
            <AgreementRow
              key={agreement.agreementId}
              agreement={agreement}
              isQuiet
              line={lineOf(failed.get(agreement.agreementId))}
              onChoose={() => onChoose(agreement.agreementId)}
            />
          ))}
        </ol>
      </main>
    </div>
  );
};
