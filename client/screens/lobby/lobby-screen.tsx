import { ConnectionNotice } from '../../elements/connection-notice.tsx';
import { Notice } from '../../elements/notice.tsx';
import { MessagePage } from '../../elements/pages.tsx';
import { say } from '../../i18n/language.ts';
import { lobby } from '../../i18n/lobby.ts';
import { stage } from '../../i18n/stage.ts';
import { useVisit } from '../../state/visit.ts';

/** Before somebody is let in: that they are here, and what comes next. */
export const LobbyScreen = () => {
  const { session, live } = useVisit();
  const words = lobby();
  return (
    <MessagePage title={words.title} sample={session.sample} rehearsal={session.rehearsal}>
      <ConnectionNotice />
      <p>{say(session.title)}</p>
      <p role="status">{words.body}</p>
      {live.appearing.value === 'green-room' && <Notice kind="good">{stage().youAreInGreenRoom}</Notice>}
    </MessagePage>
  );
};
