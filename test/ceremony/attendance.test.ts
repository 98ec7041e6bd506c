import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { minutesPresent } from '#ceremony/attendance/state';
import { accepts, arrival, ceremonyStory, hashOf, type Story } from '#support/ceremony-story';

const at = (minute: number): string => new Date(Date.UTC(2021, 0, 18, 2, minute)).toISOString();
const sample = (connected: readonly string[], seen: readonly string[] = connected) =>
  ({ name: 'sample-attendance', connected: new Set(connected), seen: new Set(seen) }) as const;
const answer = (personId: string) => ({ name: 'answer-roll-call', personId }) as const;
const list = (personId: string, count: number) =>
  ({ name: 'list-officials', personId, by: personId, commitment: hashOf(`${count}`), count }) as const;

/** A ceremony whose people have all come in. */
const withEverybodyIn = (): Story => {
  const story = ceremonyStory();
  for (const personId of story.state.people.keys()) story.tell(accepts(personId));
  return story;
};

/** Invites a delegation beside the others. */
const withDelegations = (...ids: string[]): Story => {
  const story = ceremonyStory();
  for (const personId of ids) {
    story.tell({
      name: 'invite',
      personId,
      role: 'delegation',
      byRole: 'protocol',
      partyId: null,
      position: { id: 'Gubernur', en: 'Governor' },
      organisation: 'Pemerintah Provinsi Contoh',
      representing: null,
      rank: 19,
      region: '62',
      officials: 5,
      commitment: hashOf(personId),
      expiresAt: '2021-03-01T00:00:00.000Z',
    });
  }
  return story;
};

test('[C63] a delegation lists its officials, and the list stays when it arrives again from another room', () => {
  const { tell, state } = withDelegations('d-62');
  tell(arrival('d-62', 'first room'));
  expect(tell(list('ani', 1))).toBe('not-allowed');
  expect(tell(list('d-62', 3), at(1))).toEqual(['delegation-listed']);
  expect(tell(list('d-62', 4), at(2))).toEqual(['delegation-listed']);
  expect(tell(arrival('d-62', 'second room'))).toBe('other-device');
  expect(tell(arrival('d-62', 'second room', true))).toEqual(['person-arrived']);
  expect(state.people.get('d-62')).toMatchObject({ listed: { count: 4, at: at(2) }, officials: 5, devices: 2 });
});

test('[C68] one roll call at a time, answered by delegations, each once, while it lasts', () => {
  const { tell, state } = withDelegations('d-62', 'd-11');
  expect(tell(answer('d-62'))).toBe('roll-call-not-open');
  expect(tell({ name: 'finish-roll-call', by: 'officer' })).toBe('roll-call-not-open');
  expect(tell({ name: 'start-roll-call', by: 'officer' })).toEqual(['roll-call-started']);
  expect(tell({ name: 'start-roll-call', by: 'officer' })).toBe('roll-call-open');
  expect(tell(answer('ani'))).toBe('not-allowed');
  expect(tell(answer('d-62'), at(3))).toEqual(['roll-call-answered']);
  expect(tell(answer('d-62'))).toEqual([]);
  expect([...state.answered]).toEqual([['d-62', at(3)]]);
  expect(tell({ name: 'finish-roll-call', by: 'officer' })).toEqual(['roll-call-finished']);
  expect(tell(answer('d-11'))).toBe('roll-call-not-open');
});

test('[C69] a new roll call begins with no answers', () => {
  const { tell, state } = withDelegations('d-62');
  tell({ name: 'start-roll-call', by: 'officer' });
  tell(answer('d-62'));
  tell({ name: 'finish-roll-call', by: 'officer' });
  expect(state.answered.size).toBe(1);
  tell({ name: 'start-roll-call', by: 'officer' });
  expect(state.answered.size).toBe(0);
});

test('[C71] one event says who came and who went, and there is none when nobody did', () => {
  const { tell, state, events } = withEverybodyIn();
  tell({ name: 'open-ceremony' });
  expect(tell(sample([]), at(0))).toEqual([]);
  expect(tell(sample(['budi', 'ani', 'stranger']), at(1))).toEqual(['attendance-sampled']);
  expect(events.at(-1)?.data).toEqual({ joined: ['ani', 'budi'], left: [] });
  expect(tell(sample(['ani', 'budi']), at(2))).toEqual([]);
  // Ani lost the line, c came and went between two samples.
  expect(tell(sample(['budi'], ['ani', 'budi', 'c']), at(11))).toEqual(['attendance-sampled']);
  expect(events.at(-1)?.data).toEqual({ joined: ['c'], left: ['ani', 'c'] });
  expect(state.attended.get('ani')).toEqual({ first: at(1), since: null, until: at(11), minutes: 10 });
  expect(state.attended.get('c')).toMatchObject({ first: at(11), minutes: 1 });
  tell(sample(['ani', 'budi']), at(20));
  const ani = state.attended.get('ani');
  expect(ani !== undefined && minutesPresent(ani, at(25))).toBe(15);
});

test('[C71] whoever comes and goes, the samples add up to who is connected', () => {
  const people = ['ani', 'budi', 'c', 'd'];
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.subarray(people), fc.subarray(people)), { maxLength: 20 }), (minutes) => {
      const { tell, state } = withEverybodyIn();
      tell({ name: 'open-ceremony' });
      for (const [index, [connected, alsoSeen]] of minutes.entries()) {
        tell(sample(connected, [...connected, ...alsoSeen]), at(index));
        const present = [...state.attended].filter(([, { since }]) => since !== null).map(([personId]) => personId);
        expect(present.sort()).toEqual([...connected].sort());
        for (const personId of alsoSeen) expect(state.attended.has(personId)).toBe(true);
        expect(tell(sample(connected), at(index))).toEqual([]);
      }
    }),
    { numRuns: 50 },
  );
});

test('[C72] before it is open nobody attends, and its closing ends it, once', () => {
  const { tell, state, events } = withEverybodyIn();
  expect(tell(sample(['ani']), at(0))).toEqual([]);
  tell({ name: 'open-ceremony' });
  tell({ name: 'go-live' });
  tell(sample(['ani', 'budi']), at(1));
  tell({ name: 'close-ceremony' });
  expect(tell(sample(['ani', 'budi', 'c']), at(5))).toEqual(['attendance-sampled']);
  expect(events.at(-1)?.data).toEqual({ joined: ['c'], left: ['ani', 'budi', 'c'] });
  expect(tell(sample(['ani', 'budi', 'c']), at(6))).toEqual([]);
  expect(state.attended.get('ani')).toMatchObject({ since: null, minutes: 4 });
  state.phase = 'closed';
  expect(tell(sample(['d']), at(7))).toEqual([]);
});

test('[C71] who opened a link only, or waits in the lobby, does not attend', () => {
  const { tell, state } = ceremonyStory();
  tell({ name: 'open-ceremony' });
  tell({ name: 'set-admission', admission: 'manual', by: 'officer' });
  tell(arrival('ani'));
  tell(arrival('budi'));
  tell(accepts('budi'));
  expect(tell(sample(['ani', 'budi']), at(1))).toEqual([]);
  tell({ name: 'admit', personId: 'budi', by: 'officer' });
  expect(tell(sample(['ani', 'budi']), at(2))).toEqual(['attendance-sampled']);
  tell({ name: 'send-to-lobby', personId: 'budi', by: 'officer' });
  expect(tell(sample(['ani', 'budi']), at(5))).toEqual(['attendance-sampled']);
  expect([...state.attended]).toEqual([['budi', { first: at(2), since: null, until: at(5), minutes: 3 }]]);
});
