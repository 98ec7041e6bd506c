import { useEffect } from 'preact/hooks';
import { Button } from '../../elements/button.tsx';
import { LowerThird } from '../../elements/lower-third.tsx';
import { VideoTile } from '../../elements/video-tile.tsx';
import { director } from '../../i18n/director.ts';
import { useVisit } from '../../state/visit.ts';
import type { Given } from './use-command.ts';

/** As many as the law lets on stage (ceremony/SPEC.md C19). */
export const PLACES = 6;

/** Everyone on stage as all see them, each with a key and the way back. */
export const OnStage = ({ give }: { readonly give: Given }) => {
  const { topics, live } = useVisit();
  const words = director();
  const people = topics.stage.value?.onStage ?? [];
  const ids = people.map(({ personId }) => personId).join(' ');
  const size = people.length === 1 ? 'large' : 'medium';
  useEffect(() => {
    for (const id of ids.split(' ')) if (id !== '') live.setTileSize('stage', id, size);
  }, [ids, size, live]);
  return (
    <section class="director-stage" aria-label={words.stage} data-people={people.length}>
      {people.length === 0 && <p class="director-empty">{words.nobody}</p>}
      {people.map((person, index) => (
        <VideoTile
          key={person.personId}
          stream={live.people.stage.value.get(person.personId)?.video ?? null}
          label={person.name}
        >
          <span class="director-key" aria-hidden="true">
            {index + 1}
          </span>
          <div class="director-back" data-stage-place={index + 1}>
            <Button onClick={() => void give('stage:send-back', { personId: person.personId })}>
              {words.sendBack}
              <span class="for-ears"> {person.name}</span>
            </Button>
          </div>
          {people.length === 1 ? <LowerThird person={person} /> : <p class="director-name">{person.name}</p>}
        </VideoTile>
      ))}
    </section>
  );
};
