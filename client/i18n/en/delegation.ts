import type { delegationId } from '../id/delegation.ts';
import type { WordsOf } from '../words.ts';

export const delegationEn: WordsOf<typeof delegationId> = {
  present: 'Present',
  presentSaid: 'Presence recorded',
  raise: 'Raise hand',
  raised: (place, of) => `Hand ${place} of ${of}`,
};
