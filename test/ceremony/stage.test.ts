import { expect, test } from 'vitest';
import { placeOf } from '#ceremony/stage/state';
import { accepts, arrival, ceremonyStory, hashOf, type Story } from '#support/ceremony-story';

const gather = (people: readonly string[]): Story => {
  const story = ceremonyStory();
  story.tell({ name: 'open-ceremony' });
  for (const personId of people) {
    story.tell(arrival(personId));
    story.tell(accepts(personId));
  }
  return story;
};
const call = (personId: string) => ({ name: 'call-to-stage', personId, connected: true }) as const;
const invite = (personId: string) => ({ name: 'invite-to-green-room', personId }) as const;
const standBy = (personId: string) => ({ name: 'stand-by', personId }) as const;

test('[C80] off → green room → next → on stage → off, one place at a time', () => {
  const { tell, state } = gather(['ani']);
  const places = (): readonly number[] => [state.greenRoom.length, state.standingBy.length, state.stage.length];
  expect(placeOf(state, 'ani')).toBe('off');
  expect(tell(invite('ani'))).toEqual(['stage-invited']);
  expect(tell(invite('ani'))).toEqual([]);
  expect([placeOf(state, 'ani'), ...places()]).toEqual(['green-room', 1, 0, 0]);
  expect(tell(standBy('ani'))).toEqual(['stage-stood-by']);
  expect([placeOf(state, 'ani'), ...places()]).toEqual(['next', 0, 1, 0]);
  expect(tell(call('ani'))).toEqual(['stage-called']);
  expect([placeOf(state, 'ani'), ...places()]).toEqual(['on-stage', 0, 0, 1]);
  expect(tell(invite('ani'))).toBe('already-on-stage');
  expect(tell(standBy('ani'))).toBe('already-on-stage');
  expect(tell({ name: 'send-back', personId: 'ani' })).toEqual(['stage-left']);
  expect(placeOf(state, 'ani')).toBe('off');
  expect(tell({ name: 'send-back', personId: 'ani' })).toBe('not-on-stage');
  tell(standBy('ani'));
  expect(tell(invite('ani'))).toEqual(['stage-invited']);
  expect(tell({ name: 'send-back', personId: 'ani' })).toEqual(['stage-left']);
});

test('[C18] nobody comes near the stage who has not accepted the notice or was not let in', () => {
  const { tell } = gather(['ani']);
  for (const command of [
    invite('budi'),
    standBy('budi'),
    { name: 'assign-sign-language', personId: 'budi' } as const,
  ]) {
    expect(tell(command)).toBe('notice-not-accepted');
  }
  expect(tell({ ...call('ani'), connected: false })).toBe('not-connected');
  expect(tell(invite('nobody'))).toBe('unknown-person');
  tell({ name: 'set-admission', admission: 'manual', by: 'officer' });
  tell(arrival('budi'));
  tell(accepts('budi'));
  for (const command of [invite('budi'), call('budi')]) expect(tell(command)).toBe('not-admitted');
});

test('[C20] clearing empties the stage and takes the caption; the green room and the interpreter stay', () => {
  const { tell, state } = gather(['ani', 'budi', 'c', 'd']);
  for (const personId of ['ani', 'budi']) tell(call(personId));
  tell(invite('c'));
  tell({ name: 'assign-sign-language', personId: 'd' });
  tell({ name: 'show-caption', captionId: 'k1', commitment: hashOf('words') });
  expect(tell({ name: 'clear-stage' })).toEqual(['stage-cleared']);
  expect([state.stage, state.greenRoom, state.signLanguage, state.lowerThird]).toEqual([[], ['c'], 'd', null]);
  expect(tell({ name: 'clear-stage' })).toEqual([]);
});

test('[C85] a caption names who is on stage, or says free words; one at a time', () => {
  const { tell, state } = gather(['ani', 'budi']);
  expect(tell({ name: 'show-lower-third', captionId: 'k1', personId: 'ani' })).toBe('not-on-stage');
  tell(call('ani'));
  expect(tell({ name: 'show-lower-third', captionId: 'k1', personId: 'ani' })).toEqual(['lower-third-shown']);
  expect(tell({ name: 'show-caption', captionId: 'k2', commitment: hashOf('words') })).toEqual(['lower-third-shown']);
  expect(state.lowerThird).toEqual({ captionId: 'k2', commitment: hashOf('words') });
  // Free words are nobody's: they stay when somebody leaves.
  tell({ name: 'send-back', personId: 'ani' });
  expect(state.lowerThird).not.toBeNull();
  expect(tell({ name: 'hide-lower-third' })).toEqual(['lower-third-hidden']);
  expect(tell({ name: 'hide-lower-third' })).toEqual([]);
});

test.for([
  ['sent back', { name: 'send-back', personId: 'ani' }],
  ['revoked', { name: 'revoke-link', personId: 'ani' }],
  ['on another device', arrival('ani', 'tablet', true)],
  ['cleared', { name: 'clear-stage' }],
] as const)('[C86] the caption goes with the person: %s', ([, command]) => {
  const { tell, state } = gather(['ani']);
  tell(call('ani'));
  tell({ name: 'show-lower-third', captionId: 'k1', personId: 'ani' });
  tell(command);
  expect(state.lowerThird).toBeNull();
});

test('[C87] one interpreter at most, apart from the six places; link or device lost, tile lost', () => {
  const six = ['ani', 'budi', 'c', 'd', 'e', 'f'];
  const { tell, state } = gather([...six, 'g', 'officer']);
  for (const personId of six) tell(call(personId));
  expect(tell({ name: 'assign-sign-language', personId: 'g' })).toEqual(['sign-language-assigned']);
  expect(tell({ name: 'assign-sign-language', personId: 'g' })).toEqual([]);
  expect(state.stage).toHaveLength(6);
  tell({ name: 'assign-sign-language', personId: 'officer' });
  expect(state.signLanguage).toBe('officer');
  tell(arrival('officer', 'tablet', true));
  expect(state.signLanguage).toBeNull();
  tell({ name: 'assign-sign-language', personId: 'g' });
  tell({ name: 'revoke-link', personId: 'g' });
  expect(state.signLanguage).toBeNull();
  expect(tell({ name: 'assign-sign-language', personId: null })).toEqual([]);
});
