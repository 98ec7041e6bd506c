// What can be asked of the law of an agreement. Hashes, certificates and the session's state arrive as facts.

export type Signer = {
  readonly personId: string;
  readonly identity: { readonly method: 'video' | 'code'; readonly officer: string; readonly at: string } | null;
  readonly certificateSha256: string | null;
  readonly device: string | null;
};

export type SessionState = 'planned' | 'open' | 'closed';

export type AgreementCommand =
  | {
      readonly name: 'make-ready';
      readonly sha256: string;
      readonly bytes: number;
      readonly pages: number;
      readonly template: string;
    }
  | {
      readonly name: 'consent';
      readonly personId: string;
      /** On which the document was shown. */
      readonly device: string;
      readonly sha256: string;
      readonly pagesSeen: readonly number[];
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
    };
