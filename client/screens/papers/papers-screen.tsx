import '../../elements/field.css';
import '../../elements/titles.css';
import './papers.css';
import { Button } from '../../elements/button.tsx';
import { Clock } from '../../elements/clock.tsx';
import { ConnectionNotice } from '../../elements/connection-notice.tsx';
import { TopBar } from '../../elements/top-bar.tsx';
import { say } from '../../i18n/language.ts';
import { papers } from '../../i18n/papers.ts';
import { goToPlace } from '../../router.ts';
import { useRoom } from '../../state/room.ts';
import { useVisit } from '../../state/visit.ts';
import { CeremonyPapers } from './ceremony-papers.tsx';
import { mayTakeAll } from './may-take.ts';
import { OwnPapers } from './own-papers.tsx';

/** W66: everything that one may take away, in one calm place. */
export const PapersScreen = () => {
  const { session, connection, topics } = useVisit();
  const words = papers();
  useRoom('hall', words.title);
  const self = topics.self.value;
  const phase = topics.stage.value?.phase;
  return (
    <div class="papers-page">
      <TopBar title={say(session.title)} sample={session.sample} rehearsal={session.rehearsal}>
        <Button kind="word" onClick={() => goToPlace('')}>
          {words.back}
        </Button>
        <Clock now={connection.now} zone={session.zone} />
      </TopBar>
      <main id="content" class="papers">
        <ConnectionNotice />
        <header>
          <h1 class="page-title">{words.title}</h1>
          <p>{phase === 'planned' ? words.notYet : words.lead}</p>
        </header>
        {phase !== undefined && phase !== 'planned' && (
          <>
            {mayTakeAll(session.person.role) && <CeremonyPapers />}
            {self !== null && <OwnPapers self={self} />}
          </>
        )}
      </main>
    </div>
  );
};
