import type { Bilingual } from './agreement-facts.ts';
import type { CeremonyHead } from './ceremony-head.ts';
import type { AgreementKind, Sector } from './constants.ts';

/** How many agreements of one kind, and their value in whole rupiah. */
export type MinutesTally = { readonly count: number; readonly value: number };

/** Every agreement stands in exactly one of these. */
export const OUTCOMES = ['signed', 'paper', 'declined', 'voided', 'unsigned'] as const;
export type Outcome = (typeof OUTCOMES)[number];

export type MinutesWave = {
  readonly title: Bilingual;
  /** Contracts and pre-contracts are never summed. */
  readonly kinds: { readonly [kind in AgreementKind]: { readonly [outcome in Outcome]: MinutesTally } };
};

/** Everything the minutes say. Times are ready to print, in the ceremony's zone. */
export type MinutesFacts = CeremonyHead & {
  /** When it was opened, went live, began to close; null: it never did. */
  readonly times: { readonly open: string | null; readonly live: string | null; readonly closing: string | null };
  /** Whether the director closed without waiting for what was still to be sealed. */
  readonly forced: boolean;
  readonly attendance: {
    readonly invited: number;
    readonly present: number;
    readonly officials: number;
    readonly provincesPresent: number;
    readonly delegations: readonly {
      readonly province: string;
      readonly name: string;
      readonly position: Bilingual;
      readonly representing: Bilingual | null;
      readonly officials: number;
      /** Null: did not attend. */
      readonly since: string | null;
    }[];
  };
  readonly waves: readonly MinutesWave[];
  /** What was signed here, by sector; sectors of which nothing was signed are left out. */
  readonly sectors: readonly {
    readonly sector: Sector;
    readonly kinds: { readonly [kind in AgreementKind]: MinutesTally };
  }[];
  /** What was not signed, with the reason the ledger gives. */
  readonly open: readonly {
    readonly number: string;
    readonly parties: string;
    readonly outcome: Exclude<Outcome, 'signed' | 'paper'>;
  }[];
  /** Numbers of agreements that everyone signed and that were not sealed in time. */
  readonly unsealed: readonly string[];
  readonly custodians: readonly { readonly name: string; readonly institution: string }[];
  readonly record: { readonly upTo: number; readonly root: string };
  /** Where the root can be compared. */
  readonly recordUrl: string;
};
