import type { Scene, Slots } from '#contract/scene';
import { PLAIN_SLATE, plannedSlate } from '../scenes/slate.ts';
import type { Programme } from '../scenes/state.ts';
import type { EvolveTable } from '../tables.ts';
import type { drillEvents } from './events.ts';

const shot = (scene: Scene, slots: Slots, takenAt: string): Programme => ({
  scene,
  slots,
  transition: 'cut',
  milliseconds: 0,
  takenAt,
  page: 1,
  photographAt: null,
});

const line = (personId: string, title: Scene['title'], at: string): Programme =>
  shot({ sceneId: 'drill-line', kind: 'single', title, slots: [personId] }, [personId], at);

const HALL = { id: 'Ruang acara', en: 'The hall' };
const SECOND_LINE = { id: 'Jalur cadangan', en: 'Second line' };

/** C97: another scene that was taken during the drill is the director's, and stays. */
const isDrills = (programme: Programme | null, shows: Programme): boolean =>
  programme?.scene.sceneId === shows.scene.sceneId && programme.takenAt === shows.takenAt;

export const evolveDrill: EvolveTable<keyof typeof drillEvents> = {
  'drill-planned': (state, plan) => {
    state.drillPlan = plan;
  },
  'drill-started': (state, { to }, at) => {
    const before = state.programme;
    const hallId = state.drillPlan?.hallId ?? null;
    const shows =
      to === 'hall' && hallId !== null ? line(hallId, HALL, at) : shot(plannedSlate(state) ?? PLAIN_SLATE, [], at);
    state.programme = shows;
    state.drill = { to, startedAt: at, countedFrom: at, secondLine: null, deputy: null, before, shows };
  },
  'drill-second-line': (state, { personId }, at) => {
    if (state.drill === null) return;
    const secondLine = { personId, at };
    const shows = personId === null ? state.drill.shows : line(personId, SECOND_LINE, at);
    if (isDrills(state.programme, state.drill.shows)) state.programme = shows;
    state.drill = { ...state.drill, secondLine, shows };
  },
  'drill-counted-anew': (state, _, at) => {
    if (state.drill !== null) state.drill = { ...state.drill, countedFrom: at };
  },
  'deputy-acting': (state, { personId, principalId }, at) => {
    if (state.drill !== null) state.drill = { ...state.drill, deputy: { personId, principalId, at } };
  },
  'drill-ended': (state) => {
    if (state.drill !== null && isDrills(state.programme, state.drill.shows)) state.programme = state.drill.before;
    state.drill = null;
  },
};
