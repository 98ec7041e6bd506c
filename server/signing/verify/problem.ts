// Everything that verification can say against a signature or a file. `invalid` speaks against it, `indeterminate` leaves it open.

type Grade = 'invalid' | 'indeterminate';

export const PROBLEMS = {
  'no-signature': ['indeterminate', 'The file carries no signature.'],
  'broken-structure': [
    'invalid',
    'The file is damaged or was put together in a way that readers may read differently.',
  ],
  'unsupported-structure': ['indeterminate', 'The file is a PDF of a kind that Teken does not issue and cannot judge.'],
  'bytes-after-end': ['invalid', 'There are bytes after the last signed revision.'],
  'unsigned-revision': ['invalid', 'The file was changed after it was signed, without another signature.'],
  'forbidden-change': ['invalid', 'A later revision changes more than a signature may.'],
  'signature-removed': ['invalid', 'A signature that the file once carried was taken out.'],
  'several-signatures': ['invalid', 'One revision brings more than one signature.'],
  'byte-range': ['invalid', 'The signature does not cover its whole revision.'],
  'signature-dictionary': ['invalid', 'The signature is not of the kind ETSI.CAdES.detached, or is incomplete.'],
  'no-signing-time': ['invalid', 'The signature states no time.'],
  'time-in-future': ['invalid', 'The signature states a time that is yet to come.'],
  'certification-mismatch': ['invalid', 'The certification is stated in one place and missing in the other.'],
  'certification-forbids': ['invalid', 'The certification does not permit what came after it.'],
  'digest-mismatch': ['invalid', 'The signed bytes were changed.'],
  'signature-mismatch': ['invalid', 'The signature was not made with the key of its certificate.'],
  'cms-malformed': ['invalid', 'The signature cannot be read, or holds more than one signer.'],
  'certificate-damaged': [
    'invalid',
    'A certificate that a signature carries is not as its issuer made it: the file was changed.',
  ],
  'signer-certificate': ['invalid', 'The signature does not name the certificate it was made with.'],
  'unsupported-algorithm': ['indeterminate', 'The signature uses an algorithm that Teken does not judge.'],
  'unknown-root': ['indeterminate', 'The certificate does not lead to an authority that was given as trusted.'],
  'not-for-signing': ['invalid', 'The certificate is not meant for signing documents.'],
  'certificate-not-valid-then': ['invalid', 'The certificate was not valid at the stated time of signing.'],
  'certificate-expired': [
    'indeterminate',
    'The certificate has expired since, and no time-stamp proves that the signature is older.',
  ],
  'certificate-revoked': ['invalid', 'The certificate was revoked before the stated time of signing.'],
  'revoked-before-proof': [
    'indeterminate',
    'The certificate was revoked after the stated time, but before the first time that is proved.',
  ],
  'lock-mismatch': ['invalid', 'The signature locks other fields than its place in the form says.'],
  'field-locked': ['invalid', 'A field was changed that an earlier signature had locked.'],
  'time-stamp-malformed': ['invalid', 'A time-stamp cannot be read, or is none.'],
  'time-stamp-mismatch': ['invalid', 'A time-stamp was made for something else.'],
  'time-stamp-signature': ['invalid', 'A time-stamp was not made with the key of its certificate.'],
  'time-stamp-certificate': ['invalid', 'The certificate of a time-stamp is not one for time-stamping alone.'],
  'time-stamp-contradicted': ['invalid', 'The times in the file contradict each other.'],
  'time-stamp-unknown-authority': [
    'indeterminate',
    'A time-stamp does not lead to an authority that was given as trusted, and proves no time.',
  ],
  'time-stamp-unproven': [
    'indeterminate',
    'The certificate of a time-stamp has expired or was revoked, and nothing proves that the time-stamp is older.',
  ],
  'evidence-malformed': ['invalid', 'What was added for later verification cannot be read.'],
  'evidence-mismatch': ['invalid', 'A revocation list or an OCSP answer was added that its authority has not signed.'],
  'evidence-unrelated': [
    'indeterminate',
    'A revocation list or an OCSP answer was added whose authority nothing in the file leads to.',
  ],
} as const satisfies Record<string, readonly [Grade, string]>;

export type VerifyProblem = keyof typeof PROBLEMS;

/** As reports carry it: `code: sentence`. */
export const problemText = (problem: VerifyProblem): string => `${problem}: ${PROBLEMS[problem][1]}`;

export function verdictOf(problems: readonly VerifyProblem[]): 'valid' | Grade {
  if (problems.some((problem) => PROBLEMS[problem][0] === 'invalid')) return 'invalid';
  return problems.length === 0 ? 'valid' : 'indeterminate';
}
