import type { Capacity } from '#contract/constants';
import type { AgreementDraft } from './events.ts';

// An agreement by phase: what cannot happen in a phase cannot be written down in it.

export type Signatory = {
  readonly field: string;
  readonly personId: string;
  readonly capacity: Capacity;
  /** Null for a witness, who signs for the state, not for a party. */
  readonly partyId: string | null;
};

export type Signature = Signatory & { readonly signedAt: string; readonly certificateSha256: string };

export type Consent = { readonly device: string; readonly sha256: string; readonly at: string };

type Document = {
  readonly sha256: string;
  readonly bytes: number;
  readonly pages: number;
  /** Every hash the document has had, oldest first; each is a prefix of the next. */
  readonly history: readonly string[];
};

export type PreparedSignature = {
  readonly personId: string;
  readonly field: string;
  readonly baseSha256: string;
  readonly preparedSha256: string;
  readonly certificateSha256: string;
  readonly at: string;
};

type Common = { readonly draft: AgreementDraft; readonly signatories: readonly Signatory[] };

type Written = Common & {
  readonly document: Document;
  readonly signatures: readonly Signature[];
  readonly consents: ReadonlyMap<string, Consent>;
};

export type AgreementState =
  | { readonly phase: 'unknown' }
  | (Common & { readonly phase: 'draft' })
  | (Written & { readonly phase: 'ready'; readonly prepared: PreparedSignature | null })
  | (Written & { readonly phase: 'complete'; readonly completedAt: string })
  | (Written & { readonly phase: 'declined'; readonly by: string; readonly declinedAt: string });

/** A4: parties in the order of the draft, then the witness. */
export const signatoriesOf = (draft: AgreementDraft): readonly Signatory[] => [
  ...draft.parties.map((party, index): Signatory => ({
    field: `party-${index + 1}`,
    personId: party.personId,
    capacity: 'party',
    partyId: party.partyId,
  })),
  ...(draft.witnessId === null
    ? []
    : [{ field: 'witness-1', personId: draft.witnessId, capacity: 'witness', partyId: null } satisfies Signatory]),
];

/** The signatory whose turn it is, or null when everyone has signed. */
export const nextSignatory = (state: Extract<AgreementState, { phase: 'ready' }>): Signatory | null =>
  state.signatories[state.signatures.length] ?? null;
