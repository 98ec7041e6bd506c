import { Button } from '../../elements/button.tsx';
import { clock } from '../../i18n/formats.ts';
import { say } from '../../i18n/language.ts';
import { scenes as sceneWords } from '../../i18n/scenes.ts';
import { useVisit } from '../../state/visit.ts';
import type { Given } from './use-command.ts';

/** Scenes with preview and take, who waits behind the stage, captions, applause and the inauguration. */
const Picture = ({ give }: { readonly give: Given }) => {
  const { topics } = useVisit();
  const words = sceneWords();
  const prepared = topics.preview.value;
  const stage = topics.stage.value;
  if (prepared === null || stage === null) return null;
  const { scenes, preview, programme } = prepared;
  const ready = scenes.find(({ sceneId }) => sceneId === preview?.sceneId);
  const isWall = stage.scene?.layout.kind === 'wall';
  return (
    <>
      <p>
        {words.programme}: <strong>{stage.scene === null ? words.none : say(stage.scene.title)}</strong> ·{' '}
        {words.preview}: <strong>{ready === undefined ? words.none : say(ready.title)}</strong>
      </p>
      {scenes.length === 0 && <p class="director-quiet">{words.noScenes}</p>}
      <div class="studio-acts">
        {scenes.map(({ sceneId, title }) => (
          <Button
            key={sceneId}
            disabled={preview?.sceneId === sceneId}
            onClick={() => void give('scene:preview', { sceneId })}
          >
            {say(title)}
          </Button>
        ))}
      </div>
      <div class="studio-acts">
        <Button disabled={preview === null} onClick={() => void give('scene:take', { transition: 'cut' })}>
          {words.take}
        </Button>
        <Button disabled={preview === null} onClick={() => void give('scene:take', { transition: 'fade' })}>
          {words.fade}
        </Button>
        <Button disabled={programme === null} onClick={() => void give('scene:empty', {})}>
          {words.empty}
        </Button>
        {isWall && <Button onClick={() => void give('wall:turn', {})}>{words.nextPage}</Button>}
        {isWall && <Button onClick={() => void give('wall:photograph', { seconds: 3 })}>{words.photograph}</Button>}
        {stage.onStage.map(({ personId, name }) => (
          <Button key={personId} onClick={() => void give('lower-third:show', { personId })}>
            {words.caption(name)}
          </Button>
        ))}
        {stage.lowerThird !== null && (
          <Button onClick={() => void give('lower-third:hide', {})}>{words.hideCaption}</Button>
        )}
        <Button onClick={() => void give(stage.applauseAllowed ? 'applause:stop' : 'applause:allow', {})}>
          {stage.applauseAllowed ? words.stopApplause : words.allowApplause}
        </Button>
        {stage.phase === 'live' && prepared.inauguration !== 'pressed' && (
          <Button
            onClick={() =>
              void give(prepared.inauguration === 'armed' ? 'inauguration:disarm' : 'inauguration:arm', {})
            }
          >
            {prepared.inauguration === 'armed' ? words.disarm : words.arm}
          </Button>
        )}
      </div>
      {[...prepared.next, ...prepared.greenRoom].map(({ personId, name }, index) => (
        <p key={personId} class="studio-person">
          <span>
            {index < prepared.next.length ? words.next : words.greenRoom}: <strong>{name}</strong>
          </span>
          {index >= prepared.next.length && (
            <Button onClick={() => void give('stage:next', { personId })}>{words.next}</Button>
          )}
          <Button onClick={() => void give('stage:call', { personId })}>{words.call}</Button>
          <Button onClick={() => void give('stage:send-back', { personId })}>{words.sendBack}</Button>
        </p>
      ))}
    </>
  );
};

/** What is done when the principal's line is lost. The server only suggests; a person decides. */
const Drill = ({ give }: { readonly give: Given }) => {
  const { topics, session } = useVisit();
  const words = sceneWords();
  const prepared = topics.preview.value;
  if (prepared === null) return null;
  const { drill, principalLost } = prepared;
  return (
    <div class="studio-acts" role="group" aria-label={words.drill}>
      <strong>{words.drill}</strong>
      {principalLost !== null && <p role="alert">{words.principalLost(clock(principalLost, session.zone))}</p>}
      {drill === null ? (
        <>
          <Button onClick={() => void give('drill:start', { to: 'slate' })}>{words.toSlate}</Button>
          {prepared.drillPlan !== null && prepared.drillPlan.hallId !== null && (
            <Button onClick={() => void give('drill:start', { to: 'hall' })}>{words.toHall}</Button>
          )}
        </>
      ) : (
        <>
          <Button onClick={() => void give('drill:second-line', { telephone: true })}>{words.useTelephone}</Button>
          {drill.deputyActingSince === null ? (
            drill.deputyFrom !== null && (
              <Button onClick={() => void give('drill:deputy-acts', {})}>{words.deputyActs}</Button>
            )
          ) : (
            <p>{words.deputyActing}</p>
          )}
          <Button onClick={() => void give('drill:end', {})}>{words.endDrill}</Button>
        </>
      )}
    </div>
  );
};

export const Studio = ({ give }: { readonly give: Given }) => (
  <section class="director-part studio" aria-label={sceneWords().studio}>
    <Picture give={give} />
    <Drill give={give} />
  </section>
);
