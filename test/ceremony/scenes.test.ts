import { expect, test } from 'vitest';
import { seenIn } from '#ceremony/scenes/state';
import { sceneSchema, type Scene } from '#contract/scene';
import { accepts, arrival, ceremonyStory, MORNING, type Story } from '#support/ceremony-story';

const title = { id: 'Adegan', en: 'Scene' };
const single: Scene = { sceneId: 'single', kind: 'single', title, slots: ['ani'] };
const pair: Scene = { sceneId: 'pair', kind: 'pair', title, slots: ['budi', null] };
const wall: Scene = { sceneId: 'wall', kind: 'wall', title, pageSize: 4 };
const slate: Scene = { sceneId: 'slate', kind: 'slate', title, text: null };
const take = { name: 'take', transition: 'cut' } as const;
const preview = (sceneId: string, slots: readonly (string | null)[] | null = null) =>
  ({ name: 'set-preview', sceneId, slots }) as const;
const later = (milliseconds: number): string => new Date(Date.parse(MORNING) + milliseconds).toISOString();

const withScenes = (scenes: readonly Scene[], story: Story = ceremonyStory()): Story => {
  story.tell({ name: 'open-ceremony' });
  for (const scene of scenes) expect(story.tell({ name: 'define-scene', scene })).toEqual(['scene-planned']);
  return story;
};

test('[C90] a scene has the places of its kind, and each person one of them', () => {
  expect(sceneSchema.safeParse({ ...pair, slots: ['ani'] }).success).toBe(false);
  expect(sceneSchema.safeParse({ ...wall, slots: [] }).success).toBe(false);
  expect(sceneSchema.safeParse(pair).success).toBe(true);
  const { tell, state } = withScenes([single, pair]);
  expect(tell({ name: 'define-scene', scene: { ...pair, slots: ['ani', 'ani'] } })).toBe('bad-scene');
  expect(tell({ name: 'define-scene', scene: { ...single, slots: ['nobody'] } })).toBe('unknown-person');
  expect(tell(preview('nowhere'))).toBe('unknown-scene');
  expect(tell(preview('pair', ['ani']))).toBe('bad-scene');
  expect(tell(preview('pair', ['ani', 'ani']))).toBe('bad-scene');
  expect(tell(preview('pair', ['ani', null]))).toEqual(['preview-set']);
  // Another shape of it: the places that were chosen are not its own.
  tell({ name: 'define-scene', scene: { ...pair, slots: ['c', 'd'] } });
  expect(state.preview).toBeNull();
});

test('[C90] what is in the programme stays as it was taken, and in the plan', () => {
  const { tell, state } = withScenes([single]);
  tell(preview('single'));
  tell(take);
  tell({ name: 'define-scene', scene: { ...single, title: { id: 'Lain', en: 'Other' } } });
  expect(state.programme?.scene).toEqual(single);
  expect(tell({ name: 'remove-scene', sceneId: 'single' })).toBe('scene-in-use');
  tell({ name: 'empty-programme' });
  expect(tell({ name: 'remove-scene', sceneId: 'single' })).toEqual(['scene-removed']);
  expect(tell({ name: 'remove-scene', sceneId: 'single' })).toBe('unknown-scene');
});

test('[C91] taking makes the preview the programme, once', () => {
  const { tell, state, events } = withScenes([single, pair]);
  expect(tell(take)).toBe('nothing-in-preview');
  tell(preview('pair', ['ani', null]));
  expect(tell({ name: 'take', transition: 'fade' })).toEqual(['scene-taken']);
  expect(state.programme).toMatchObject({ scene: pair, slots: ['ani', null], transition: 'fade', milliseconds: 250 });
  expect(state.preview).toBeNull();
  expect(tell(take)).toBe('nothing-in-preview');
  tell(preview('single'));
  tell(take);
  expect(events.at(-1)).toMatchObject({ type: 'scene-taken', data: { transition: 'cut', milliseconds: 0 } });
});

test('[C91] named places go to the named, the others to who is on stage in order', () => {
  expect(seenIn([null, 'budi', null], ['ani', 'budi', 'c', 'd'])).toEqual(['ani', 'budi', 'c']);
  expect(seenIn(['budi', null], ['ani'])).toEqual([null, 'ani']);
  expect(seenIn([null, null], [])).toEqual([null, null]);
});

test('[C20] clearing cuts to the planned slate, or to no scene', () => {
  const { tell, state } = withScenes([single]);
  tell(preview('single'));
  tell(take);
  expect(tell({ name: 'clear-stage' })).toEqual(['programme-emptied']);
  expect(state.programme).toBeNull();
  tell({ name: 'define-scene', scene: slate });
  expect(tell({ name: 'clear-stage' })).toEqual(['scene-taken']);
  expect(state.programme).toMatchObject({ scene: slate, transition: 'cut' });
  expect(tell({ name: 'clear-stage' })).toEqual([]);
});

const delegations = ['d-11', 'd-12', 'd-13', 'd-14', 'd-15', 'd-16'];
const withWall = (): Story => {
  const roles = Object.fromEntries(delegations.map((personId) => [personId, 'delegation'] as const));
  const story = withScenes([wall], ceremonyStory(delegations, roles));
  story.tell(preview('wall'));
  story.tell(take);
  return story;
};

test('[C93] a page stands until it is turned; after the last comes the first', () => {
  const { tell, state } = withWall();
  expect(state.programme?.page).toBe(1);
  expect(tell({ name: 'turn-wall', page: null })).toEqual(['wall-turned']);
  expect(state.programme?.page).toBe(2);
  tell({ name: 'turn-wall', page: null });
  expect(state.programme?.page).toBe(1);
  expect(tell({ name: 'turn-wall', page: 1 })).toEqual([]);
  expect(tell({ name: 'turn-wall', page: 3 })).toBe('bad-scene');
  tell({ name: 'empty-programme' });
  expect(tell({ name: 'turn-wall', page: null })).toBe('no-wall');
});

test('[C94] the photograph has one instant, and the page stands until then', () => {
  const { tell, state } = withWall();
  expect(tell({ name: 'count-in-photograph', seconds: 3 })).toEqual(['photograph-counted-in']);
  expect(state.programme?.photographAt).toBe(later(3_000));
  expect(tell({ name: 'turn-wall', page: null }, later(2_999))).toBe('photograph-counting');
  expect(tell({ name: 'count-in-photograph', seconds: 3 }, later(1_000))).toBe('photograph-counting');
  expect(tell({ name: 'turn-wall', page: null }, later(3_000))).toEqual(['wall-turned']);
  // A clock that went back an hour does not hold the wall for an hour.
  tell({ name: 'count-in-photograph', seconds: 3 }, later(4_000));
  expect(tell({ name: 'turn-wall', page: null }, later(-3_600_000))).toEqual(['wall-turned']);
});

test('[C81] another process that reads the same events has the same stage', async () => {
  const story = withScenes([single, slate]);
  for (const personId of ['ani', 'budi', 'c']) {
    story.tell(arrival(personId));
    story.tell(accepts(personId));
  }
  story.tell({ name: 'call-to-stage', personId: 'ani', connected: true });
  story.tell({ name: 'stand-by', personId: 'budi' });
  story.tell({ name: 'invite-to-green-room', personId: 'c' });
  story.tell(preview('single'));
  story.tell(take);
  const again = ceremonyStory();
  const { evolve } = await import('#ceremony/evolve');
  for (const event of story.events.slice(again.events.length)) evolve(again.state, event, MORNING);
  expect(again.state).toEqual(story.state);
  expect(again.state.programme?.slots).toEqual(['ani']);
});
