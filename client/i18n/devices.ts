import { devicesId } from './id/devices.ts';
import { wordsAtFirst } from './words.ts';

/** What is said of a camera or microphone, by the outcome of opening it. */
export const devices = wordsAtFirst(devicesId, () => import('./english.ts').then((file) => file.english.devices));
