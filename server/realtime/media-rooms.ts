import type { MediaRoom } from '#contract/constants';
import type { Ceremonies } from '#flow/ceremonies';
import { subjectOf } from '#flow/subject';
import { judge, mediaRules } from '#identity/permissions';
import type { Media } from '#media/media';
import type { LiveCeremony } from '#projections/live-ceremony';
import type { StoredEvent } from '#store/port';
import type { Presence } from './presence.ts';

/** Opens each ceremony's media rooms; whoever asks there is judged by the view of this moment. */
export const openMediaRooms = (house: {
  readonly ceremonies: Ceremonies;
  readonly media: Media;
  readonly presence: Presence;
}): void => {
  const opened = new Set<string>();
  const open = (live: LiveCeremony): void => {
    if (opened.has(live.ceremonyId)) return;
    opened.add(live.ceremonyId);
    house.media.openCeremony(live.ceremonyId, {
      may: {
        produce: (personId, room) => may(live, 'produce', personId, room),
        consume: (personId, room) => may(live, 'consume', personId, room),
      },
      tell: (peers, event, payload) => {
        for (const peer of peers) {
          const connection = house.presence.find(peer.ceremonyId, peer.personId);
          if (connection?.socket.id === peer.connectionId) connection.socket.emit(event, payload);
        }
      },
    });
  };
  for (const live of house.ceremonies.all()) open(live);
  house.ceremonies.onEvents(open);
};

const may = (live: LiveCeremony, act: 'produce' | 'consume', personId: string, room: MediaRoom): boolean => {
  const person = live.ceremony.people.get(personId);
  return person !== undefined && judge(mediaRules[act][room], subjectOf(live, person)) === null;
};

/** Whoever loses a right by this event loses the picture with it. */
export const revokeMedia = (media: Pick<Media, 'revoke'>, live: LiveCeremony, event: StoredEvent): void => {
  const { ceremony } = live;
  switch (event.type) {
    case 'stage-left':
    case 'stage-cleared':
    case 'sign-language-assigned':
    // C140: with the closing everyone loses every room, also who was never on stage.
    case 'closing-begun':
    case 'ceremony-closed':
      for (const personId of ceremony.people.keys()) revokeLost(media, live, personId);
      return;
    case 'stage-called':
    case 'stage-invited':
    case 'stage-stood-by':
    case 'holding-left':
      for (const personId of ceremony.holding) revokeLost(media, live, personId);
      if (typeof event.data['personId'] === 'string') revokeLost(media, live, event.data['personId']);
      return;
    case 'person-sent-back':
    case 'link-revoked':
    case 'person-arrived':
    case 'table-left':
    case 'identity-confirmed':
      revokeLost(media, live, event.stream.slice('person/'.length));
      return;
    default:
  }
};

const revokeLost = (media: Pick<Media, 'revoke'>, live: LiveCeremony, personId: string): void => {
  for (const room of ['stage', 'green-room', 'holding'] as const) {
    if (!may(live, 'produce', personId, room)) media.revoke(live.ceremonyId, personId, room);
  }
};
