import { spend, type Budget } from '../pdf-syntax.ts';
import type { Certificate } from './certificate.ts';
import type { EvidenceItem } from './evidence.ts';
import { singleAbout, type OcspAnswer } from './ocsp-answer.ts';
import { proved, type Trust } from './path.ts';
import { responderOf } from './responder.ts';
import { isListOf, type RevocationList, type Revoked } from './revocation-list.ts';

// S63, S131: what lists and answers of its issuer say of a certificate. Every revocation that any of them tells counts,
// however many call it good.

/** What one of them says of one certificate. */
export type Statement = {
  readonly item: EvidenceItem;
  readonly until: Date;
  readonly revoked: Revoked | null;
};

/** What a document, or who asks, has to judge by. */
export type Known = { readonly others: readonly Certificate[]; readonly items: readonly EvidenceItem[] };

/** Of a path: its revocations, the earliest first, and what is said of each certificate below the root. */
export async function revocationOf(
  path: readonly Certificate[],
  known: Known,
  trust: Trust,
  budget: Budget,
): Promise<{ readonly revoked: readonly Revoked[]; readonly about: readonly (readonly Statement[])[] }> {
  const about: (readonly Statement[])[] = [];
  for (const [index, issuer] of path.slice(1).entries()) {
    about.push(await statementsOf(path[index]!, issuer, known, trust, budget));
  }
  const all = about.flat().flatMap(({ revoked }) => revoked ?? []);
  return { revoked: all.toSorted((a, b) => a.at.getTime() - b.at.getTime()), about };
}

async function statementsOf(
  certificate: Certificate,
  issuer: Certificate,
  { others, items }: Known,
  trust: Trust,
  budget: Budget,
): Promise<readonly Statement[]> {
  const found: Statement[] = [];
  const lists: RevocationList[] = [];
  for (const item of items) {
    if (!('list' in item)) continue;
    const { list } = item;
    if (!list.isWhole || list.issuer !== issuer.subject) continue;
    if (!(await proved(trust, budget, list.der, issuer, () => isListOf(list, issuer)))) continue;
    lists.push(list);
    found.push({ item, until: list.nextUpdate, revoked: list.revoked.get(certificate.serial) ?? null });
  }
  for (const item of items) {
    if (!('answer' in item)) continue;
    const said = await saidBy(item.answer, certificate, issuer, others, budget);
    if (said === null || (!said.by.der.equals(issuer.der) && lists.some((list) => hasLost(list, said.by, item.answer))))
      continue;
    found.push({ item, until: said.until, revoked: said.revoked });
  }
  return found;
}

/** What an answer proves of a certificate, and on whose signature; null when nothing. */
export async function saidBy(
  answer: OcspAnswer,
  certificate: Certificate,
  issuer: Certificate,
  others: readonly Certificate[],
  budget: Budget,
): Promise<{ readonly by: Certificate; readonly until: Date; readonly revoked: Revoked | null } | null> {
  spend(budget, answer.singles.length);
  const single = await singleAbout(answer, certificate, issuer);
  if (single === null || single.status === 'unknown') return null;
  const by = await responderOf(answer, issuer, others, budget);
  if (by === null || by === 'unjudged') return null;
  const { status, until } = single;
  if (status !== 'good') return { by, until, revoked: status };
  // S128: nothing here tells whether a delegate who would have to be checked was revoked himself.
  return by.der.equals(issuer.der) || by.isUnchecked ? { by, until, revoked: null } : null;
}

/** A delegate who was revoked before he answered, or whose key may be with others, answers for nobody. */
function hasLost({ revoked }: RevocationList, by: Certificate, { producedAt }: OcspAnswer): boolean {
  const entry = revoked.get(by.serial);
  return entry !== undefined && (entry.at <= producedAt || LOST.has(entry.reason));
}

/** Whoever has the key can state any time: what is older counts no more either. */
export const LOST: ReadonlySet<string> = new Set(['key-compromise', 'unspecified']);
