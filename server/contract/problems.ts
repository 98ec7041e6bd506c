// Every code that a refusal or a fault carries to the outside. Stable: clients and other programs rely on them.
// The text in the reader's language comes from the client's dictionary; `detail` is English, for logs and programs.

export const PROBLEM_CODES = [
  // the wire
  'bad-json',
  'bad-command',
  'too-large',
  'too-deep',
  'too-fast',
  'busy',
  'too-slow',
  'unknown-address',
  'unknown-command',
  'command-id-reused',
  'unknown-topic',
  'unknown-signal',
  'internal',
  'storage-full',
  'token-unusable',
  'certificate-not-valid',
  'not-as-written',
  'stopping',
  // who
  'not-signed-in',
  'link-invalid',
  'link-expired',
  'link-revoked',
  'other-device',
  'taken-over',
  'not-allowed',
  'notice-not-accepted',
  'notice-outdated',
  'not-admitted',
  // the ceremony
  'wrong-phase',
  'unknown-person',
  'already-invited',
  'unknown-party',
  'name-approved',
  'hand-not-raised',
  'roll-call-open',
  'roll-call-not-open',
  'unknown-agreement',
  'unknown-wave',
  'unknown-item',
  'item-exists',
  'item-running',
  'item-not-running',
  'item-done',
  'item-skipped',
  'item-not-skipped',
  'item-wave',
  'rundown-held',
  'already-on-stage',
  'not-on-stage',
  'stage-full',
  'not-connected',
  'identity-already-confirmed',
  'identity-not-confirmed',
  'unknown-table',
  'table-taken',
  'code-wrong',
  'code-expired',
  'code-exhausted',
  'code-not-issued',
  'session-already-open',
  'session-not-open',
  'session-closed',
  // scenes, drill, inauguration, interaction
  'unknown-scene',
  'scene-in-use',
  'bad-scene',
  'nothing-in-preview',
  'no-wall',
  'photograph-counting',
  'drill-running',
  'no-drill',
  'no-hall-source',
  'no-deputy',
  'deputy-too-early',
  'clock-went-back',
  'not-armed',
  'already-inaugurated',
  'unknown-question',
  'question-decided',
  'too-many-questions',
  'unknown-message',
  'too-many-announcements',
  'applause-off',
  // the record
  'unknown-custodian',
  'still-taking-part',
  'already-erased',
  // the agreement
  'already-ready',
  'not-ready',
  'not-a-signatory',
  'not-your-turn',
  'already-signed',
  'agreement-declined',
  'consent-missing',
  'consent-other-bytes',
  'pages-not-seen',
  'no-certificate',
  'nothing-prepared',
  'base-moved',
  'signature-does-not-match',
  'not-p256',
  'agreement-voided',
  'agreement-replaced',
  'signed-on-paper',
  'needs-new-version',
  'wrong-signatory',
  'not-complete',
  'not-sealed',
  'no-timestamp',
  'not-a-scan',
  'nothing-to-sign',
  'unknown-template',
  'template-changed',
  'does-not-fit',
  'unprintable',
  // signing through a service outside the house
  'remote-not-offered',
  'remote-unknown-credential',
  'remote-other-name',
  'remote-untrusted',
  'remote-unusable',
  'remote-unsupported',
  'remote-wrong-authorisation',
  'remote-locked',
  'remote-unreachable',
  'remote-timeout',
  'remote-refused',
  // parties and authority
  'already-registered',
  'party-not-checked',
  'party-in-doubt',
  'party-not-cleared',
  'unknown-authority',
  'authority-missing',
  'authority-expired',
  'authority-exceeded',
  'bad-csr',
  'bad-proof',
  // media
  'media-bad-signal',
  'media-not-permitted',
  'media-not-joined',
  'media-unknown',
  'media-unsupported',
  'media-invalid',
  'media-restarting',
  // documents and verification
  'unknown-document',
  'not-a-pdf',
  'file-too-large',
  'unreadable',
] as const;

export type ProblemCode = (typeof PROBLEM_CODES)[number];

export type Problem = { readonly code: ProblemCode; readonly detail: string };

/** How one of several agreements fared that were asked for with one command. */
export type OneOutcome = { readonly agreementId: string; readonly problem: Problem | null };

/** Told to the asker alone, once: a one-time code, the link that replaces another, how each of several fared. */
export type CommandReply = {
  readonly code?: string;
  readonly link?: string;
  readonly outcomes?: readonly OneOutcome[];
  /** Of the signing service, in the asker's name. */
  readonly credentials?: readonly RemoteCredentialView[];
};

export type RemoteCredentialView = {
  readonly credentialId: string;
  /** As the certificate names the person and whoever issued it. */
  readonly name: string;
  readonly issuer: string;
  readonly notAfter: string;
};

export type Acknowledgement =
  | { readonly ok: true; readonly position: number; readonly reply?: CommandReply }
  | { readonly ok: false; readonly problem: Problem };
