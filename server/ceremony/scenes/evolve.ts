import type { EvolveTable } from '../tables.ts';
import type { scenesEvents } from './events.ts';
import { PLAIN_SLATE } from './slate.ts';

export const evolveScenes: EvolveTable<keyof typeof scenesEvents> = {
  'scene-planned': (state, { scene }) => {
    state.scenes.set(scene.sceneId, scene);
    // C90: places that were set for another shape of the scene would be wrong in this one.
    if (state.preview?.sceneId === scene.sceneId) state.preview = null;
  },
  'scene-removed': (state, { sceneId }) => {
    state.scenes.delete(sceneId);
    if (state.preview?.sceneId === sceneId) state.preview = null;
  },
  'preview-set': (state, preview) => {
    state.preview = preview;
  },
  'scene-taken': (state, { sceneId, slots, transition, milliseconds }, at) => {
    const scene = state.scenes.get(sceneId) ?? PLAIN_SLATE;
    state.programme = { scene, slots, transition, milliseconds, takenAt: at, page: 1, photographAt: null };
    if (state.preview?.sceneId === sceneId) state.preview = null;
  },
  'programme-emptied': (state) => {
    state.programme = null;
  },
  'wall-turned': (state, { page }) => {
    if (state.programme !== null) state.programme = { ...state.programme, page, photographAt: null };
  },
  'photograph-counted-in': (state, { page, photographAt }) => {
    if (state.programme !== null) state.programme = { ...state.programme, page, photographAt };
  },
};
