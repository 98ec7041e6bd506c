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

/** In a scene the director puts the caption (ceremony/SPEC.md C85); of several, the others keep their bare names. */
const Face = ({ person, small }: { readonly person: NamedPerson; readonly small: boolean }) => {
  const { live, session, topics } = useVisit();
  const caption = topics.stage.value?.lowerThird ?? null;
  const isCaptioned = caption !== null && 'person' in caption && caption.person.personId === person.personId;
  const isMe = person.personId === session.person.personId;
  const stream = isMe ? live.own.value : (live.people.stage.value.get(person.personId)?.video ?? null);
  useEffect(() => live.setTileSize('stage', person.personId, small ? 'medium' : 'large'), [live, person, small]);
  return (
    <VideoTile stream={stream} label={person.name} mirrored={isMe}>
      {isCaptioned ? <LowerThird person={person} small={small} /> : small && <p class="scene-name">{person.name}</p>}
    </VideoTile>
  );
};

const Faces = ({ slots }: { readonly slots: readonly (string | null)[] }) => {
  const people = useVisit().topics.stage.value?.onStage ?? [];
  return slots.map((personId, index) => {
    const person = people.find((one) => one.personId === personId);
    return person === undefined ? (
      <div key={index} class="scene-words scene-place" />
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
    <p class="scene-count" role="status">
      {left > 0 ? words.photographIn(left) : words.photographNow}
    </p>
  );
};

/** The interpreter, beside every scene. */
const SignLanguage = ({ person }: { readonly person: NamedPerson }) => {
  const { live } = useVisit();
  const words = scenes();
  const { personId, name } = person;
  useEffect(() => live.setTileSize('stage', personId, 'medium'), [live, personId]);
  return (
    <div class="scene-sign-language">
      <VideoTile
        stream={live.people.stage.value.get(personId)?.video ?? null}
        label={`${words.signLanguage}: ${name}`}
      />
      <p aria-hidden="true">{words.signTile}</p>
    </div>
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
        <ul class="scene-wall" tabIndex={0} aria-label={words.page(layout.page, layout.pages)}>
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
  const { topics, connection } = useVisit();
  const words = scenes();
  const stage = topics.stage.value;
  const self = topics.self.value;
  if (stage === null) return null;
  const { scene, signLanguage, lowerThird, inauguration, announcements } = stage;
  const message = self?.messages.find(({ read }) => !read);
  return (
    <>
      {signLanguage !== null && <SignLanguage person={signLanguage} />}
      {scene?.layout.kind === 'wall' && scene.layout.photographAt !== null && (
        <CountIn at={scene.layout.photographAt} />
      )}
      {lowerThird !== null && 'text' in lowerThird && (
        <p class="lower-third scene-caption">
          <strong>{say(lowerThird.text)}</strong>
        </p>
      )}
      <div class="scene-notes">
        {scene?.telephone === true && <p>{words.telephone}</p>}
        {inauguration !== null && (
          <p class="scene-inaugurated" role="status">
            {inauguration.actingFor === null
              ? words.inaugurated(inauguration.by.name)
              : words.onBehalf(inauguration.by.name, inauguration.actingFor.name)}
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
      </div>
      {self?.mayInaugurate === true && (
        <div class="scene-act">
          <Button kind="act" large onClick={() => void connection.command('inauguration:press', {})}>
            {words.inaugurate}
          </Button>
        </div>
      )}
    </>
  );
};
