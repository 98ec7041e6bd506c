import './scene-layer.css';
import { useEffect } from 'preact/hooks';
import type { SceneView } from '#contract/views/stage';
import type { NamedPerson } from '#contract/views';
import { Button } from '../../elements/button.tsx';
import { LowerThird } from '../../elements/lower-third.tsx';
import { Notice } from '../../elements/notice.tsx';
import { VideoTile } from '../../elements/video-tile.tsx';
import { say } from '../../i18n/language.ts';
import { scenes } from '../../i18n/scenes.ts';
import { useNow } from '../../state/ticking.ts';
import { useVisit } from '../../state/visit.ts';

const Face = ({ person, small }: { readonly person: NamedPerson; readonly small: boolean }) => {
  const { live, session } = useVisit();
  const isMe = person.personId === session.person.personId;
  const stream = isMe ? live.own.value : (live.people.stage.value.get(person.personId)?.video ?? null);
  useEffect(() => live.setTileSize('stage', person.personId, small ? 'medium' : 'large'), [live, person, small]);
  return (
    <VideoTile stream={stream} label={person.name} mirrored={isMe}>
      <LowerThird person={person} small={small} />
    </VideoTile>
  );
};

const Faces = ({ slots }: { readonly slots: readonly (string | null)[] }) => {
  const people = useVisit().topics.stage.value?.onStage ?? [];
  return slots.map((personId, index) => {
    const person = people.find((one) => one.personId === personId);
    return person === undefined ? (
      <div key={index} class="scene-words" />
    ) : (
      <Face key={index} person={person} small={slots.length > 1} />
    );
  });
};

const CountIn = ({ at }: { readonly at: string }) => {
  const words = scenes();
  const left = Math.ceil((Date.parse(at) - useNow(useVisit().connection.now)) / 1000);
  // For three seconds more, so that nobody moves too early.
  if (left < -3) return null;
  return (
    <p role="status">
      <strong>{left > 0 ? words.photographIn(left) : words.photographNow}</strong>
    </p>
  );
};

const Layout = ({ scene }: { readonly scene: SceneView }) => {
  const words = scenes();
  const { layout } = scene;
  switch (layout.kind) {
    case 'single':
    case 'pair':
    case 'panel':
      return (
        <div class="scene" data-places={layout.slots.length}>
          <Faces slots={layout.slots} />
        </div>
      );
    case 'document':
      return (
        <div class="scene" data-places={layout.slots.length + 1}>
          <div class="scene-words">
            <strong>{layout.agreement === null ? say(scene.title) : say(layout.agreement.title)}</strong>
            {layout.agreement !== null && (
              <p>
                {layout.agreement.number} · {words.agreement(layout.agreement.first, layout.agreement.second)}
              </p>
            )}
          </div>
          <Faces slots={layout.slots} />
        </div>
      );
    case 'wall':
      return (
        <ul class="scene-wall" aria-label={words.page(layout.page, layout.pages)}>
          {layout.tiles.map((tile) => (
            <li key={tile.personId} class={tile.arrived ? '' : 'is-away'}>
              <strong>{tile.name}</strong>
              <span>{tile.organisation}</span>
              {!tile.arrived && <span>{words.notThere}</span>}
            </li>
          ))}
        </ul>
      );
    case 'film':
      return (
        <div class="scene scene-words">
          <strong>{words.film(say(scene.title))}</strong>
        </div>
      );
    case 'card':
    case 'slate':
      return (
        <div class="scene scene-words">
          <strong>{say(layout.text ?? scene.title)}</strong>
        </div>
      );
  }
};

/** What is in the programme, in place of the grid of those on stage. */
export const ScenePicture = ({ scene }: { readonly scene: SceneView }) => <Layout scene={scene} />;

/** What lies over every picture: interpreter, free caption, count-in, announcements, the inauguration, a message, the button. */
export const SceneNotes = () => {
  const { topics, live, connection } = useVisit();
  const words = scenes();
  const stage = topics.stage.value;
  const self = topics.self.value;
  if (stage === null) return null;
  const { scene, signLanguage, lowerThird, inauguration, announcements } = stage;
  const message = self?.messages.find(({ read }) => !read);
  return (
    <div class="scene-notes">
      {signLanguage !== null && (
        <div class="scene-sign-language" role="group" aria-label={words.signLanguage}>
          <VideoTile
            stream={live.people.stage.value.get(signLanguage.personId)?.video ?? null}
            label={`${words.signLanguage}: ${signLanguage.name}`}
          />
        </div>
      )}
      {scene?.layout.kind === 'wall' && scene.layout.photographAt !== null && (
        <CountIn at={scene.layout.photographAt} />
      )}
      {scene?.telephone === true && <p>{words.telephone}</p>}
      {lowerThird !== null && 'text' in lowerThird && <p>{say(lowerThird.text)}</p>}
      {inauguration !== null && (
        <p role="status">
          <strong>
            {inauguration.actingFor === null
              ? words.inaugurated(inauguration.by.name)
              : words.onBehalf(inauguration.by.name, inauguration.actingFor.name)}
          </strong>
        </p>
      )}
      {announcements.map(({ announcementId, text }) => (
        <Notice key={announcementId}>
          <strong>{words.announcement}</strong> {say(text)}
        </Notice>
      ))}
      {message !== undefined && (
        <Notice
          urgent
          actions={
            <Button onClick={() => void connection.command('message:read', { messageId: message.messageId })}>
              {words.understood}
            </Button>
          }
        >
          <strong>{words.messageFrom(message.from)}</strong> {message.text}
        </Notice>
      )}
      {self?.mayInaugurate === true && (
        <Button kind="act" onClick={() => void connection.command('inauguration:press', {})}>
          {words.inaugurate}
        </Button>
      )}
    </div>
  );
};
