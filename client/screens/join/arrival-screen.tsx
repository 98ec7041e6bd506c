import './arrival-screen.css';
import { ConnectionNotice } from '../../elements/connection-notice.tsx';
import { TopBar } from '../../elements/top-bar.tsx';
import { common } from '../../i18n/common.ts';
import { dateWithDay } from '../../i18n/formats.ts';
import { join } from '../../i18n/join.ts';
import { say } from '../../i18n/language.ts';
import { useRoom } from '../../state/room.ts';
import { useVisit } from '../../state/visit.ts';
import { isLongName } from './long-name.ts';
import { DeviceCheck } from './device-check.tsx';
import { RecordingNotice } from './recording-notice.tsx';

/** The way in: who you are and for whom, what is recorded and why, then camera and microphone. */
export const ArrivalScreen = () => {
  const { session, topics } = useVisit();
  const words = join();
  useRoom('hall', say(session.title));
  const isAccepted = topics.self.value?.noticeAccepted ?? session.noticeAccepted;
  const { person } = session;
  return (
    <div class="quiet-page">
      <TopBar title={say(session.title)} sample={session.sample} rehearsal={session.rehearsal} />
      <main id="content" class="arrival">
        <ConnectionNotice />
        <section class="arrival-person">
          <p class="arrival-occasion">
            {session.organiser} · {dateWithDay(session.date)}
          </p>
          <h1 class={isLongName(person.name) ? 'is-long' : undefined}>
            <span class="for-ears">{words.welcomeName}, </span>
            {person.name}
          </h1>
          <p class="arrival-office">{say(person.position)}</p>
          {person.representing !== null && (
            <p class="arrival-representing">{common().representing(say(person.representing))}</p>
          )}
          <p class="arrival-quiet">{person.organisation}</p>
          {session.officials > 0 && <p class="arrival-quiet">{common().officials(session.officials)}</p>}
          <p class="arrival-quiet">{words.notYou}</p>
        </section>
        {isAccepted ? <DeviceCheck /> : <RecordingNotice />}
      </main>
    </div>
  );
};
