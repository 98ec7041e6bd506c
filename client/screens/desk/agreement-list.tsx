import './desk.css';
import type { MyAgreementView, SelfView } from '#contract/views';
import { Button } from '../../elements/button.tsx';
import { Clock } from '../../elements/clock.tsx';
import { ConnectionNotice } from '../../elements/connection-notice.tsx';
import { Progress } from '../../elements/progress.tsx';
import { TopBar } from '../../elements/top-bar.tsx';
import { desk } from '../../i18n/desk.ts';
import { number, rupiahShort } from '../../i18n/formats.ts';
import { say } from '../../i18n/language.ts';
import { goToPlace } from '../../router.ts';
import { useRoom } from '../../state/room.ts';
import { useVisit } from '../../state/visit.ts';
import { IdentityStep } from './identity-step.tsx';
import { listStateOf } from './steps.ts';
import { useDeviceKey } from './use-device-key.ts';

const Row = ({ agreement, onChoose }: { readonly agreement: MyAgreementView; readonly onChoose: () => void }) => {
  const state = listStateOf(agreement);
  const parties = agreement.signatures.filter(({ capacity }) => capacity === 'party');
  return (
    <li data-state={state}>
      <button type="button" onClick={onChoose}>
        <span class="desk-list-number">{agreement.number}</span>
        <span class="desk-list-what">
          <strong>{parties.map(({ organisation, name }) => organisation || name).join(' · ')}</strong>
          <span>{say(agreement.title)}</span>
        </span>
        <span class="desk-list-value">{rupiahShort(agreement.value)}</span>
        <span class="desk-list-state">{desk().list.states[state]}</span>
      </button>
    </li>
  );
};

/** Several agreements, calmly: how many are done, the next one with one press, all of them below. */
export const AgreementList = ({
  self,
  onChoose,
}: {
  readonly self: SelfView;
  readonly onChoose: (agreementId: string) => void;
}) => {
  const { session, connection, topics } = useVisit();
  const words = desk();
  // The key is made and enrolled here already, so that the first gesture need not wait for it.
  useDeviceKey();
  const { agreements } = self;
  const isWitness = agreements.every((one) => one.signatures.find(({ isMe }) => isMe)?.capacity === 'witness');
  const title = isWitness ? words.list.titleWitness : words.list.title;
  useRoom('hall', title);
  const signed = agreements.filter(({ mine }) => mine === 'signed').length;
  const next = agreements.find((one) => listStateOf(one) === 'your-turn');
  return (
    <div class="desk-list-page">
      <TopBar title={say(session.title)} sample={session.sample} rehearsal={session.rehearsal}>
        <Button kind="word" onClick={() => goToPlace('stage')}>
          {words.toStage}
        </Button>
        <Clock now={connection.now} zone={session.zone} />
      </TopBar>
      <main id="content" class="desk-list">
        <ConnectionNotice />
        <header>
          <h1>{title}</h1>
          <p>{words.list.progress(number(signed), number(agreements.length))}</p>
          <Progress value={signed} of={agreements.length} />
          {next === undefined ? (
            <p class="desk-note" role="status">
              {words.list.nothingWaits}
            </p>
          ) : (
            <Button kind="act" large onClick={() => onChoose(next.agreementId)}>
              {words.list.next}
            </Button>
          )}
          {self.identity.state !== 'confirmed' && (
            <IdentityStep self={self} phase={topics.stage.value?.phase ?? 'planned'} />
          )}
        </header>
        <ol>
          {agreements.map((agreement) => (
            <Row key={agreement.agreementId} agreement={agreement} onChoose={() => onChoose(agreement.agreementId)} />
          ))}
        </ol>
      </main>
    </div>
  );
};
