import type { Scene, Slots } from '#contract/scene';
import type { Person } from '../people/state.ts';

/** What everyone sees, as it was when it was taken: changing the plan of a scene does not change what is on. */
export type Programme = {
  readonly scene: Scene;
  readonly slots: Slots;
  readonly transition: 'cut' | 'fade';
  readonly milliseconds: number;
  readonly takenAt: string;
  /** Of a wall; 1 otherwise. */
  readonly page: number;
  readonly photographAt: string | null;
};

export type ScenesState = {
  readonly scenes: Map<string, Scene>;
  preview: { readonly sceneId: string; readonly slots: Slots } | null;
  programme: Programme | null;
};

export const noScenes = (): ScenesState => ({ scenes: new Map(), preview: null, programme: null });

export const slotsOf = (scene: Scene): Slots => ('slots' in scene ? scene.slots : []);

/** C91: places that name a person go to them, the others to who is on stage, in order; who is not on stage is not shown. */
export const seenIn = (slots: Slots, stage: readonly string[]): Slots => {
  const others = stage.filter((personId) => !slots.includes(personId));
  return slots.map((personId) => {
    if (personId === null) return others.shift() ?? null;
    return stage.includes(personId) ? personId : null;
  });
};

/** C93: in the order of the provinces' codes, then by id. */
export const delegationsInOrder = (people: ReadonlyMap<string, Person>): readonly Person[] =>
  [...people.values()]
    .filter(({ role, link }) => role === 'delegation' && link.state === 'valid')
    .sort((a, b) => compare(a.province ?? '', b.province ?? '') || compare(a.personId, b.personId));

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

export const wallPages = (people: ReadonlyMap<string, Person>, pageSize: number): number =>
  Math.max(1, Math.ceil(delegationsInOrder(people).length / pageSize));
