import type { Capacity, EvidenceProblem, PadesLevel, SigningOrder, TimeAttester } from '#contract/constants';
import type { AgreementDraft, Stamp } from './events.ts';

// An agreement by phase: what cannot happen in a phase cannot be written down in it.

export type Signatory = {
  readonly field: string;
  readonly personId: string;
  readonly capacity: Capacity;
  /** Null for a witness, who signs for the state, not for a party. */
  readonly partyId: string | null;
};

export type Signature = Signatory & {
  readonly signedAt: string;
  readonly certificateSha256: string;
  /** Who signed: the signatory, or the deputy who took a witness's place. */
  readonly by: string;
  /** Who attested its time; null: nobody but the organiser's clock. */
  readonly timestamp: Stamp | null;
  /** The recognised issuer of the certificate; null: the organiser's own authority. */
  readonly certifiedBy: string | null;
};

/** How far the evidence of a sealed document reaches, and what is still to come. */
export type Archive = {
  readonly sealedAt: string;
  readonly level: PadesLevel;
  /** The last document timestamp and when it was put there. */
  readonly archive: (Stamp & { readonly at: string }) | null;
  /** Who attests the time of the seal, then each document timestamp in its order; null: no token. */
  readonly stampers: readonly (TimeAttester | null)[];
  /** What the evidence still wants: nothing is pending without a reason and a time (A37). */
  readonly pending: { readonly reason: EvidenceProblem; readonly since: string } | null;
};

export type Consent = {
  readonly device: string;
  readonly sha256: string;
  readonly at: string;
  readonly shown: 'document' | 'list';
};

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

export type Paper = {
  readonly sha256: string;
  readonly mediaType: 'application/pdf' | 'image/jpeg';
  readonly signedOn: string;
  readonly by: string;
  readonly at: string;
};

type Common = {
  readonly draft: AgreementDraft;
  readonly signatories: readonly Signatory[];
  /** In which it is signed: as drafted, or where it was moved to since. */
  readonly wave: number;
  /** How many proofs were made, and the hash of the last. */
  readonly proofs: { readonly count: number; readonly sha256: string | null };
};

export type Written = Common & {
  readonly document: Document;
  readonly order: SigningOrder;
  readonly signatures: readonly Signature[];
  readonly consents: ReadonlyMap<string, Consent>;
};

/** Everything an agreement can be before somebody ends it from outside. */
export type Standing =
  | (Common & { readonly phase: 'draft' })
  | (Written & { readonly phase: 'ready'; readonly prepared: ReadonlyMap<string, PreparedSignature> })
  | (Written & { readonly phase: 'complete'; readonly completedAt: string })
  | (Written & Archive & { readonly phase: 'sealed'; readonly completedAt: string })
  | (Written & { readonly phase: 'paper'; readonly paper: Paper })
  | (Written & { readonly phase: 'declined'; readonly by: string; readonly declinedAt: string });

type Ended = Common & {
  /** What it was until then. */
  readonly was: Standing;
  readonly by: string;
  readonly endedAt: string;
};

export type AgreementState =
  | { readonly phase: 'unknown' }
  | Standing
  | (Ended & { readonly phase: 'voided' })
  | (Ended & { readonly phase: 'replaced'; readonly nextId: string; readonly nextVersion: number });

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

/** The document and what was done to it, whatever became of the agreement since; null when there never was one. */
export const writtenOf = (state: AgreementState): Written | null => {
  switch (state.phase) {
    case 'unknown':
    case 'draft':
      return null;
    case 'voided':
    case 'replaced':
      return writtenOf(state.was);
    case 'ready':
    case 'complete':
    case 'sealed':
    case 'paper':
    case 'declined':
      return state;
  }
};

/** Whether everyone has signed it here, and it still counts. */
export const isSigned = (state: AgreementState): state is Extract<AgreementState, { phase: 'complete' | 'sealed' }> =>
  state.phase === 'complete' || state.phase === 'sealed';

/** A4: those who may sign now. One after another, or the parties side by side; the witness comes when they are done. */
export const turnsOf = (state: Written): readonly Signatory[] => {
  const signed = new Set(state.signatures.map(({ field }) => field));
  const open = state.signatories.filter(({ field }) => !signed.has(field));
  if (state.order === 'sequential') return open.slice(0, 1);
  const parties = open.filter(({ capacity }) => capacity === 'party');
  return parties.length > 0 ? parties : open.slice(0, 1);
};
