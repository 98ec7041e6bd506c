import type { Scene, Slots } from '#contract/scene';

export type ScenesCommand =
  | { readonly name: 'define-scene'; readonly scene: Scene }
  | { readonly name: 'remove-scene'; readonly sceneId: string }
  | { readonly name: 'set-preview'; readonly sceneId: string; readonly slots: Slots | null }
  | { readonly name: 'take'; readonly transition: 'cut' | 'fade' }
  | { readonly name: 'empty-programme' }
  /** `page` null: the next one, and after the last the first. */
  | { readonly name: 'turn-wall'; readonly page: number | null }
  | { readonly name: 'count-in-photograph'; readonly seconds: number };
