import '../../elements/field.css';
import '../../elements/row-button.css';
import './director.css';
import { Button } from '../../elements/button.tsx';
import { Clock } from '../../elements/clock.tsx';
import { ConnectionNotice } from '../../elements/connection-notice.tsx';
import { ProvinceMap } from '../../elements/map/province-map.tsx';
import { ProblemNotice } from '../../elements/notice.tsx';
import { TopBar } from '../../elements/top-bar.tsx';
import { common } from '../../i18n/common.ts';
import { director } from '../../i18n/director.ts';
import { number, span } from '../../i18n/formats.ts';
import { say } from '../../i18n/language.ts';
import { goToPlace } from '../../router.ts';
import { useRoom } from '../../state/room.ts';
import { useNow } from '../../state/ticking.ts';
import { useVisit } from '../../state/visit.ts';
import { PROVINCES } from '#contract/provinces';
import { CallList } from './call-list.tsx';
import { Cues, nextItem } from './cues.tsx';
import { OnStage, PLACES } from './on-stage.tsx';
import { PhaseControl } from './phase-control.tsx';
import { SCENE_KEYS, Studio } from './studio.tsx';
import { useCommand } from './use-command.ts';
import { useKeys } from './use-keys.ts';
import { Waves } from './waves.tsx';

const OnAir = ({ since }: { readonly since: string }) => {
  const { connection } = useVisit();
  return (
    <p class="live-dot">
      <span aria-hidden="true" />
      {director().onAir(span(useNow(connection.now) - Date.parse(since)))}
    </p>
  );
};

const Presence = () => {
  const { topics } = useVisit();
  const words = director();
  const presence = topics.presence.value;
  const codes = presence?.provinces ?? [];
  return (
    <section class="director-part" aria-label={words.present}>
      <h2>
        {words.present}{' '}
        <strong>
          {codes.length}/{Object.keys(PROVINCES).length}
        </strong>
      </h2>
      <ProvinceMap lit={codes} label={words.mapLabel(codes.length)} />
      <p class="director-quiet">{words.connectedCount(number(presence?.connected ?? 0))}</p>
    </section>
  );
};

const choose = (placeOnStage: number) => (): void =>
  document.querySelector<HTMLElement>(`[data-stage-place="${placeOnStage}"] button`)?.focus();

/** The control room: who is on stage and who can be called, the rundown, the signing, who is present. */
export const DirectorScreen = () => {
  const { session, topics, connection } = useVisit();
  const words = director();
  const { give, problem, forget } = useCommand();
  useRoom('auditorium', words.brand);
  const stage = topics.stage.value;
  const rundown = topics.rundown.value;
  const isGathered = stage?.phase === 'open' || stage?.phase === 'live';
  const next = nextItem(rundown);
  const prepared = topics.preview.value;
  useKeys({
    n: next === null || !isGathered ? undefined : () => void give('rundown:start', { itemId: next.itemId }),
    '/': () => document.getElementById('director-search')?.focus(),
    ...Object.fromEntries(
      (prepared?.scenes ?? []).flatMap(({ sceneId }, index) => {
        const key = SCENE_KEYS[index];
        return key === undefined ? [] : [[key, () => void give('scene:preview', { sceneId })]];
      }),
    ),
    'shift+enter':
      prepared === null || prepared.preview === null ? undefined : () => void give('scene:take', { transition: 'cut' }),
    ...Object.fromEntries(Array.from({ length: PLACES }, (_, index) => [String(index + 1), choose(index + 1)])),
  });
  const isClosed = stage?.phase === 'closed';
  const isEmpty = (stage?.onStage.length ?? 0) === 0;
  return (
    <div class="director">
      <TopBar
        brand={words.brand}
        title={say(session.title)}
        titleIsHeading
        sample={session.sample}
        rehearsal={session.rehearsal}
      >
        {stage?.phase === 'live' && stage.liveSince !== null && <OnAir since={stage.liveSince} />}
        <Clock now={connection.now} zone={session.zone} seconds />
        <Button kind="word" onClick={() => goToPlace('stage')}>
          {words.toStage}
        </Button>
        {!isClosed && (
          <span class="director-clear">
            <Button
              disabled={(isEmpty && stage?.scene === null) || !isGathered}
              onClick={() => void give('stage:clear', {})}
            >
              {words.clear}
            </Button>
          </span>
        )}
      </TopBar>
      <main id="content" class="director-main">
        <ConnectionNotice />
        {problem !== null && (
          <ProblemNotice
            problem={problem}
            actions={
              <Button kind="word" onClick={forget}>
                {common().close}
              </Button>
            }
          />
        )}
        {!isClosed && <OnStage give={give} />}
        <PhaseControl give={give} />
        {!isClosed && <Studio give={give} />}
        {!isClosed && <CallList give={give} />}
      </main>
      <aside class="director-rundown" tabIndex={0} aria-label={words.rundown}>
        <Cues give={give} mayStart={isGathered} isOver={isClosed} />
        {!isClosed && <p class="director-quiet director-keys">{words.keys}</p>}
      </aside>
      <aside class="director-side" tabIndex={0} aria-label={words.signing}>
        <Waves give={give} />
        <Presence />
      </aside>
    </div>
  );
};
