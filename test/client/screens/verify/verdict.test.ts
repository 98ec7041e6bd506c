import { expect, test } from 'vitest';
import { language } from '#client/i18n/language.ts';
import { findingSentence, legalSentence, verdictOf } from '#client/screens/verify/verdict.ts';
import { sampleSignature } from '#support/verification-sample';
import { problemText, PROBLEMS, type VerifyProblem } from '#signing/verify/problem';
import { verifiedView } from '#support/verified-view';

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
  expect(legalSentence(verifiedView({ signatures: [uncertified, seal] }))).toContain('not certified');
  expect(legalSentence(verifiedView({ signatures: [certified, seal] }))).toBe(
    'Legal kind: a certified electronic signature, issued by PSrE Contoh.',
  );
  expect(legalSentence(verifiedView({ signatures: [certified, uncertified, seal] }))).toContain('1 of 2 signatures');
});

test('a finding that is not known yet stays as the server says it', () => {
  expect(findingSentence('new-finding: Something: else.')).toBe('Something: else.');
});

test('[W60] changed is said of bytes, does not match of signatures, and unsigned only of what carries none', () => {
  expect(verdictOf(verifiedView({ verdict: 'invalid', modifiedAfterSigning: true }))).toBe('modified');
  expect(verdictOf(verifiedView({ verdict: 'invalid' }))).toBe('invalid');
  const none = { verdict: 'indeterminate', problems: ['no-signature: x'] } as const;
  expect(verdictOf(verifiedView(none))).toBe('unsigned');
  expect(verdictOf(verifiedView({ verdict: 'indeterminate', problems: ['took-too-long: x'] }))).toBe('indeterminate');
  const { document } = verifiedView({});
  expect(verdictOf(verifiedView({ ...none, document: { ...document, kind: 'paper' } }))).toBe('paper');
  const made = { verdict: 'indeterminate', document: { ...document, rehearsal: true } } as const;
  expect(verdictOf(verifiedView({ ...made, problems: ['rehearsal: x'] }))).toBe('rehearsal');
  expect(verdictOf(verifiedView({ ...made, problems: ['rehearsal: x', 'took-too-long: x'] }))).toBe('indeterminate');
  expect(verdictOf(verifiedView({}))).toBe('valid');
});
