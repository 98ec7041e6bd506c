import type { Bilingual } from '#contract/agreement-facts';
import type { EvidenceProblem, IdentityMethod, PadesLevel, SigningOrder, TimestampProblem } from '#contract/constants';
import type { Stamp } from './events.ts';

// What can be asked of the law of an agreement. Hashes, certificates and what the rest of the ceremony says of the
// signatory arrive as facts.

/** Whether the agreement's parties are cleared and its signatories entitled; else what is wrong first. */
export type Entitlement =
  | 'entitled'
  | 'party-not-cleared'
  | 'authority-missing'
  | 'authority-expired'
  | 'authority-exceeded';

export type Signer = {
  readonly personId: string;
  /** Whose place this person has taken, as the deputy whom the ceremony named; null: their own. */
  readonly actingFor: string | null;
  readonly entitlement: Entitlement;
  readonly identity: { readonly method: IdentityMethod; readonly officer: string; readonly at: string } | null;
  readonly certificateSha256: string | null;
  /** The recognised issuer of that certificate; null: it is of the organiser's own authority. */
  readonly certifiedBy: string | null;
  readonly device: string | null;
  /** The signing table at which they sit; null: their own device. */
  readonly table: string | null;
  /** Commitment to who helps them; null: nobody. */
  readonly assistedBy: string | null;
};

export type SessionState = 'planned' | 'open' | 'closed';

/** A35: who attested the time, and why it is not the external authority, where there is one. */
export type Stamped = { readonly timestamp: Stamp | null; readonly problem: TimestampProblem | null };

/** A40: how far the evidence in the document reaches as it is then, and why no farther. */
export type Reached = { readonly level: PadesLevel; readonly problem: EvidenceProblem | null };

type Grown = {
  /** Of the document as it stood, and as it stands with what is appended. */
  readonly baseSha256: string;
  readonly sha256: string;
  readonly bytes: number;
};

type Rendered = {
  readonly sha256: string;
  readonly bytes: number;
  readonly pages: number;
  readonly template: string;
};

export type AgreementCommand =
  | (Rendered & { readonly name: 'make-proof' })
  | (Rendered & { readonly name: 'make-ready'; readonly order: SigningOrder })
  | {
      readonly name: 'replace-signatory';
      readonly field: string;
      readonly personId: string;
      readonly basis: Bilingual | null;
      /** Whether the registry knows the person as somebody who can sign in this field. */
      readonly fits: boolean;
    }
  | { readonly name: 'move'; readonly wave: number; readonly target: SessionState | 'unknown' }
  | {
      readonly name: 'consent';
      readonly personId: string;
      readonly actingFor: string | null;
      /** On which the document was shown. */
      readonly device: string;
      readonly sha256: string;
      readonly pagesSeen: readonly number[];
      readonly shown: 'document' | 'list';
    }
  | {
      readonly name: 'decline';
      readonly personId: string;
      /** Whether an officer has confirmed who this is. */
      readonly identified: boolean;
      readonly reasonCommitment: string;
    }
  | {
      readonly name: 'prepare';
      readonly signer: Signer;
      readonly session: SessionState;
      readonly baseSha256: string;
      readonly preparedSha256: string;
    }
  | {
      readonly name: 'complete';
      readonly signer: Signer;
      readonly session: SessionState;
      readonly preparedSha256: string;
      /** Of the document with the signature embedded. */
      readonly sha256: string;
      readonly bytes: number;
      readonly signedAt: string;
      readonly stamped: Stamped;
    }
  | (Grown & {
      readonly name: 'seal';
      /** Of the token in the seal. */
      readonly timestamp: Stamp | null;
      /** Of the document timestamp. */
      readonly archive: Stamp | null;
      readonly reached: Reached;
    })
  | (Grown & { readonly name: 'archive'; readonly timestamp: Stamp; readonly reached: Reached })
  | (Grown & {
      readonly name: 'renew-archive';
      readonly officer: string;
      readonly timestamp: Stamp;
      readonly reached: Reached;
    })
  | { readonly name: 'void'; readonly officer: string; readonly reasonCommitment: string }
  | { readonly name: 'replace'; readonly officer: string; readonly reasonCommitment: string; readonly nextId: string }
  | {
      readonly name: 'sign-on-paper';
      readonly officer: string;
      readonly sha256: string;
      readonly bytes: number;
      readonly mediaType: 'application/pdf' | 'image/jpeg';
      readonly signedOn: string;
    };
