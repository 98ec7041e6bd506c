import { useEffect, useState } from 'preact/hooks';
import type { SeatEnd } from '#contract/constants';
import { Button } from '../../elements/button.tsx';
import { Dialog } from '../../elements/dialog.tsx';
import { TopBar } from '../../elements/top-bar.tsx';
import { say } from '../../i18n/language.ts';
import { table } from '../../i18n/table.ts';
import { VisitContext, type Visit } from '../../state/visit.ts';
import { DeskScreen } from '../desk/desk-screen.tsx';
import { isLongName } from '../join/long-name.ts';
import { RecordingNotice } from '../join/recording-notice.tsx';
import { useIdle, type Patience } from './use-idle.ts';

/** The notice is read here, too; camera and microphone are the hall's business. */
const NoticeStep = ({ visit }: { readonly visit: Visit }) => {
  const { session } = visit;
  return (
    <div class="quiet-page">
      <TopBar
        brand={visit.table?.name ?? ''}
        title={say(session.title)}
        sample={session.sample}
        rehearsal={session.rehearsal}
      >
        <span class="desk-hand-over">
          <Button onClick={() => visit.table?.handOver()}>{table().handOver}</Button>
        </span>
      </TopBar>
      <main id="content" class="arrival">
        <section class="arrival-person">
          <h1 class={isLongName(session.person.name) ? 'is-long' : undefined}>{session.person.name}</h1>
          <p class="arrival-office">{say(session.person.position)}</p>
          <p class="arrival-quiet">{session.person.organisation}</p>
        </section>
        <RecordingNotice />
      </main>
    </div>
  );
};

/** One person's sitting at the table: notice, desk, and the end of it: by them, by a pause, or by an officer. */
export const Sitting = ({
  visit,
  onOver,
  patience,
}: {
  readonly visit: Visit;
  readonly onOver: (reason: SeatEnd) => void;
  readonly patience?: Patience;
}) => {
  const words = table();
  const { connection, topics, session } = visit;
  const isAccepted = topics.self.value?.noticeAccepted ?? session.noticeAccepted;
  const [onPause] = useState(() => () => onOver('pause'));
  const { left, stay } = useIdle(onPause, patience);
  useEffect(() => {
    connection.subscribe(isAccepted ? ['stage', 'self'] : ['self']);
  }, [connection, isAccepted]);
  // An officer ended it, or the person is somewhere else now.
  const { state } = connection.state.value;
  useEffect(() => {
    if (state === 'taken-over' || state === 'refused') onOver('closed');
  }, [state, onOver]);
  return (
    <VisitContext.Provider value={visit}>
      {isAccepted ? <DeskScreen /> : <NoticeStep visit={visit} />}
      {left !== null && (
        <Dialog
          title={words.idleTitle}
          onClose={stay}
          actions={
            <>
              <Button onClick={stay}>{words.stay}</Button>
              <Button kind="word" onClick={() => onOver('handed-over')}>
                {words.handOver}
              </Button>
            </>
          }
        >
          <p role="status">{words.idleBody(left)}</p>
        </Dialog>
      )}
    </VisitContext.Provider>
  );
};
