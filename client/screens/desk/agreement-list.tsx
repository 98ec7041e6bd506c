import '../../elements/field.css';
import '../../elements/row-button.css';
import '../../elements/titles.css';
import './desk.css';
import type { MyAgreementView, SelfView } from '#contract/views';
import { Button } from '../../elements/button.tsx';
import { ConnectionNotice } from '../../elements/connection-notice.tsx';
import { Progress } from '../../elements/progress.tsx';
import { desk } from '../../i18n/desk.ts';
import { number, rupiahShort } from '../../i18n/formats.ts';
import { say } from '../../i18n/language.ts';
import { useRoom } from '../../state/room.ts';
import { useVisit } from '../../state/visit.ts';
import { DeskBar } from './desk-bar.tsx';
import { HelperPart } from './helper-part.tsx';
import { IdentityStep } from './identity-step.tsx';
import { lineResult } from './line-result.ts';
import type { Line } from './sign-all.ts';
import { isToRead, listStateOf } from './steps.ts';
import type { SignAll } from './use-sign-all.ts';

export const AgreementRow = ({
  agreement,
  line,
  isQuiet = false,
  onChoose,
}: {
  readonly agreement: MyAgreementView;
  readonly line?: Line | undefined;
  /** Where all of them wait, none says so. */
  readonly isQuiet?: boolean;
  readonly onChoose: () => void;
}) => {
  const phase = useVisit().topics.stage.value?.phase ?? 'planned';
  const { state, text } = lineResult(agreement, line, phase);
  const parties = agreement.signatures.filter(({ capacity }) => capacity === 'party');
  return (
    <li data-state={state}>
      <button type="button" class="row-button" onClick={onChoose}>
        <span class="desk-list-number">{agreement.number}</span>
        <span class="desk-list-what">
          <strong>{parties.map(({ organisation, name }) => organisation || name).join('\u00a0· ')}</strong>
          <span>{say(agreement.title)}</span>
        </span>
        <span class="desk-list-value">{rupiahShort(agreement.value)}</span>
        <span class="desk-list-state">{isQuiet && state === 'your-turn' ? '' : text}</span>
      </button>
    </li>
  );
};

/** The act of the list: everything that is ready with one gesture; else the next that is to be read. */
const Act = ({
  self,
  signAll,
  onChoose,
}: {
  readonly self: SelfView;
  readonly signAll: SignAll;
  readonly onChoose: (agreementId: string) => void;
}) => {
  const words = desk();
  const { ready, progress, lines } = signAll;
  const failed = [...lines.values()].filter(({ at }) => at === 'refused' || at === 'problem').length;
  const phase = useVisit().topics.stage.value?.phase ?? 'planned';
  // What a signing service signs is signed one by one, and waits as well.
  const isOwn = (one: MyAgreementView): boolean =>
    ready.length === 0 && self.identity.state === 'confirmed' && listStateOf(one) === 'your-turn';
  const next = self.agreements.find((one) => isToRead(one, phase)) ?? self.agreements.find(isOwn);
  if (progress !== null) {
    return (
      <>
        <Button kind="act" large busy>
          {words.all.sign(progress.of)}
        </Button>
        <p class="desk-status is-ready" role="status">
          {words.all.running(number(progress.done), number(progress.of))}
        </p>
      </>
    );
  }
  return (
    <>
      {failed > 0 && (
        <p class="desk-bad" role="alert">
          {words.wave.failed(failed)}
        </p>
      )}
      {ready.length > 0 && (
        <Button kind="act" large onClick={signAll.sign}>
          {failed > 0 ? words.all.again(ready.length) : words.all.sign(ready.length)}
        </Button>
      )}
      {ready.length > 0 && <p class="desk-note">{words.all.note}</p>}
      {next !== undefined && (
        <Button kind={ready.length > 0 ? 'line' : 'act'} large onClick={() => onChoose(next.agreementId)}>
          {words.list.next}
        </Button>
      )}
      {ready.length === 0 && next === undefined && (phase === 'planned' || self.identity.state === 'confirmed') && (
        <p class="desk-note" role="status">
          {words.list.nothingWaits}
        </p>
      )}
    </>
  );
};

/** Several agreements, calmly: how many are done, one gesture for all that are read, all of them beside it. */
export const AgreementList = ({
  self,
  signAll,
  onChoose,
}: {
  readonly self: SelfView;
  readonly signAll: SignAll;
  readonly onChoose: (agreementId: string) => void;
}) => {
  const { session, topics } = useVisit();
  const words = desk();
  const { agreements } = self;
  useRoom('hall', words.list.title);
  const signed = agreements.filter(({ mine }) => mine === 'signed').length;
  return (
    <div class="desk-list-page">
      <DeskBar title={say(session.title)} />
      <main id="content" class="desk-list">
        <ConnectionNotice />
        <header>
          <h1 class="page-title">{words.list.title}</h1>
          <p>{words.list.progress(number(signed), number(agreements.length))}</p>
          <Progress value={signed} of={agreements.length} />
          <Act self={self} signAll={signAll} onChoose={onChoose} />
          {self.identity.state !== 'confirmed' && (
            <IdentityStep self={self} phase={topics.stage.value?.phase ?? 'planned'} />
          )}
          {agreements.some(({ mine }) => mine !== 'signed') && <HelperPart self={self} />}
        </header>
        <ol>
          {agreements.map((agreement) => (
            <AgreementRow
              key={agreement.agreementId}
              agreement={agreement}
              line={signAll.lines.get(agreement.agreementId)}
              onChoose={() => onChoose(agreement.agreementId)}
            />
          ))}
        </ol>
      </main>
    </div>
  );
};
