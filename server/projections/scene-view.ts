import { seatOrder } from '#ceremony/people/seat-order';
import type { Programme } from '#ceremony/scenes/state';
import { delegationsInOrder, seenIn, wallPages } from '#ceremony/scenes/state';
import type { LowerThirdView, SceneLayout, SceneView, StagePicture, WallTile } from '#contract/views/stage';
import type { NamedPerson } from '#contract/views';
import { announcementSubject, bilingualWordsOf, captionSubject } from './interaction-data.ts';
import type { LiveCeremony } from './live-ceremony.ts';
import { partyNames } from './party-names.ts';
import { nameOf, namedPerson } from './people-data.ts';

/** What the stage shows beside the people on it. */
export const stagePicture = (live: LiveCeremony): StagePicture => {
  const { phase, programme, signLanguage, inauguration, announcements, applauseSince } = live.ceremony;
  const isGathered = phase === 'open' || phase === 'live';
  return {
    scene: programme === null || !isGathered ? null : sceneView(live, programme),
    lowerThird: isGathered ? lowerThirdView(live) : null,
    signLanguage: isGathered ? named(live, signLanguage) : null,
    inauguration: inauguration.state === 'pressed' ? inaugurated(live, inauguration) : null,
    announcements: [...announcements.values()].map(({ announcementId, madeAt }) => ({
      announcementId,
      text: bilingualWordsOf(live, announcementSubject(announcementId)),
      madeAt,
    })),
    applauseAllowed: isGathered && applauseSince !== null,
  };
};

const named = (live: LiveCeremony, personId: string | null): NamedPerson | null => {
  const person = personId === null ? undefined : live.ceremony.people.get(personId);
  return person === undefined ? null : namedPerson(live, person);
};

const inaugurated = (
  live: LiveCeremony,
  pressed: { readonly at: string; readonly personId: string; readonly actingFor: string | null },
): StagePicture['inauguration'] => {
  const by = named(live, pressed.personId);
  return by === null ? null : { at: pressed.at, by, actingFor: named(live, pressed.actingFor) };
};

const lowerThirdView = (live: LiveCeremony): LowerThirdView | null => {
  const { lowerThird } = live.ceremony;
  if (lowerThird === null) return null;
  const { captionId } = lowerThird;
  if (!('personId' in lowerThird)) return { captionId, text: bilingualWordsOf(live, captionSubject(captionId)) };
  const person = named(live, lowerThird.personId);
  return person === null ? null : { captionId, person };
};

const sceneView = (live: LiveCeremony, programme: Programme): SceneView => ({
  sceneId: programme.scene.sceneId,
  title: programme.scene.title,
  layout: layoutOf(live, programme),
  transition: programme.transition,
  milliseconds: programme.milliseconds,
  takenAt: programme.takenAt,
  telephone: live.ceremony.drill?.secondLine?.personId === null,
});

const layoutOf = (live: LiveCeremony, programme: Programme): SceneLayout => {
  const { scene } = programme;
  // C73: places go to people as they are seated.
  const seated = seatOrder(live.ceremony.stage.flatMap((personId) => live.ceremony.people.get(personId) ?? []));
  const slots = seenIn(
    programme.slots,
    seated.map(({ personId }) => personId),
  );
  switch (scene.kind) {
    case 'single':
    case 'pair':
    case 'panel':
      return { kind: scene.kind, slots };
    case 'document':
      return { kind: scene.kind, slots, agreement: documentOf(live, scene.agreementId) };
    case 'wall':
      return wallOf(live, programme, scene.pageSize);
    case 'film':
      return { kind: scene.kind, media: scene.media };
    case 'card':
      return { kind: scene.kind, text: scene.text };
    case 'slate':
      return { kind: scene.kind, text: scene.text };
  }
};

/** What the cover says, never the contract. */
const documentOf = (live: LiveCeremony, agreementId: string) => {
  const state = live.agreements.get(agreementId);
  if (state === undefined || state.phase === 'unknown') return null;
  const { draft } = state;
  return { number: draft.number, title: draft.title, ...partyNames(live, draft) };
};

const wallOf = (live: LiveCeremony, programme: Programme, pageSize: number): SceneLayout => {
  const { people } = live.ceremony;
  const pages = wallPages(people, pageSize);
  const page = Math.min(programme.page, pages);
  return {
    kind: 'wall',
    page,
    pages,
    tiles: delegationsInOrder(people)
      .slice((page - 1) * pageSize, page * pageSize)
      .map(({ personId, organisation, province, arrivedAt }): WallTile => ({
        personId,
        name: nameOf(live, personId),
        organisation,
        province,
        arrived: arrivedAt !== null,
      })),
    photographAt: programme.photographAt,
  };
};
