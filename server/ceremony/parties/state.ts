import type { AuthorityKind, Ownership, PartyCheck, PartyKind, Scale } from '#contract/constants';

export type Checks = { readonly [check in PartyCheck]: 'ok' | 'doubt' };

type Decided = {
  readonly officer: string;
  readonly at: string;
  /** The commitment to what the officer wrote to it. */
  readonly note: string | null;
};

export type Vetting =
  | { readonly state: 'registered' }
  | (Decided & { readonly state: 'checked'; readonly checks: Checks })
  /** `checks` is null for a clearance that was brought in from outside under the officer's name. */
  | (Decided & { readonly state: 'cleared'; readonly checks: Checks | null })
  | (Decided & { readonly state: 'refused'; readonly checks: Checks | null });

export type Scope =
  | { readonly kind: 'all' }
  | { readonly kind: 'value'; readonly limit: number }
  | { readonly kind: 'agreements'; readonly agreementIds: readonly string[] };

export type Authority = {
  readonly authorityId: string;
  readonly personId: string;
  readonly kind: AuthorityKind;
  readonly scope: Scope;
  readonly expiresOn: string | null;
  readonly checked: { readonly officer: string; readonly at: string } | null;
  /** What was withdrawn does not come back. */
  readonly withdrawn: { readonly officer: string; readonly at: string } | null;
};

export type Party = {
  readonly partyId: string;
  readonly kind: PartyKind;
  readonly ownership: Ownership | null;
  readonly scale: Scale;
  readonly nib: string;
  readonly kbli: string | null;
  readonly province: string;
  readonly region: string;
  /** As a ledger of version 1 holds them; null when they stand beside the chain. */
  readonly written: { readonly name: string; readonly address: string } | null;
  readonly vetting: Vetting;
  readonly authorities: readonly Authority[];
};

export type PartiesState = { readonly parties: Map<string, Party> };

export const noParties = (): PartiesState => ({ parties: new Map() });

export const changeParty = (state: PartiesState, partyId: string, patch: (party: Party) => Partial<Party>): void => {
  const party = state.parties.get(partyId);
  if (party !== undefined) state.parties.set(partyId, { ...party, ...patch(party) });
};

export const findAuthority = (party: Party, authorityId: string): Authority | undefined =>
  party.authorities.find((one) => one.authorityId === authorityId);
