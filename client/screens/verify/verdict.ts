import type { VerificationView } from '#contract/views/verification';
import { verify } from '../../i18n/verify.ts';

export type Verdict = 'valid' | 'modified' | 'invalid' | 'indeterminate' | 'paper' | 'unsigned' | 'rehearsal';

/** What was found, in a word. Never that a contract is valid in law. */
export const verdictOf = ({ verdict, modifiedAfterSigning, problems, document }: VerificationView): Verdict => {
  if (verdict === 'invalid') return modifiedAfterSigning ? 'modified' : 'invalid';
  // W60: the ledger names the hash of what was signed with ink; there is nothing else to verify in it.
  if (verdict === 'indeterminate' && document.kind === 'paper') return 'paper';
  // W60: only what is known to carry no signature is called so; what could not be judged is not.
  if (verdict === 'indeterminate' && problems.some((each) => codeOf(each) === 'no-signature')) return 'unsigned';
  // What a rehearsal made is settled, as far as it goes: nothing is wrong with it, and it binds nobody.
  if (verdict === 'indeterminate' && document.rehearsal && problems.every((each) => codeOf(each) === 'rehearsal'))
    return 'rehearsal';
  return verdict;
};

const codeOf = (finding: string): string => finding.split(': ')[0] ?? '';

/** A finding in the reader's language; one that this client does not know yet stays in the server's English. */
export const findingSentence = (finding: string): string => {
  const [code = '', ...sentence] = finding.split(': ');
  const known: { readonly [code: string]: string } = verify().problems;
  return known[code] ?? (sentence.length === 0 ? finding : sentence.join(': '));
};

/** W61: the legal kind of what people signed, told truthfully: certified, not, or some of each. */
export const legalSentence = ({ signatures }: VerificationView): string => {
  const words = verify();
  const people = signatures.filter(({ certifies, seals }) => !certifies && !seals);
  const counted = people.length > 0 ? people : signatures;
  const issuers = counted.flatMap(({ legal }) => (legal.kind === 'certified' ? [legal.issuer] : []));
  const named = [...new Set(issuers)].join(', ');
  if (issuers.length === 0) return words.legal;
  return issuers.length === counted.length
    ? words.legalCertified(named)
    : words.legalMixed(issuers.length, counted.length, named);
};
