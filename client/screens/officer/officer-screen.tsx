import '../../elements/field.css';
import '../../elements/row-button.css';
import '../../elements/titles.css';
import './officer.css';
import { useEffect, useState } from 'preact/hooks';
import { Button } from '../../elements/button.tsx';
import { Clock } from '../../elements/clock.tsx';
import { ConnectionNotice } from '../../elements/connection-notice.tsx';
import { TopBar } from '../../elements/top-bar.tsx';
import { say } from '../../i18n/language.ts';
import { officer } from '../../i18n/officer.ts';
import { papers } from '../../i18n/papers.ts';
import { goToPlace } from '../../router.ts';
import { useRoom } from '../../state/room.ts';
import { useVisit } from '../../state/visit.ts';
import { AgreementBoard } from './agreement-board.tsx';
import { PeopleList } from './people-list.tsx';
import { PersonCheck } from './person-check.tsx';
import { SigningTables } from './signing-tables.tsx';

const VIEWS = ['people', 'agreements'] as const;

/** Protocol and legal: who people are, and, for legal, whether the documents are ready. */
export const OfficerScreen = () => {
  const { session, topics, connection, live } = useVisit();
  const words = officer();
  const { role } = session.person;
  const brand = words.brand[role === 'legal' || role === 'protocol' ? role : 'director'];
  useRoom('hall', brand);
  const [view, setView] = useState<(typeof VIEWS)[number]>(role === 'legal' ? 'agreements' : 'people');
  const [chosen, setChosen] = useState<string | null>(null);
  const phase = topics.stage.value?.phase;
  const isGathered = phase === 'open' || phase === 'live';
  useEffect(() => (isGathered ? live.watch('green-room') : undefined), [live, isGathered]);
  const row = chosen === null ? undefined : topics.roster.value?.rows[chosen];
  return (
    <div class="officer">
      <TopBar
        brand={brand}
        title={say(session.title)}
        titleIsHeading={false}
        sample={session.sample}
        rehearsal={session.rehearsal}
        live={phase === 'live'}
      >
        <Button kind="word" onClick={() => goToPlace('stage')}>
          {words.toStage}
        </Button>
        <Clock now={connection.now} zone={session.zone} />
      </TopBar>
      <nav class="officer-views" aria-label={words.views}>
        {VIEWS.filter((one) => one === 'people' || role === 'legal').map((one) => (
          <button key={one} type="button" aria-pressed={view === one} onClick={() => setView(one)}>
            {words[one]}
          </button>
        ))}
        <button type="button" onClick={() => goToPlace('papers')}>
          {papers().title}
        </button>
      </nav>
      <main id="content" class="officer-main" data-view={view}>
        <ConnectionNotice />
        {view === 'agreements' ? (
          <>
            <h1 class="for-ears">{words.agreements}</h1>
            <AgreementBoard />
          </>
        ) : (
          <div class="officer-desk">
            <PeopleList chosen={chosen} onChoose={setChosen} />
            {row === undefined ? (
              <section class="officer-nobody">
                <h1 class="part-title">{words.chooseTitle}</h1>
                <p>{words.chooseBody}</p>
                <SigningTables />
              </section>
            ) : (
              <PersonCheck key={row.personId} row={row} />
            )}
          </div>
        )}
      </main>
    </div>
  );
};
