// How long each class of what a ceremony leaves is kept, counted from its closing. No zod here.

export const RETENTION = {
  /** Names, offices' addresses and links of people, for reaching them. */
  'personal-contact': { years: 1, basis: 'UU 27/2022' },
  /** Who confirmed whom, when and how; certificates; what was consented to. */
  'identity-evidence': { years: 10, basis: 'UU 8/1997, UU 27/2022' },
  /** Signed agreements, scans of paper, the minutes: documents of companies and of the organiser. */
  'agreement-document': { years: 10, basis: 'UU 8/1997' },
  /** The chain of events, which holds no names. */
  ledger: { years: 10, basis: 'UU 8/1997' },
  /** Pictures and sound of the ceremony. */
  recording: { years: 1, basis: 'UU 27/2022' },
} as const satisfies { readonly [name: string]: { readonly years: number; readonly basis: string } };

export type RetentionClass = keyof typeof RETENTION;
export const RETENTION_CLASSES = Object.keys(RETENTION) as readonly RetentionClass[];

/** The day (`YYYY-MM-DD`) until which the class is kept; null while the ceremony is not closed. */
export const keptUntil = (name: RetentionClass, closedAt: string | null): string | null => {
  if (closedAt === null) return null;
  const day = new Date(closedAt);
  day.setUTCFullYear(day.getUTCFullYear() + RETENTION[name].years);
  return day.toISOString().slice(0, 10);
};
