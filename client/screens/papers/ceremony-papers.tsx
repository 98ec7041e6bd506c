import { papers } from '../../i18n/papers.ts';
import { useVisit } from '../../state/visit.ts';
import { Completions } from './completions.tsx';
import { PaperRow } from './paper-row.tsx';
import { paperPaths } from './paper-paths.ts';
import { WitnessSheets } from './witness-sheets.tsx';

/** For those who ran the ceremony: what is told of the whole of it, and everybody's. */
export const CeremonyPapers = () => {
  const { session, topics } = useVisit();
  const words = papers();
  const paths = paperPaths(session);
  const isClosed = topics.stage.value?.phase === 'closed';
  return (
    <>
      <section aria-label={words.ceremony}>
        <h2 class="part-title">{words.ceremony}</h2>
        {!isClosed && (
          <p class="papers-note">
            {words.soFar} {words.afterwardsControl}
          </p>
        )}
        <ul>
          {isClosed && <PaperRow title={words.minutes} about={words.minutesAbout} path={paths.minutes} />}
          <PaperRow title={words.attendance} about={words.attendanceAbout} path={paths.attendance} />
          <PaperRow title={words.press} about={words.pressAbout} path={paths.press} />
          {isClosed && <PaperRow title={words.root} about={words.rootAbout} path={paths.root} kind="JSON" />}
        </ul>
      </section>
      <WitnessSheets />
      <Completions />
    </>
  );
};
