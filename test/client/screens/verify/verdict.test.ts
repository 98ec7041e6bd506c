import { expect, test } from 'vitest';
import { language } from '#client/i18n/language.ts';
import { findingSentence, verdictOf } from '#client/screens/verify/verdict.ts';
import type { VerificationView } from '#contract/views/verification';
import { problemText, PROBLEMS, type VerifyProblem } from '#signing/verify/problem';

const view = (changes: Partial<VerificationView>): VerificationView => ({
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

test('every finding of the server has a sentence in both languages', () => {
  for (const problem of Object.keys(PROBLEMS) as VerifyProblem[]) {
    for (const each of ['id', 'en'] as const) {
      language.value = each;
      const sentence = findingSentence(problemText(problem));
      expect(sentence).not.toContain(problem);
      if (each === 'id') expect(sentence).not.toBe(PROBLEMS[problem][1]);
    }
  }
});

test('a finding that is not known yet stays as the server says it', () => {
  expect(findingSentence('new-finding: Something: else.')).toBe('Something: else.');
});

test('changed is said of bytes, does not match of signatures', () => {
  expect(verdictOf(view({ verdict: 'invalid', modifiedAfterSigning: true }))).toBe('modified');
  expect(verdictOf(view({ verdict: 'invalid' }))).toBe('invalid');
  expect(verdictOf(view({ verdict: 'indeterminate' }))).toBe('unsigned');
  expect(verdictOf(view({}))).toBe('valid');
});
