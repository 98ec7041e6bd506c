import type { Bilingual } from '#contract/agreement-facts';
import type { Role } from '#contract/constants';

type Office = {
  readonly position: Bilingual;
  readonly organisation: string;
  readonly representing: Bilingual | null;
  readonly rank: number | null;
  readonly region: string | null;
  readonly officials: number;
};

export type PeopleCommand =
  | {
      readonly name: 'arrive';
      readonly personId: string;
      readonly device: string;
      readonly serial: number;
      readonly takeover: boolean;
    }
  | {
      readonly name: 'accept-notice';
      readonly personId: string;
      readonly noticeVersion: string;
      readonly currentVersion: string;
    }
  | { readonly name: 'reissue-link'; readonly personId: string; readonly expiresAt: string }
  | { readonly name: 'revoke-link'; readonly personId: string }
  | ({
      readonly name: 'invite';
      readonly personId: string;
      readonly role: Role;
      readonly partyId: string | null;
      /** Of the officer who asks: who runs a ceremony is chosen by its director. */
      readonly byRole: Role;
      readonly commitment: string;
      readonly expiresAt: string;
    } & Office)
  | ({ readonly name: 'correct-person'; readonly personId: string; readonly by: string } & Office)
  | {
      readonly name: 'correct-name';
      readonly personId: string;
      readonly by: string;
      readonly commitment: string;
      readonly reasonCommitment: string | null;
    }
  | { readonly name: 'approve-names'; readonly personIds: readonly string[]; readonly by: string }
  | {
      readonly name: 'set-seat';
      readonly personId: string;
      readonly by: string;
      /** Counted from 1; null: by precedence again. */
      readonly place: number | null;
      readonly reasonCommitment: string;
    };
