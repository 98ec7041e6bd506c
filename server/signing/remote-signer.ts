import type { Refusal } from '#contract/refusal';

// A signing service outside the house that keeps people's keys and certificates: a recognised issuer's, which is what makes
// a signature a certified one. What the house asks of it; how it is asked is the adapter's own.

export type RemoteRefusal = Refusal<
  | 'remote-unknown-credential'
  | 'remote-unusable'
  | 'remote-unsupported'
  | 'remote-wrong-authorisation'
  | 'remote-locked'
  | 'remote-unreachable'
  | 'remote-timeout'
  | 'remote-refused'
>;

/** What the person has to enter before the key signs; `sendsOtp`: the service sends the OTP when it is asked to. */
export type RemoteNeeds = { readonly pin: boolean; readonly otp: boolean; readonly sendsOtp: boolean };

export type RemoteCredential = {
  readonly credentialId: string;
  /** DER. */
  readonly certificate: Uint8Array;
  /** DER of its issuers as the service gave them, nearest first; the root may be among them. */
  readonly chain: readonly Uint8Array[];
  readonly needs: RemoteNeeds;
};

export type RemoteSigning = {
  readonly credentialId: string;
  /** SHA-256 of what is to be signed, 32 bytes. */
  readonly digest: Uint8Array;
  readonly pin?: string | undefined;
  readonly otp?: string | undefined;
};

/** Every call ends within the time-out that the signer was made with; nothing of a PIN or an OTP is kept. */
export type RemoteSigner = {
  /** The credentials of that account that can sign here. */
  readonly credentialsOf: (account: string) => Promise<readonly RemoteCredential[] | RemoteRefusal>;
  /** Has the OTP sent to the person, where the service sends one; null: it was sent. */
  readonly sendOtp: (credentialId: string) => Promise<RemoteRefusal | null>;
  /** The signature value: r‖s for a P-256 key, PKCS #1 v1.5 for an RSA key. Asked once, never again by itself. */
  readonly sign: (asked: RemoteSigning) => Promise<Uint8Array | RemoteRefusal>;
};
