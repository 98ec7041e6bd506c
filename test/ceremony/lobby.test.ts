import { expect, test } from 'vitest';
import { isInHolding } from '#ceremony/lobby/holding';
import { MOST_ADMITTED } from '#ceremony/lobby/decide';
import { isAdmitted, isInLobby } from '#ceremony/lobby/state';
import { accepts, arrival, ceremonyStory, hashOf, type Story } from '#support/ceremony-story';

const doors = (admission: 'open' | 'manual') => ({ name: 'set-admission', admission, by: 'officer' }) as const;
const admit = (personId: string) => ({ name: 'admit', personId, by: 'officer' }) as const;
const admitAll = { name: 'admit-all', by: 'officer' } as const;
const sendBack = (personId: string) => ({ name: 'send-to-lobby', personId, by: 'officer' }) as const;
const remove = (personId: string) =>
  ({ name: 'remove-person', personId, by: 'officer', reasonCommitment: hashOf('why') }) as const;
const enter = (personId: string) => ({ name: 'enter-holding', personId, by: 'officer' }) as const;

const isIn = ({ state }: Story, personId: string): boolean => {
  const person = state.people.get(personId);
  return person !== undefined && isAdmitted(person);
};

test('[C54] where admission is open, the notice admits; where it is manual, an officer does', () => {
  const story = ceremonyStory();
  expect(isIn(story, 'ani')).toBe(false);
  story.tell(accepts('ani'));
  expect(isIn(story, 'ani')).toBe(true);
  expect(story.tell(doors('manual'))).toEqual(['admission-set']);
  expect(story.tell(doors('manual'))).toEqual([]);
  expect(story.tell(admit('budi'))).toBe('notice-not-accepted');
  story.tell(accepts('budi'));
  expect(isIn(story, 'budi')).toBe(false);
  expect(story.tell(admit('budi'))).toEqual(['person-admitted']);
  expect(isIn(story, 'budi')).toBe(true);
  expect(story.tell(admit('budi'))).toEqual([]);
  expect(isIn(story, 'director')).toBe(true);
});

test('[C55] opening the doors lets in who waits, closing them puts nobody out, another device waits again', () => {
  const story = ceremonyStory();
  story.tell(arrival('ani'));
  story.tell(accepts('ani'));
  story.tell(doors('manual'));
  expect(isIn(story, 'ani')).toBe(true);
  story.tell(accepts('budi'));
  story.tell(arrival('ani', 'laptop', true));
  story.tell(accepts('ani'));
  expect([isIn(story, 'ani'), isIn(story, 'budi')]).toEqual([false, false]);
  story.tell(doors('open'));
  expect([isIn(story, 'ani'), isIn(story, 'budi')]).toEqual([true, true]);
});

test('[C56] all who wait are admitted at once, but not who was sent back', () => {
  const story = ceremonyStory();
  story.tell(doors('manual'));
  for (const personId of ['ani', 'budi', 'c']) story.tell(accepts(personId));
  story.tell(sendBack('c'));
  expect(story.tell(admitAll)).toEqual(['person-admitted', 'person-admitted']);
  expect([isIn(story, 'ani'), isIn(story, 'c'), isIn(story, 'd')]).toEqual([true, false, false]);
  story.tell(doors('open'));
  expect(isIn(story, 'c')).toBe(false);
  expect(story.tell(admit('c'))).toEqual(['person-admitted']);
});

test('[C56] a thousand at most with one command', () => {
  const people = Array.from({ length: MOST_ADMITTED + 5 }, (_, index) => `p${index}`);
  const story = ceremonyStory(people);
  story.tell(doors('manual'));
  for (const personId of people) story.tell(accepts(personId));
  expect(story.tell(admitAll)).toHaveLength(MOST_ADMITTED);
  expect(story.tell(admitAll)).toHaveLength(5);
});

test('[C57] who is sent back leaves the stage and lowers the hand', () => {
  const story = ceremonyStory();
  story.tell(accepts('ani'));
  story.tell({ name: 'raise-hand', personId: 'ani' });
  story.tell({ name: 'call-to-stage', personId: 'ani', connected: true });
  expect(story.state.stage).toEqual(['ani']);
  expect(story.tell(sendBack('ani'))).toEqual(['person-sent-back']);
  expect(story.tell(sendBack('ani'))).toEqual([]);
  expect(story.tell(sendBack('director'))).toBe('not-allowed');
  expect([story.state.stage, story.state.hands.size]).toEqual([[], 0]);
  const ani = story.state.people.get('ani');
  expect(ani !== undefined && isInLobby(ani)).toBe(true);
});

test('[C58] who is removed has no link, until there is a new one', () => {
  const story = ceremonyStory();
  story.tell(arrival('ani'));
  story.tell(accepts('ani'));
  expect(story.tell(remove('ani'))).toEqual(['person-removed', 'link-revoked']);
  expect(story.tell(remove('ani'))).toEqual([]);
  expect(story.tell(remove('officer'))).toBe('not-allowed');
  expect(story.tell(arrival('ani'))).toBe('link-revoked');
  expect(isIn(story, 'ani')).toBe(false);
  story.tell({ name: 'reissue-link', personId: 'ani', expiresAt: '2021-03-01T00:00:00.000Z' });
  expect(story.tell({ ...arrival('ani'), serial: 2 } as never)).toEqual(['person-arrived']);
  expect(story.state.people.get('ani')?.removed).toBe(false);
});

test('[C75] the holding room is for the principal and the aides, and nobody is there and on stage', () => {
  const story = ceremonyStory();
  expect(story.tell(enter('ani'))).toBe('not-allowed');
  const invite = (personId: string, role: 'principal' | 'aide') =>
    story.tell({
      name: 'invite',
      personId,
      role,
      byRole: 'director',
      partyId: null,
      position: { id: 'Jabatan', en: 'Position' },
      organisation: 'Lembaga Contoh',
      representing: null,
      rank: null,
      region: null,
      officials: 0,
      commitment: hashOf(personId),
      expiresAt: '2021-03-01T00:00:00.000Z',
    });
  invite('president', 'principal');
  invite('aide', 'aide');
  expect(story.tell(enter('president'))).toEqual(['holding-entered']);
  expect(story.tell(enter('president'))).toEqual([]);
  story.tell(enter('aide'));
  story.tell(accepts('president'));
  story.tell({ name: 'call-to-stage', personId: 'president', connected: true });
  expect(isInHolding(story.state, 'president')).toBe(false);
  expect(isInHolding(story.state, 'aide')).toBe(true);
  story.tell({ name: 'clear-stage' } as never);
  expect(isInHolding(story.state, 'president')).toBe(true);
  expect(story.tell({ name: 'leave-holding', personId: 'president', by: 'officer' })).toEqual(['holding-left']);
  expect(isInHolding(story.state, 'president')).toBe(false);
});
