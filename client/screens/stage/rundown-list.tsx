import './rundown-list.css';
import { common } from '../../i18n/common.ts';
import { clock } from '../../i18n/formats.ts';
import { say } from '../../i18n/language.ts';
import { useVisit } from '../../state/visit.ts';

/** The whole programme with its planned times; the item that is on now stands out. */
export const RundownList = () => {
  const { topics, session } = useVisit();
  const rundown = topics.rundown.value;
  if (rundown === null) return null;
  return (
    <ol class="rundown-list">
      {rundown.items.map((item) => {
        const isNow = item.itemId === rundown.current;
        return (
          <li key={item.itemId} aria-current={isNow ? 'step' : undefined}>
            <time dateTime={item.plannedStart}>{clockHere(expected ?? item.plannedStart, session.zone)}</time>
            <span>{say(item.title)}</span>
            {isNow && <em>{common().now}</em>}
          </li>
        );
      })}
    </ol>
  );
};
