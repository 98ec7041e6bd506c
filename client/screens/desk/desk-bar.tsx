import { Button } from '../../elements/button.tsx';
import { Clock } from '../../elements/clock.tsx';
import { TopBar } from '../../elements/top-bar.tsx';
import { desk } from '../../i18n/desk.ts';
import { papers } from '../../i18n/papers.ts';
import { goToPlace } from '../../router.ts';
import { useVisit } from '../../state/visit.ts';

/** The bar of the desk: what lies on it, the way back and the way out; at a shared table the way out is handing it over. */
export const DeskBar = ({
  title,
  titleIsHeading = false,
  onList = null,
}: {
  readonly title: string;
  readonly titleIsHeading?: boolean;
  readonly onList?: (() => void) | null;
}) => {
  const { session, connection, table, topics } = useVisit();
  const words = desk();
  // The stage is empty then; what is wanted is what to take away.
  const isClosed = topics.stage.value?.phase === 'closed';
  return (
    <TopBar
      title={title}
      titleIsHeading={titleIsHeading}
      sample={session.sample}
      rehearsal={session.rehearsal}
      {...(table === null ? {} : { brand: table.name })}
    >
      {onList !== null && (
        <Button kind="word" onClick={onList}>
          {words.list.back}
        </Button>
      )}
      {table === null ? (
        <span class={isClosed && onList === null ? undefined : 'desk-away'}>
          <Button kind="word" onClick={() => goToPlace(isClosed ? 'papers' : 'stage')}>
            {isClosed ? papers().title : words.toStage}
          </Button>
        </span>
      ) : (
        <span class="desk-hand-over">
          <Button onClick={table.handOver}>{words.handOver}</Button>
        </span>
      )}
      <Clock now={connection.now} zone={session.zone} />
    </TopBar>
  );
};
