import type { VerificationView } from '#contract/views/verification';

/** What a verifier says of a sound file without signatures of which nothing is known, but for what is said here. */
export const verifiedView = (changes: Partial<VerificationView>): VerificationView => ({
  format: 'teken-verification/1',
  checkedWith: 'Teken',
  checkedAt: '2021-01-18T02:00:00.000Z',
  verdict: 'valid',
  issued: true,
  modifiedAfterSigning: false,
  level: null,
  timeAttestedBy: null,
  signatures: [],
  timestamps: [],
  revisions: [],
  problems: [],
  document: {
    sha256: '0'.repeat(64),
    bytes: 1,
    kind: null,
    number: null,
    template: null,
    sample: false,
    rehearsal: false,
    authority: 'Teken',
    ledger: null,
    earlier: null,
    standing: null,
  },
  ...changes,
});
