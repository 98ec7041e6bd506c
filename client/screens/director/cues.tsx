import { common } from '../../i18n/common.ts';
import { director } from '../../i18n/director.ts';
import { clock, span } from '../../i18n/formats.ts';
import { say } from '../../i18n/language.ts';
import { stage as stageWords } from '../../i18n/stage.ts';
import { useNow } from '../../state/ticking.ts';
import { useVisit } from '../../state/visit.ts';
import type { ItemView, RundownView } from '#contract/views/rundown';
import type { Given } from './use-command.ts';

const Left = ({ item }: { readonly item: ItemView }) => {
  const { connection } = useVisit();
  const now = useNow(connection.now);
  if (item.startedAt === null) return null;
  const left = Date.parse(item.startedAt) + item.lengthMinutes * 60_000 - now;
  const words = stageWords();
  return <em class="director-left">{left >= 0 ? words.left(span(left)) : words.over(span(-left))}</em>;
};

/** The item that comes next, as the server tells it. Null after the last. */
export const nextItem = (rundown: RundownView | null): ItemView | null =>
  rundown?.items.find(({ itemId }) => itemId === rundown.next) ?? null;

const isOver = ({ state }: ItemView): boolean => state === 'finished' || state === 'skipped';

/** The rundown: any item can be started; the next one by one key. */
export const Cues = ({
  give,
  mayStart,
  isOver: isClosed,
}: {
  readonly give: Given;
  readonly mayStart: boolean;
  /** The ceremony is closed: nothing comes next. */
  readonly isOver: boolean;
}) => {
  const { topics, session } = useVisit();
  const words = director();
  const rundown = topics.rundown.value;
  const items = rundown?.items ?? [];
  const next = nextItem(rundown);
  return (
    <section class="director-cues" aria-label={words.rundown}>
      <h2>{words.rundown}</h2>
      <ol>
        {items.map((item) => (
          <li
            key={item.itemId}
            class={isOver(item) ? 'is-done' : undefined}
            aria-current={item.state === 'running' ? 'step' : undefined}
          >
            <button
              type="button"
              class="row-button"
              disabled={!mayStart || item.state === 'running' || item.state === 'skipped'}
              title={words.start(say(item.title))}
              onClick={() => void give('rundown:start', { itemId: item.itemId })}
            >
              <time dateTime={item.plannedStart}>{clock(item.plannedStart, session.zone, false)}</time>
              <span>{say(item.title)}</span>
              {isOver(item) && <em>{item.state === 'skipped' ? words.skipped : words.done}</em>}
              {item.state === 'running' && (
                <>
                  <span class="for-ears">{common().now}</span>
                  <Left item={item} />
                </>
              )}
            </button>
          </li>
        ))}
      </ol>
      {isClosed ? null : next === null ? (
        <p class="director-quiet">{items.length > 0 ? words.nothingNext : ''}</p>
      ) : (
        <button
          type="button"
          class="director-next"
          disabled={!mayStart}
          aria-keyshortcuts="n"
          onClick={() => void give('rundown:start', { itemId: next.itemId })}
        >
          <span>
            {words.next}
            <small>{say(next.title)}</small>
          </span>
          <kbd>N</kbd>
        </button>
      )}
    </section>
  );
};
