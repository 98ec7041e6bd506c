import type { Bilingual } from '#contract/agreement-facts';

/** F61: what a signature says that it is for (`/Reason`). */
export const SIGNING_REASONS = {
  certification: {
    id: 'Mengesahkan naskah ini; sesudahnya hanya tanda tangan yang dapat ditambahkan',
    en: 'Certifying this text; only signatures can be added after it',
  },
  party: { id: 'Menyetujui perjanjian ini', en: 'Agreeing to this agreement' },
  witness: { id: 'Menyaksikan perjanjian ini', en: 'Witnessing this agreement' },
  deputy: {
    id: 'Menyaksikan perjanjian ini sebagai pengganti yang ditunjuk',
    en: 'Witnessing this agreement as the deputy who was named',
  },
} as const satisfies Record<string, Bilingual>;
