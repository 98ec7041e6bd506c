import type { lobbyId } from '../id/lobby.ts';
import type { WordsOf } from '../words.ts';

export const lobbyEn: WordsOf<typeof lobbyId> = {
  title: 'You are in the lobby',
  body: 'Your presence is recorded. A protocol officer will let you in shortly; please stay on this page.',
};
