import type { AuthorityKind, Ownership, PartyKind, Scale } from '#contract/constants';
import type { Checks, Scope } from './state.ts';

type OfParty = { readonly partyId: string; readonly officer: string };

export type PartiesCommand =
  | {
      readonly name: 'register-party';
      readonly partyId: string;
      readonly kind: PartyKind;
      readonly ownership: Ownership | null;
      readonly scale: Scale;
      readonly nib: string;
      readonly kbli: string | null;
      readonly province: string;
      readonly region: string;
      readonly commitment: string;
    }
  | (OfParty & {
      readonly name: 'rename-party';
      readonly commitment: string;
      /** Whether an agreement that is ready, and not signed by all yet, has the old name in its text. */
      readonly isInFixedText: boolean;
    })
  | (OfParty & { readonly name: 'check-party'; readonly checks: Checks; readonly noteCommitment: string | null })
  | (OfParty & { readonly name: 'clear-party'; readonly reasonCommitment: string | null })
  | (OfParty & { readonly name: 'refuse-party'; readonly reasonCommitment: string })
  | {
      readonly name: 'register-authority';
      readonly partyId: string;
      readonly authorityId: string;
      readonly personId: string;
      readonly kind: AuthorityKind;
      readonly scope: Scope;
      readonly expiresOn: string | null;
      readonly documentCommitment: string;
    }
  | (OfParty & { readonly name: 'check-authority'; readonly authorityId: string })
  | (OfParty & {
      readonly name: 'withdraw-authority';
      readonly authorityId: string;
      readonly reasonCommitment: string;
    });
