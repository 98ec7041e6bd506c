import { expect, test } from 'vitest';
import { fold, newLiveCeremony, type LiveCeremony } from '#projections/live-ceremony';
import { revokeMedia } from '#realtime/media-rooms';
import { touchedBy } from '#realtime/touched';
import type { StoredEvent } from '#store/port';
import type { MediaRoom } from '#contract/constants';
import { ceremonySchemaVersion } from '#ceremony/events';
import { streamOf } from '#ceremony/streams';
import { ceremonyStory, hashOf, type Story } from '#support/ceremony-story';

const stored = (type: string, stream: string, data: StoredEvent['data'] = {}): StoredEvent => ({
  ledger: 'c',
  position: 1,
  stream,
  version: 1,
  type,
  schema: 1,
  data,
  actor: 'x',
  at: '2021-01-18T02:00:00.000Z',
  previousHash: '',
  hash: '',
});

/** The same ceremony as the process holds it. */
const liveOf = (story: Story): LiveCeremony => {
  const live = newLiveCeremony('c');
  for (const event of story.events) {
    const data = JSON.parse(JSON.stringify(event.data)) as StoredEvent['data'];
    fold(live, { ...stored(event.type, streamOf(event), data), schema: ceremonySchemaVersion(event.type) });
  }
  return live;
};

const PEOPLE = ['director', 'president', 'minister', 'ani', 'budi'];
const ROLES = { director: 'director', president: 'principal', minister: 'minister' } as const;

test('[W9] [A33] the deputy who acts sees how agreements of the principal go on', () => {
  const story = ceremonyStory(PEOPLE, ROLES);
  for (const name of ['open-ceremony', 'go-live'] as const) story.tell({ name });
  story.tell({ name: 'plan-drill', seconds: 10, deputyId: 'minister', hallId: null });
  story.tell({ name: 'start-drill', to: 'slate', hallConnected: false });
  const signatories = [{ personId: 'ani' }, { personId: 'president' }];
  const selvesOf = (live: LiveCeremony) => {
    live.agreements.set('a1', { phase: 'ready', signatories } as never);
    return touchedBy(live, stored('signature-completed', 'agreement/a1')).selves;
  };
  expect(selvesOf(liveOf(story))).toEqual(new Set(['ani', 'president']));
  expect(story.tell({ name: 'let-deputy-act' }, '2021-01-18T03:00:00.000Z')).toEqual(['deputy-acting']);
  expect(selvesOf(liveOf(story))).toEqual(new Set(['ani', 'president', 'minister']));
});

test('[W9] that one has read a message touches that one alone, however many it was for', () => {
  const story = ceremonyStory(PEOPLE, ROLES);
  const to = { role: 'signatory' } as const;
  story.tell({ name: 'send-message', messageId: 'm1', from: 'director', to, commitment: hashOf('m1') });
  const live = liveOf(story);
  expect(touchedBy(live, stored('message-sent', 'message/m1')).selves).toEqual(new Set(['ani', 'budi']));
  const read = stored('message-read', 'message/m1', { messageId: 'm1', personId: 'ani' });
  expect(touchedBy(live, read).selves).toEqual(new Set(['ani']));
});

test.each(['personal-erased', 'name-corrected', 'person-corrected'])(
  '[W9] [C148] %s: names and words leave every screen on which they stood',
  (type) => {
    const { topics, selves } = touchedBy(liveOf(ceremonyStory()), stored(type, 'person/ani'));
    for (const topic of ['stage', 'roster', 'questions', 'question-queue', 'messages', 'board', 'parties', 'record']) {
      expect([...topics]).toContain(topic);
    }
    expect(selves).toBe('everyone');
  },
);

test('[C140] with the closing everyone loses every media room, also who was never on stage', () => {
  const story = ceremonyStory(['director', 'president', 'aide', 'ani'], {
    director: 'director',
    president: 'principal',
    aide: 'aide',
  });
  for (const name of ['open-ceremony', 'go-live'] as const) story.tell({ name });
  story.tell({ name: 'enter-holding', personId: 'aide', by: 'director' });
  expect(story.tell({ name: 'close-ceremony' })).toEqual(['closing-begun']);
  const revoked: [string, MediaRoom][] = [];
  const media = { revoke: (_: string, personId: string, room: MediaRoom) => void revoked.push([personId, room]) };
  revokeMedia(media, liveOf(story), stored('closing-begun', 'ceremony'));
  expect(revoked).toContainEqual(['aide', 'holding']);
  expect(revoked).toContainEqual(['ani', 'green-room']);
});
