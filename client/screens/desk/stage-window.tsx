import { useEffect } from 'preact/hooks';
import { VideoTile } from '../../elements/video-tile.tsx';
import { common } from '../../i18n/common.ts';
import { desk } from '../../i18n/desk.ts';
import { useVisit } from '../../state/visit.ts';

/** The stage in small beside the paper: whoever was called last. */
export const StageWindow = () => {
  const { topics, live, session } = useVisit();
  const person = topics.stage.value?.onStage.at(-1) ?? null;
  const personId = person?.personId ?? null;
  useEffect(() => {
    if (personId !== null) live.setTileSize('stage', personId, 'small');
  }, [personId, live]);
  const stream =
    personId === null
      ? null
      : personId === session.person.personId
        ? live.own.value
        : (live.people.stage.value.get(personId)?.video ?? null);
  return (
    <div class="desk-stage">
      <VideoTile stream={stream} label={person === null ? desk().stageEmpty : person.name}>
        {topics.stage.value?.phase === 'live' && (
          <p class="desk-live">
            <span aria-hidden="true" />
            {common().live}
          </p>
        )}
        {person !== null && <figcaption class="desk-stage-name">{person.name}</figcaption>}
      </VideoTile>
    </div>
  );
};
