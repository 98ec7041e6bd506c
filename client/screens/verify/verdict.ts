import type { VerificationView } from '#contract/views/verification';
import { verify } from '../../i18n/verify.ts';

export type Verdict = 'valid' | 'modified' | 'invalid' | 'indeterminate' | 'unsigned';

/** What was found, in one of five words. Never that a contract is valid in law. */
export const verdictOf = ({ verdict, modifiedAfterSigning, signatures }: VerificationView): Verdict => {
  if (verdict === 'invalid') return modifiedAfterSigning ? 'modified' : 'invalid';
  if (verdict === 'indeterminate' && signatures.length === 0) return 'unsigned';
  return verdict;
};

/** A finding in the reader's language; one that this client does not know yet stays in the server's English. */
export const findingSentence = (finding: string): string => {
  const [code = '', ...sentence] = finding.split(': ');
  const known: { readonly [code: string]: string } = verify().problems;
  return known[code] ?? (sentence.length === 0 ? finding : sentence.join(': '));
};
