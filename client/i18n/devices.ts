import { devicesEn } from './en/devices.ts';
import { devicesId } from './id/devices.ts';
import { words } from './words.ts';

/** What is said of a camera or microphone, by the outcome of opening it. */
export const devices = words(devicesId, devicesEn);
