import { Mark } from '../../elements/mark.tsx';
import { dateWithDay, span } from '../../i18n/formats.ts';
import { say } from '../../i18n/language.ts';
import { stage as stageWords } from '../../i18n/stage.ts';
import { useNow } from '../../state/ticking.ts';
import { useVisit } from '../../state/visit.ts';

const SOON_MS = 60 * 60_000;

/** In place of the picture while nobody is on stage: the occasion, and what one is waiting for. */
export const StageCard = () => {
  const { session, topics, connection } = useVisit();
  const words = stageWords();
  const now = useNow(connection.now);
  const stage = topics.stage.value;
  const first = topics.rundown.value?.items[0];
  const startsIn = first === undefined ? null : Date.parse(first.plannedStart) - now;
  const phase = stage?.phase ?? 'planned';
  const state = {
    planned: words.notOpen,
    open: words.waiting,
    live: words.nobodyOnStage,
    closing: words.closed,
    closed: words.closed,
  }[phase];
  return (
    <div class="stage-card">
      <Mark />
      <h2>{say(session.title)}</h2>
      <p class="stage-card-when">
        {dateWithDay(session.date)}
        {stage === null ? '' : ` · ${stage.place}`}
      </p>
      <div class="stage-card-state">
        <p>{state}</p>
        {(phase === 'planned' || phase === 'open') && startsIn !== null && startsIn > 0 && startsIn < SOON_MS && (
          <p>{words.startsIn(span(startsIn))}</p>
        )}
      </div>
    </div>
  );
};
