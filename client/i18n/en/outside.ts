import type { outsideId } from '../id/outside.ts';
import type { WordsOf } from '../words.ts';

export const outsideEn: WordsOf<typeof outsideId> = {
  notIn: 'You are not in yet',
  takenOver: {
    title: 'Opened elsewhere',
    byTab: 'Everything you did is kept. This invitation is being used in another window on this device.',
    byDevice: 'Everything you did is kept. This invitation is being used on another device.',
    useHere: 'Use it here',
    openLink: 'To use it here, open your personal link again on this device.',
  },
  notFound: {
    title: 'Page not found',
    body: 'There is nothing at this address. Open your personal link, or start from the front page.',
    home: 'To the front page',
  },
};
