import './picture.css';
import { useEffect } from 'preact/hooks';
import type { NamedPerson } from '#contract/views';
import { Button } from '../../elements/button.tsx';
import { SoundIcon } from '../../elements/icons.tsx';
import { LowerThird } from '../../elements/lower-third.tsx';
import { Notice } from '../../elements/notice.tsx';
import { VideoTile } from '../../elements/video-tile.tsx';
import { stage as stageWords } from '../../i18n/stage.ts';
import { useVisit } from '../../state/visit.ts';
import { StageCard } from './stage-card.tsx';
import { useSceneLayer } from './use-scene-layer.ts';

/** Pixels follow size: alone fills the hall, two share it, more are small. */
const sizeFor = (count: number): 'large' | 'medium' | 'small' =>
  count === 1 ? 'large' : count <= 4 ? 'medium' : 'small';

const OnStage = ({ person, alone }: { readonly person: NamedPerson; readonly alone: boolean }) => {
  const { live, session } = useVisit();
  const isMe = person.personId === session.person.personId;
  const stream = isMe ? live.own.value : (live.people.stage.value.get(person.personId)?.video ?? null);
  return (
    <VideoTile stream={stream} label={person.name} mirrored={isMe}>
      <LowerThird person={person} small={!alone} />
    </VideoTile>
  );
};

/** Everyone on stage: one person large, several as a calm grid, nobody as the card of the ceremony. */
export const Picture = () => {
  const { topics, live } = useVisit();
  const words = stageWords();
  const people = topics.stage.value?.onStage ?? [];
  const size = sizeFor(people.length);
  const ids = people.map(({ personId }) => personId).join(' ');
  useEffect(() => {
    for (const personId of ids.split(' ')) if (personId !== '') live.setTileSize('stage', personId, size);
  }, [ids, size, live]);
  const layer = useSceneLayer();
  const scene = layer === null ? null : (topics.stage.value?.scene ?? null);
  const isUnsupported = live.states.stage.value === 'unsupported';
  return (
    <section
      class={scene === null ? 'picture' : 'picture has-scene'}
      aria-label={words.picture}
      data-people={Math.min(people.length, 10)}
    >
      {layer !== null && scene !== null ? (
        <layer.ScenePicture scene={scene} />
      ) : people.length === 0 ? (
        <StageCard />
      ) : (
        people.map((person) => <OnStage key={person.personId} person={person} alone={people.length === 1} />)
      )}
      {layer !== null && <layer.SceneNotes />}
      <div class="picture-words">
        {live.appearing.value === 'stage' && (
          <Notice kind="good" urgent>
            <strong>{words.youAreOnStage}</strong>
          </Notice>
        )}
        {live.appearing.value !== null && live.wanted.camera.value === 'off' && (
          <Notice
            actions={
              <Button
                onClick={() => {
                  live.wanted.camera.value = 'auto';
                }}
              >
                {words.cameraOn}
              </Button>
            }
          >
            {words.cameraIsOff}
          </Notice>
        )}
        {live.appearing.value === 'green-room' && <Notice kind="good">{words.youAreInGreenRoom}</Notice>}
        {isUnsupported && <Notice kind="bad">{words.videoUnsupported}</Notice>}
        {live.soundBlocked.value && (
          <Button
            onClick={() => {
              live.soundBlocked.value = false;
            }}
          >
            <span class="picture-sound">
              <SoundIcon off /> {words.tapToHear}
            </span>
          </Button>
        )}
      </div>
    </section>
  );
};
