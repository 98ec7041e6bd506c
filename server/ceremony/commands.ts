// What can be asked of the law of a ceremony. Time, hashes and what media sees arrive as facts.

export type CeremonyCommand =
  | { readonly name: 'open-ceremony' }
  | { readonly name: 'go-live' }
  | { readonly name: 'close-ceremony' }
  | {
      readonly name: 'arrive';
      readonly personId: string;
      readonly device: string;
      readonly serial: number;
      readonly takeover: boolean;
    }
  | {
      readonly name: 'accept-notice';
      readonly personId: string;
      readonly noticeVersion: string;
      readonly currentVersion: string;
    }
  | { readonly name: 'reissue-link'; readonly personId: string; readonly expiresAt: string }
  | { readonly name: 'revoke-link'; readonly personId: string }
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
      readonly name: 'record-certificate';
      readonly personId: string;
      readonly device: string;
      readonly certificateSha256: string;
      readonly notAfter: string;
    }
  | { readonly name: 'call-to-stage'; readonly personId: string; readonly connected: boolean }
  | { readonly name: 'send-back'; readonly personId: string }
  | { readonly name: 'clear-stage' }
  | { readonly name: 'start-item'; readonly itemId: string }
  | { readonly name: 'open-session'; readonly wave: number }
  | { readonly name: 'close-session'; readonly wave: number };
