import { remoteEn } from './en/remote.ts';
import { remoteId } from './id/remote.ts';
import { words } from './words.ts';

export const remote = words(remoteId, remoteEn);
