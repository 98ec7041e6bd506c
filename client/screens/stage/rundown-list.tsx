import './rundown-list.css';
import { forecast } from '#contract/rundown-forecast';
import { common } from '../../i18n/common.ts';
import { clock } from '../../i18n/formats.ts';
import { besideHere } from '../../i18n/later-formats.ts';
import { say } from '../../i18n/language.ts';
import { useNow } from '../../state/ticking.ts';
import { useVisit } from '../../state/visit.ts';

/** How often what is to be expected is reckoned anew, in milliseconds: times are shown by the minute. */
const EVERY_MS = 10_000;

/** The whole programme with the times at which each item is expected by now; the item that is on now stands out. */
export const RundownList = () => {
  const { topics, session, connection } = useVisit();
  const now = useNow(connection.now, EVERY_MS);
  const rundown = topics.rundown.value;
  if (rundown === null) return null;
  const expected = forecast(rundown, now);
  return (
    <ol class="rundown-list">
      {rundown.items
        .filter(({ state }) => state !== 'skipped')
        .map((item) => {
          const isNow = item.itemId === rundown.current;
          const at = expected.get(item.itemId)?.start ?? item.plannedStart;
          return (
            <li key={item.itemId} aria-current={isNow ? 'step' : undefined}>
              <time dateTime={new Date(at).toISOString()}>
                {clock(at, session.zone) + besideHere(at, session.zone)}
              </time>
              <span>{say(item.title)}</span>
              {isNow && <em>{common().now}</em>}
            </li>
          );
        })}
    </ol>
  );
};
