import { scenesEn } from './en/scenes.ts';
import { scenesId } from './id/scenes.ts';
import { words } from './words.ts';

export const scenes = words(scenesId, scenesEn);
