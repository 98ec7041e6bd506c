import type { Scene } from '#contract/scene';
import type { CeremonyEvent } from '../events.ts';
import type { CeremonyState } from '../state.ts';
import { slotsOf } from './state.ts';

/** Shown when a slate is asked for and none is planned. */
export const PLAIN_SLATE: Scene = {
  sceneId: 'plain-slate',
  kind: 'slate',
  title: { id: 'Mohon menunggu', en: 'Please stand by' },
  text: null,
};

export const plannedSlate = (state: CeremonyState): Scene | null =>
  [...state.scenes.values()].find(({ kind }) => kind === 'slate') ?? null;

/** C20: what takes the place of the programme at once: the planned slate, else nothing. */
export const slateInstead = (state: CeremonyState): readonly CeremonyEvent[] => {
  const slate = plannedSlate(state);
  if (slate === null) return state.programme === null ? [] : [{ type: 'programme-emptied', data: {} }];
  if (state.programme?.scene.sceneId === slate.sceneId) return [];
  return [takes(slate, 'cut')];
};

/** 250 ms, as the grammar of our screens has it. */
export const FADE_MS = 250;

export const takes = (
  scene: Scene,
  transition: 'cut' | 'fade',
  slots: readonly (string | null)[] = slotsOf(scene),
): CeremonyEvent => ({
  type: 'scene-taken',
  data: { sceneId: scene.sceneId, slots: [...slots], transition, milliseconds: transition === 'fade' ? FADE_MS : 0 },
});
