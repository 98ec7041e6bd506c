import { expect, test } from 'vitest';
import { actingFor, mayActAsPrincipal } from '#ceremony/drill/state';
import type { Scene } from '#contract/scene';
import { accepts, arrival, ceremonyStory, MORNING, type Story } from '#support/ceremony-story';

const title = { id: 'Adegan', en: 'Scene' };
const scenes: readonly Scene[] = [
  { sceneId: 'address', kind: 'single', title, slots: ['president'] },
  { sceneId: 'film', kind: 'film', title, media: 'kemitraan' },
  { sceneId: 'slate', kind: 'slate', title, text: null },
];
const seconds = (count: number): string => new Date(Date.parse(MORNING) + count * 1000).toISOString();
const plan = { name: 'plan-drill', seconds: 60, deputyId: 'minister', hallId: 'hall' } as const;
const toSlate = { name: 'start-drill', to: 'slate', hallConnected: false } as const;
const toHall = { name: 'start-drill', to: 'hall', hallConnected: true } as const;
const deputyActs = { name: 'let-deputy-act' } as const;

/** Live, the principal on stage and in the programme. */
const morning = (): Story => {
  const people = ['president', 'minister', 'hall', 'second', 'director'];
  const story = ceremonyStory(people, { president: 'principal', minister: 'minister', director: 'director' });
  const { tell } = story;
  tell({ name: 'open-ceremony' });
  tell({ name: 'go-live' });
  for (const personId of people) {
    tell(arrival(personId));
    tell(accepts(personId));
  }
  for (const scene of scenes) tell({ name: 'define-scene', scene });
  tell({ name: 'call-to-stage', personId: 'president', connected: true });
  tell({ name: 'set-preview', sceneId: 'address', slots: null });
  tell({ name: 'take', transition: 'cut' });
  return story;
};

test('[C96] one command goes to the slate, or to the hall with its camera', () => {
  const slate = morning();
  expect(slate.tell(toSlate)).toEqual(['drill-started']);
  expect(slate.state.programme?.scene.kind).toBe('slate');
  expect(slate.tell(toSlate)).toBe('drill-running');

  const hall = morning();
  expect(hall.tell(toHall)).toBe('no-hall-source');
  hall.tell(plan);
  expect(hall.tell({ ...toHall, hallConnected: false })).toBe('not-connected');
  expect(hall.tell(toHall)).toEqual(['stage-called', 'drill-started']);
  expect(hall.state.stage).toContain('hall');
  expect(hall.state.programme).toMatchObject({ scene: { kind: 'single' }, slots: ['hall'] });
});

test('[C97] what was on before comes back, unless the director took something else', () => {
  const back = morning();
  back.tell(toSlate, seconds(1));
  expect(back.tell({ name: 'end-drill' }, seconds(9))).toEqual(['drill-ended']);
  expect(back.state.programme?.scene.sceneId).toBe('address');
  expect([back.state.drill, back.tell({ name: 'end-drill' })]).toEqual([null, 'no-drill']);

  const other = morning();
  other.tell(toSlate, seconds(1));
  other.tell({ name: 'set-preview', sceneId: 'film', slots: null }, seconds(2));
  other.tell({ name: 'take', transition: 'cut' }, seconds(3));
  other.tell({ name: 'use-second-line', personId: 'second', connected: true }, seconds(4));
  other.tell({ name: 'end-drill' }, seconds(5));
  expect(other.state.programme?.scene.sceneId).toBe('film');
});

test('[C98] the second line is a named person, shown at once, or the telephone', () => {
  const { tell, state } = morning();
  const second = { name: 'use-second-line', personId: 'second', connected: true } as const;
  expect([tell(second), tell({ name: 'use-telephone' })]).toEqual(['no-drill', 'no-drill']);
  tell(toSlate);
  expect(tell({ ...second, connected: false })).toBe('not-connected');
  expect(tell(second, seconds(5))).toEqual(['stage-called', 'drill-second-line']);
  expect(state.programme?.slots).toEqual(['second']);
  expect(state.drill?.secondLine).toEqual({ personId: 'second', at: seconds(5) });
  tell({ name: 'use-telephone' }, seconds(6));
  expect(state.drill?.secondLine).toEqual({ personId: null, at: seconds(6) });
  tell({ name: 'end-drill' });
  expect(state.programme?.scene.sceneId).toBe('address');
});

test('[C99] the deputy is named before the drill, and is not the principal', () => {
  const { tell } = morning();
  expect(tell({ ...plan, deputyId: 'president' })).toBe('no-deputy');
  expect(tell({ ...plan, deputyId: 'nobody' })).toBe('unknown-person');
  expect(tell({ ...plan, hallId: 'nobody' })).toBe('unknown-person');
  tell(toSlate);
  expect(tell(plan)).toBe('drill-running');
  expect(tell(deputyActs, seconds(999))).toBe('no-deputy');
});

test('[C100] the deputy waits for the set time', () => {
  const { tell } = morning();
  tell(plan);
  expect(tell(deputyActs)).toBe('no-drill');
  tell(toSlate);
  expect(tell(deputyActs, seconds(59))).toBe('deputy-too-early');
  expect(tell(deputyActs, seconds(60))).toEqual(['deputy-acting']);
  expect(tell(deputyActs, seconds(61))).toEqual([]);
});

test('[C100] a clock that goes back neither shortens the wait nor makes it endless', () => {
  const { tell, state } = morning();
  tell(plan);
  tell(toSlate, seconds(0));
  expect(tell(deputyActs, seconds(-3600))).toEqual(['drill-counted-anew']);
  expect(state.drill?.deputy).toBeNull();
  expect(tell(deputyActs, seconds(-3600 + 59))).toBe('deputy-too-early');
  expect(tell(deputyActs, seconds(-3600 + 60))).toEqual(['deputy-acting']);
});

test('[C101] [C104] while the deputy acts, the principal’s acts are the deputy’s and nobody else’s', () => {
  const { tell, state } = morning();
  const who = (personId: string) => mayActAsPrincipal(state, state.people.get(personId)!);
  const press = (personId: string) => tell({ name: 'press-inauguration', personId });
  tell(plan);
  tell({ name: 'arm-inauguration' });
  tell(toSlate);
  expect([who('president'), who('minister'), actingFor(state, 'minister')]).toEqual([true, false, null]);
  expect(press('minister')).toBe('not-allowed');
  tell(deputyActs, seconds(60));
  expect([who('president'), who('minister')]).toEqual([false, true]);
  expect([actingFor(state, 'minister'), actingFor(state, 'president')]).toEqual(['president', null]);
  expect(press('president')).toBe('not-allowed');
  expect(press('minister')).toEqual(['inauguration-pressed']);
  expect(state.inauguration).toMatchObject({ state: 'pressed', personId: 'minister', actingFor: 'president' });
  tell({ name: 'end-drill' });
  expect([who('president'), who('minister'), actingFor(state, 'minister')]).toEqual([true, false, null]);
});
