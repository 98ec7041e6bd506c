import { lobbyEn } from './en/lobby.ts';
import { lobbyId } from './id/lobby.ts';
import { words } from './words.ts';

export const lobby = words(lobbyId, lobbyEn);
