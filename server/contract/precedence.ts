// No zod here: screens show these words.

/**
 * The order of precedence at a ceremony of state (UU 9/2010 Pasal 9; from the governor down Pasal 11). The lower the
 * number, the nearer to the host. A representative takes the rank of his own office, never the absent one's (Pasal 15).
 * After 19 the numbers are ours, with room between them.
 */
export const PRECEDENCE = {
  president: 1,
  'vice-president': 2,
  'former-president': 3,
  'chair-mpr': 4,
  'chair-dpr': 5,
  'chair-dpd': 6,
  'chair-bpk': 7,
  'chair-ma': 8,
  'chair-mk': 9,
  'chair-ky': 10,
  ambassador: 12,
  'vice-chair': 13,
  minister: 14,
  'agency-head': 18,
  governor: 19,
  'vice-governor': 22,
  'regional-secretary': 25,
  'regent-mayor': 28,
  'vice-regent-mayor': 31,
  'echelon-one': 34,
  'echelon-two': 37,
  official: 40,
  business: 50,
  guest: 60,
} as const satisfies { readonly [rank: string]: number };
export type Rank = keyof typeof PRECEDENCE;

/** Largest number that stands for a rank. */
export const LAST_RANK = 99;

/** Kemendagri code: a province (`62`), or a regency or city of it (`62.71`). */
export const REGION_CODE = /^\d{2}(\.\d{2})?$/;

export const provinceOf = (region: string | null): string | null => region?.slice(0, 2) ?? null;
