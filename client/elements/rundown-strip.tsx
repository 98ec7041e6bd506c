import './rundown-strip.css';
import type { ItemView } from '#contract/views/rundown';
import { common } from '../i18n/common.ts';
import { span } from '../i18n/formats.ts';
import { say } from '../i18n/language.ts';
import { stage as stageWords } from '../i18n/stage.ts';
import { useNow } from '../state/ticking.ts';

/** What is left of an item in milliseconds, once it has started; negative when it runs over. */
const leftOf = (item: ItemView, now: number): number | null =>
  item.startedAt === null ? null : Date.parse(item.startedAt) + item.lengthMinutes * 60_000 - now;

const Left = ({ item, clock }: { readonly item: ItemView; readonly clock: () => number }) => {
  const left = leftOf(item, useNow(clock));
  if (left === null) return null;
  const words = stageWords();
  return <span class="rundown-strip-left">{left >= 0 ? words.left(span(left)) : words.over(span(-left))}</span>;
};

/** One line under the picture: what is on now and how long still, and what comes next. */
export const RundownStrip = ({
  now,
  next,
  clock,
}: {
  readonly now: ItemView | null;
  readonly next: ItemView | null;
  readonly clock: () => number;
}) => {
  const words = common();
  return (
    <dl class="rundown-strip">
      {now !== null && (
        <div class="rundown-strip-now">
          <dt>{words.now}</dt>
          <dd>
            <strong>{say(now.title)}</strong> <Left item={now} clock={clock} />
          </dd>
        </div>
      )}
      {next !== null && (
        <div class="rundown-strip-next">
          <dt>{words.next}</dt>
          <dd>{say(next.title)}</dd>
        </div>
      )}
    </dl>
  );
};
