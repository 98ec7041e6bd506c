import type { AuthorityKind, Ownership, PartyCheck, PartyKind, Scale } from '../constants.ts';

export type AuthorityView = {
  readonly authorityId: string;
  readonly personId: string;
  readonly name: string;
  readonly kind: AuthorityKind;
  readonly document: string;
  readonly scope:
    | { readonly kind: 'all' }
    | { readonly kind: 'value'; readonly limit: number }
    | { readonly kind: 'agreements'; readonly agreementIds: readonly string[] };
  readonly expiresOn: string | null;
  readonly checked: { readonly by: string; readonly at: string } | null;
  readonly withdrawn: { readonly by: string; readonly at: string } | null;
};

export type PartyRow = {
  readonly partyId: string;
  readonly kind: PartyKind;
  readonly name: string;
  readonly address: string;
  readonly ownership: Ownership | null;
  readonly scale: Scale;
  readonly nib: string;
  readonly kbli: string | null;
  readonly province: string;
  readonly region: string;
  /** What looks wrong by its shape alone; it decides nothing. */
  readonly formatDoubts: readonly PartyCheck[];
  readonly vetting: {
    readonly state: 'registered' | 'checked' | 'cleared' | 'refused';
    readonly by: string | null;
    readonly at: string | null;
    readonly checks: { readonly [check in PartyCheck]: 'ok' | 'doubt' } | null;
    readonly note: string | null;
  };
  readonly authorities: readonly AuthorityView[];
};

/** Officers and the director. */
export type PartiesView = { readonly rows: { readonly [partyId: string]: PartyRow } };
