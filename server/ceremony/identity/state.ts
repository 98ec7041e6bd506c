import type { IdentityMethod, RevocationReason } from '#contract/constants';

export type Identity =
  | { readonly state: 'unconfirmed' }
  | {
      readonly state: 'code-issued';
      readonly codeHash: string;
      readonly expiresAt: string;
      readonly officer: string;
      readonly failures: number;
    }
  | {
      readonly state: 'confirmed';
      readonly method: IdentityMethod;
      readonly officer: string;
      readonly at: string;
    };

/** Good for signing with the device it was issued for. */
export type Certificate = {
  readonly sha256: string;
  readonly device: string;
  /** Hex; null: issued before the ledger kept serial numbers. */
  readonly serial: string | null;
  readonly notAfter: string;
  /** The recognised issuer whose service keeps the key; null: issued here, for a key in the browser. */
  readonly certifiedBy: string | null;
};

export type RevokedCertificate = {
  readonly personId: string;
  readonly sha256: string;
  readonly serial: string | null;
  readonly at: string;
  readonly reason: RevocationReason;
};

export type IdentityState = {
  /** By the hash of the certificate, in the order of revocation. */
  readonly revokedCertificates: Map<string, RevokedCertificate>;
  /** Hashes of those that other issuers gave: no list of ours speaks of them. */
  readonly remoteCertificates: Set<string>;
};

export const nothingRevoked = (): IdentityState => ({
  revokedCertificates: new Map(),
  remoteCertificates: new Set(),
});
