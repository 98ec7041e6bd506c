import './stage-screen.css';
import { useEffect, useState } from 'preact/hooks';
import { Clock } from '../../elements/clock.tsx';
import { ConnectionNotice } from '../../elements/connection-notice.tsx';
import { RundownStrip } from '../../elements/rundown-strip.tsx';
import { TopBar } from '../../elements/top-bar.tsx';
import { say } from '../../i18n/language.ts';
import { stage as stageWords } from '../../i18n/stage.ts';
import { useRoom } from '../../state/room.ts';
import { useIsNarrow } from '../../state/narrow.ts';
import { useVisit } from '../../state/visit.ts';
import { Figures, SignedTally } from './figures.tsx';
import { MyBar } from './my-bar.tsx';
import { Picture } from './picture.tsx';

/** What everyone sees: the picture, the rundown's now and next, the figures; below, oneself. */
export const StageScreen = () => {
  const { session, topics, connection } = useVisit();
  const words = stageWords();
  const [isSheetOpen, setSheetOpen] = useState(false);
  const isNarrow = useIsNarrow();
  const [sheet, setSheet] = useState<typeof import('./figures-sheet.tsx') | null>(null);
  useEffect(() => {
    // Fetched ahead, so that it is there when the connection is not; a failure is mended by the next turn of the phone.
    if (isNarrow) import('./figures-sheet.tsx').then(setSheet, () => undefined);
  }, [isNarrow]);
  useRoom('auditorium', say(session.title));
  const stage = topics.stage.value;
  return (
    <div class="stage-screen">
      <TopBar
        title={say(session.title)}
        titleIsHeading
        sample={session.sample}
        rehearsal={session.rehearsal}
        live={stage?.phase === 'live'}
      >
        <Clock now={connection.now} zone={session.zone} />
      </TopBar>
      <main id="content" class="stage-screen-picture">
        <ConnectionNotice />
        <Picture />
        <RundownStrip
          now={stage?.now ?? null}
          next={stage?.phase === 'closed' ? null : (stage?.next ?? null)}
          clock={connection.now}
        />
        {isNarrow && <SignedTally />}
      </main>
      {!isNarrow && (
        // It scrolls when low, so the keyboard must reach it.
        <aside class="stage-screen-figures" aria-label={words.figures} tabIndex={0}>
          <Figures />
        </aside>
      )}
      <MyBar onFigures={isNarrow ? () => setSheetOpen(true) : null} />
      {isNarrow && isSheetOpen && sheet !== null && <sheet.FiguresSheet onClose={() => setSheetOpen(false)} />}
    </div>
  );
};
