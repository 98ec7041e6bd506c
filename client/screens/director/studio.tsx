import type { ComponentChildren } from 'preact';
import { Button } from '../../elements/button.tsx';
import { clock } from '../../i18n/formats.ts';
import { say } from '../../i18n/language.ts';
import { scenes as sceneWords } from '../../i18n/scenes.ts';
import { useVisit } from '../../state/visit.ts';
import type { BackstagePerson } from '#contract/views/stage';
import { dueWave } from './phase-control.tsx';
import type { Given } from './use-command.ts';

/** One letter for each of the first scenes; none of them is a key of another act here. */
export const SCENE_KEYS = ['q', 'w', 'e', 'r', 't', 'y', 'u', 'i', 'o', 'p'];

const Row = ({ title, children }: { readonly title: string; readonly children: ComponentChildren }) => (
  <div class="studio-row" role="group" aria-label={title}>
    <h2>{title}</h2>
    <div class="studio-acts">{children}</div>
  </div>
);

/** The planned scenes: one press makes a scene ready; what is ready and what is on is marked and said. */
const Scenes = ({ give }: { readonly give: Given }) => {
  const { topics } = useVisit();
  const words = sceneWords();
  const prepared = topics.preview.value;
  if (prepared === null) return null;
  const { scenes, preview, programme } = prepared;
  return (
    <Row title={words.scene}>
      {scenes.length === 0 && <p class="director-quiet">{words.noScenes}</p>}
      {scenes.map(({ sceneId, title }, index) => {
        const key = SCENE_KEYS[index];
        const isOn = programme?.sceneId === sceneId;
        const isReady = preview?.sceneId === sceneId;
        return (
          <button
            key={sceneId}
            type="button"
            class="button button-line studio-scene"
            aria-pressed={isReady}
            aria-keyshortcuts={key}
            data-on={isOn}
            onClick={() => void give('scene:preview', { sceneId })}
          >
            {key !== undefined && <kbd aria-hidden="true">{key.toUpperCase()}</kbd>}
            {say(title)}
            {(isOn || isReady) && <small>{isOn ? words.programme : words.preview}</small>}
          </button>
        );
      })}
    </Row>
  );
};

/** What goes on: take, the wall's page and photograph, names, applause, the inauguration. */
const Taking = ({ give }: { readonly give: Given }) => {
  const { topics } = useVisit();
  const words = sceneWords();
  const prepared = topics.preview.value;
  const stage = topics.stage.value;
  if (prepared === null || stage === null) return null;
  const layout = stage.scene?.layout;
  const isWall = layout?.kind === 'wall';
  const shown = layout !== undefined && 'slots' in layout ? layout.slots : [];
  const named = stage.lowerThird !== null && 'person' in stage.lowerThird ? stage.lowerThird.person.personId : null;
  const faces = stage.onStage.filter(({ personId }) => shown.includes(personId));
  // One red act at a moment: going live and opening the wave that is due come first.
  const isAct = stage.phase === 'live' && dueWave(stage, topics.figures.value) === undefined;
  const { inauguration } = prepared;
  return (
    <>
      <Row title={words.studio}>
        <Button
          kind={isAct ? 'act' : 'line'}
          disabled={prepared.preview === null}
          onClick={() => void give('scene:take', { transition: 'cut' })}
        >
          {words.take} <kbd aria-hidden="true">⇧↵</kbd>
        </Button>
        <Button disabled={prepared.preview === null} onClick={() => void give('scene:take', { transition: 'fade' })}>
          {words.fade}
        </Button>
        <Button disabled={prepared.programme === null} onClick={() => void give('scene:empty', {})}>
          {words.empty}
        </Button>
        {isWall && <Button onClick={() => void give('wall:turn', {})}>{words.nextPage}</Button>}
        {isWall && <Button onClick={() => void give('wall:photograph', { seconds: 3 })}>{words.photograph}</Button>}
        <Button onClick={() => void give(stage.applauseAllowed ? 'applause:stop' : 'applause:allow', {})}>
          {stage.applauseAllowed ? words.stopApplause : words.allowApplause}
        </Button>
        {stage.phase === 'live' && inauguration !== 'pressed' && (
          <Button onClick={() => void give(inauguration === 'armed' ? 'inauguration:disarm' : 'inauguration:arm', {})}>
            {inauguration === 'armed' ? words.disarm : words.arm}
          </Button>
        )}
        {inauguration !== 'unarmed' && (
          <p class="director-gold" role="status">
            {inauguration === 'armed' ? words.armed : words.pressed}
          </p>
        )}
      </Row>
      {(faces.length > 0 || stage.lowerThird !== null) && (
        <Row title={words.captions}>
          {faces.map(({ personId, name }) => (
            <button
              key={personId}
              type="button"
              class="button button-line studio-scene"
              aria-pressed={personId === named}
              onClick={() => void give('lower-third:show', { personId })}
            >
              {name}
            </button>
          ))}
          {stage.lowerThird !== null && (
            <Button onClick={() => void give('lower-third:hide', {})}>{words.hideCaption}</Button>
          )}
        </Row>
      )}
    </>
  );
};

const Waiting = ({
  person,
  isNext,
  give,
}: {
  readonly person: BackstagePerson;
  readonly isNext: boolean;
  readonly give: Given;
}) => {
  const words = sceneWords();
  const { personId, name, connected } = person;
  return (
    <li>
      <p>
        <strong>{name}</strong>
        <span>
          {isNext ? words.next : words.greenRoom}
          {!connected && ` · ${words.notThere}`}
        </span>
      </p>
      {!isNext && (
        <Button onClick={() => void give('stage:next', { personId })}>
          {words.makeNext}
          <span class="for-ears"> {name}</span>
        </Button>
      )}
      <Button onClick={() => void give('stage:call', { personId })}>
        {words.call}
        <span class="for-ears"> {name}</span>
      </Button>
      <Button onClick={() => void give('stage:send-back', { personId })}>
        {words.sendBack}
        <span class="for-ears"> {name}</span>
      </Button>
    </li>
  );
};

/** Who waits behind the stage, those who are next first. */
const Backstage = ({ give }: { readonly give: Given }) => {
  const words = sceneWords();
  const prepared = useVisit().topics.preview.value;
  if (prepared === null || prepared.next.length + prepared.greenRoom.length === 0) return null;
  return (
    <Row title={words.greenRoom}>
      <ul class="studio-waiting">
        {prepared.next.map((person) => (
          <Waiting key={person.personId} person={person} isNext give={give} />
        ))}
        {prepared.greenRoom.map((person) => (
          <Waiting key={person.personId} person={person} isNext={false} give={give} />
        ))}
      </ul>
    </Row>
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
    <Row title={words.drill}>
      {principalLost !== null && (
        <p class="director-alarm" role="alert">
          {words.principalLost(clock(principalLost, session.zone))}
        </p>
      )}
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
    </Row>
  );
};

/** Scenes with preview and take, captions, who waits behind the stage, the drill: first of all once it is wanted. */
export const Studio = ({ give }: { readonly give: Given }) => {
  const prepared = useVisit().topics.preview.value;
  const isDrill = prepared !== null && (prepared.drill !== null || prepared.principalLost !== null);
  return (
    <section class="studio" aria-label={sceneWords().studio}>
      {isDrill && <Drill give={give} />}
      <Scenes give={give} />
      <Taking give={give} />
      <Backstage give={give} />
      {!isDrill && <Drill give={give} />}
    </section>
  );
};
