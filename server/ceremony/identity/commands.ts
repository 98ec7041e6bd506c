import type { RevocationReason } from '#contract/constants';

export type IdentityCommand =
  | {
      readonly name: 'issue-code';
      readonly personId: string;
      readonly officer: string;
      readonly codeHash: string;
      readonly expiresAt: string;
    }
  | { readonly name: 'enter-code'; readonly personId: string; readonly codeHash: string }
  | {
      readonly name: 'confirm-identity';
      readonly personId: string;
      readonly officer: string;
      /** The device whose picture the officer saw. */
      readonly device: string;
      /** Whether the person's camera is live where the officer can see it. */
      readonly seenOnVideo: boolean;
    }
  | {
      readonly name: 'confirm-in-person';
      readonly personId: string;
      readonly officer: string;
      /** The device that the officer saw in the person's hands. */
      readonly device: string;
      readonly method: 'document' | 'known-in-person';
    }
  | {
      readonly name: 'record-certificate';
      readonly personId: string;
      readonly device: string;
      readonly certificateSha256: string;
      /** Hex. */
      readonly serial: string;
      readonly notAfter: string;
    }
  | {
      readonly name: 'name-helper';
      readonly personId: string;
      readonly by: string;
      /** To name and relation; null: nobody helps any more. */
      readonly commitment: string | null;
    }
  | {
      readonly name: 'record-remote-certificate';
      readonly personId: string;
      readonly device: string;
      readonly certificateSha256: string;
      /** The recognised issuer, as its certificates name it. */
      readonly issuer: string;
      readonly notAfter: string;
    }
  | {
      readonly name: 'revoke-certificate';
      readonly personId: string;
      readonly reason: RevocationReason;
      readonly by: string;
    };
