import { spend, type Budget } from '../pdf-syntax.ts';
import type { Certificate } from './certificate.ts';
import type { Evidence, EvidenceItem } from './evidence.ts';
import { isOfIssuer, type OcspAnswer } from './ocsp-answer.ts';
import type { Trust } from './path.ts';
import type { VerifyProblem } from './problem.ts';
import { responderOf } from './responder.ts';
import { isListOf } from './revocation-list.ts';
import type { ReadSignature, ReadTimestamp } from './signature.ts';

/** So many authorities of one name are asked whether a list is theirs. */
const MAX_NAMESAKES = 8;

/** S66, S132: a list or an answer in the file is by an authority that the file leads to, and signed by it or on its behalf. */
export async function evidenceProblems(
  evidence: Evidence,
  brought: readonly (ReadSignature | ReadTimestamp)[],
  trust: Trust,
  budget: Budget,
): Promise<readonly VerifyProblem[]> {
  const known = new Set<Certificate>([...trust.roots, ...trust.timeRoots, ...evidence.certificates]);
  for (const each of brought) {
    const carried = each.kind === 'timestamp' ? each.stamp.certificates : (each.cms?.certificates ?? []);
    for (const certificate of carried) known.add(certificate);
    if (each.kind === 'signature')
      for (const stamp of each.stamps) for (const one of stamp.certificates) known.add(one);
  }
  const problems: VerifyProblem[] = evidence.isMalformed ? ['evidence-malformed'] : [];
  for (const item of evidence.items) {
    const own = (await issuersOf(item, [...known], budget)).slice(0, MAX_NAMESAKES);
    const answers = await Promise.all(
      own.map(async (issuer) =>
        'list' in item ? isListOf(item.list, issuer) : isAnswerOf(item.answer, issuer, [...known], budget),
      ),
    );
    // Null: by an algorithm that is not judged here, so that nothing can be said.
    if (!answers.some((answer) => answer !== false)) {
      problems.push(own.length === 0 ? 'evidence-unrelated' : 'evidence-mismatch');
    }
  }
  return problems;
}

async function issuersOf(
  item: EvidenceItem,
  known: readonly Certificate[],
  budget: Budget,
): Promise<readonly Certificate[]> {
  spend(budget, known.length);
  if ('list' in item) return known.filter(({ subject }) => subject === item.list.issuer);
  const own: Certificate[] = [];
  for (const each of known) {
    if (!each.isAuthority) continue;
    // S135: each of many authorities is asked about each of many certificates.
    spend(budget, item.answer.singles.length);
    const named = await Promise.all(item.answer.singles.map((single) => isOfIssuer(single, each)));
    if (named.includes(true)) own.push(each);
  }
  return own;
}

async function isAnswerOf(
  answer: OcspAnswer,
  issuer: Certificate,
  others: readonly Certificate[],
  budget: Budget,
): Promise<boolean | null> {
  const by = await responderOf(answer, issuer, others, budget);
  return by === 'unjudged' ? null : by !== null;
}
