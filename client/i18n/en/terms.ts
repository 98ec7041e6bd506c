import type { termsId } from '../id/terms.ts';
import type { WordsOf } from '../words.ts';

export const termsEn: WordsOf<typeof termsId> = {
  roles: {
    principal: 'Principal',
    minister: 'Minister',
    official: 'Official',
    mc: 'Master of ceremonies',
    director: 'Director',
    protocol: 'Protocol officer',
    legal: 'Legal officer',
    signatory: 'Signatory',
    delegation: 'Regional delegation',
  },
  sectors: {
    services: 'Services',
    food: 'Food and drink',
    logistics: 'Logistics',
    stationery: 'Stationery and uniforms',
    building: 'Building material',
    distribution: 'Distribution',
    inventory: 'Office inventory',
    other: 'Other',
  },
};
