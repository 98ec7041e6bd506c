import { offlineEn } from './en/offline.ts';
import { offlineId } from './id/offline.ts';
import { words } from './words.ts';

export const offline = words(offlineId, offlineEn);
