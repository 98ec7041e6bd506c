import { expect, test } from 'vitest';
import { language } from '#client/i18n/language.ts';
import { findingSentence, legalSentence, verdictOf } from '#client/screens/verify/verdict.ts';
import type { VerificationView } from '#contract/views/verification';
import { sampleSignature } from '#support/verification-sample';
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

test('what the house itself finds has a sentence in both languages', () => {
  for (const code of ['not-in-ledger', 'rehearsal', 'took-too-long'])
    for (const each of ['id', 'en'] as const) {
      language.value = each;
      expect(findingSentence(`${code}: x`)).toMatch(/^[A-Z].{20,}\.$/);
    }
});

test('[W61] the legal kind is told of what people signed: none, some or all certified', () => {
  language.value = 'en';
  const uncertified = { ...sampleSignature, legal: { kind: 'uncertified', issuer: 'Root' } } as const;
  const certified = { ...sampleSignature, legal: { kind: 'certified', issuer: 'PSrE Contoh' } } as const;
  const seal = { ...uncertified, seals: true };
  expect(legalSentence(view({ signatures: [uncertified, seal] }))).toContain('not certified');
  expect(legalSentence(view({ signatures: [certified, seal] }))).toBe(
    'Legal kind: a certified electronic signature, issued by PSrE Contoh.',
  );
  expect(legalSentence(view({ signatures: [certified, uncertified, seal] }))).toContain('1 of 2 signatures');
});

test('a finding that is not known yet stays as the server says it', () => {
  expect(findingSentence('new-finding: Something: else.')).toBe('Something: else.');
});

test('[W60] changed is said of bytes, does not match of signatures, and unsigned only of what carries none', () => {
  expect(verdictOf(view({ verdict: 'invalid', modifiedAfterSigning: true }))).toBe('modified');
  expect(verdictOf(view({ verdict: 'invalid' }))).toBe('invalid');
  const none = { verdict: 'indeterminate', problems: ['no-signature: x'] } as const;
  expect(verdictOf(view(none))).toBe('unsigned');
  expect(verdictOf(view({ verdict: 'indeterminate', problems: ['took-too-long: x'] }))).toBe('indeterminate');
  const { document } = view({});
  expect(verdictOf(view({ ...none, document: { ...document, kind: 'paper' } }))).toBe('paper');
  expect(verdictOf(view({}))).toBe('valid');
});
