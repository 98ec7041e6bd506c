import type { PadesLevel } from '#contract/constants';
import type { Budget } from '../pdf-syntax.ts';
import { NAME, type Certificate } from './certificate.ts';
import type { Evidence, EvidenceItem } from './evidence.ts';
import { carriesDamaged, findPath, isValidAt, maySign, type Trust } from './path.ts';
import { PROBLEMS, type VerifyProblem } from './problem.ts';
import { revocationOf, type Known, type Statement } from './revocation.ts';
import type { Revoked } from './revocation-list.ts';
import type { ReadSignature, ReadTimestamp } from './signature.ts';
import { judgeStamp, type JudgedStamp, type Proof } from './time-stamp.ts';

// S63: from the last revision back to the first. Each time-stamp is judged at the time that a later one proves for it, each
// signature at the earliest time that is proved for it by a time-stamp of its own or by any that covers it.

export type JudgedSignature = {
  readonly read: ReadSignature;
  readonly problems: readonly VerifyProblem[];
  readonly level: PadesLevel;
  /** The earliest time that is proved, when there is one. */
  readonly proof: Proof | null;
  readonly stamps: readonly JudgedStamp[];
  /** From the signer to the root; the signer alone when nothing leads to a root. */
  readonly path: readonly Certificate[];
  /** Null: not revoked, as far as lists and answers say, or before it was signed, which is a problem. */
  readonly revokedLater: Revoked | null;
  /** The revocation lists and answers that speak of this path. */
  readonly items: readonly EvidenceItem[];
  /** What they say of each certificate of the path; null when nothing leads to a root. */
  readonly about: readonly (readonly Statement[])[] | null;
};

export type JudgedTimestamp = { readonly read: ReadTimestamp; readonly stamp: JudgedStamp };

export type Judged = {
  /** In the order of the file. */
  readonly signatures: readonly JudgedSignature[];
  readonly timestamps: readonly JudgedTimestamp[];
};

/** Clocks differ: a time may be this much ahead of ours, or of what covers it. */
const AHEAD_MS = 5 * 60_000;

export async function judgeAll(
  brought: readonly (ReadSignature | ReadTimestamp)[],
  evidence: Evidence,
  given: readonly EvidenceItem[],
  trust: Trust,
  budget: Budget,
): Promise<Judged> {
  const known: Known = { others: evidence.certificates, items: [...given, ...evidence.items] };
  const signatures: JudgedSignature[] = [];
  const timestamps: JudgedTimestamp[] = [];
  let proof: Proof | null = null;
  for (const read of brought.toReversed()) {
    if (read.kind === 'timestamp') {
      const stamp = await judgeStamp(read.stamp, proof?.at ?? null, known, trust, budget);
      timestamps.unshift({ read, stamp });
      proof = earlier(proof, stamp.proof);
      continue;
    }
    const covered = proof?.at ?? null;
    const stamps: JudgedStamp[] = [];
    // S147: a token may do without issuers that stand in the signature around it; those that it carries are compared with them.
    const around: Known = { ...known, others: [...(read.cms?.certificates ?? []), ...known.others] };
    for (const stamp of read.stamps) stamps.push(await judgeStamp(stamp, covered, around, trust, budget));
    const own = stamps.reduce<Proof | null>((best, stamp) => earlier(best, stamp.proof), null);
    // S63: of two at the same second its own, which the house counts as well (F50).
    const proved: Proof | null = earlier(own, proof);
    const judged = await judgeSignature(read, proved, stamps, known, trust, budget);
    signatures.unshift({ ...judged, level: levelOf(judged, timestamps) });
    // A signature that is whole covers what came before it, and so does the time-stamp over it.
    if (read.cms && read.problems.length === 0) proof = proved;
  }
  return { signatures, timestamps };
}

const earlier = (a: Proof | null, b: Proof | null): Proof | null => (a && (!b || a.at <= b.at) ? a : b);

type WithoutLevel = Omit<JudgedSignature, 'level'>;

async function judgeSignature(
  read: ReadSignature,
  proof: Proof | null,
  stamps: readonly JudgedStamp[],
  known: Known,
  trust: Trust,
  budget: Budget,
): Promise<WithoutLevel> {
  const problems: VerifyProblem[] = [...read.problems];
  const { stated, cms } = read;
  const time = stated?.getTime() ?? 0;
  if (time > trust.now.getTime() + AHEAD_MS) problems.push('time-in-future');
  else if (proof && time > proof.at.getTime() + AHEAD_MS) problems.push('time-stamp-contradicted');
  for (const each of stamps.flatMap((stamp) => stamp.problems)) {
    // One that proves nothing only fails to prove; one that is false speaks against the signature.
    if (PROBLEMS[each][0] === 'invalid' && !problems.includes(each)) problems.push(each);
  }
  const nothing = { read, problems, proof, stamps, path: [], revokedLater: null, items: [], about: null };
  const signer = cms?.signer;
  if (!cms || !signer || !stated) return { ...nothing, path: signer ? [signer] : [] };
  if (!maySign(signer)) problems.push('not-for-signing');
  const path = await findPath(signer, [...cms.certificates, ...known.others], trust.roots, trust, budget);
  if (!path) return { ...nothing, path: [signer], problems: [...problems, 'unknown-root'] };
  if (await carriesDamaged(cms.certificates, path, known.others, trust, budget)) problems.push('certificate-damaged');
  if (!isValidAt(path, stated)) problems.push('certificate-not-valid-then');
  else if (!isValidAt(path, proof?.at ?? trust.now)) problems.push('certificate-expired');
  const { revoked, about } = await revocationOf(path, known, trust, budget);
  const found = { ...nothing, path, about, items: [...new Set(about.flat().map(({ item }) => item))] };
  const [first] = revoked;
  if (!first) return found;
  // S32: times have whole seconds; what was signed in the very second of revocation was signed before.
  if (first.at < stated) problems.push('certificate-revoked');
  // S134: an earlier and harmless one takes nothing from what a later one says.
  else if (revoked.some((one) => isOpen(one, proof))) problems.push('revoked-before-proof');
  else return { ...found, revokedLater: first };
  return found;
}

/** S63; S107: whoever has a lost key states whatever time they like, so that without proof the stated one says nothing. */
const isOpen = ({ at, reason }: Revoked, proof: Proof | null): boolean =>
  proof === null ? reason === 'key-compromise' : at < wholeSecond(proof.at);

const wholeSecond = (at: Date): Date => new Date(Math.floor(at.getTime() / 1000) * 1000);

/**
 * S67: B-T when a time is proved; B-LT when the file itself holds a list or an answer about every certificate below the roots, the signer's
 * and that of the time-stamp, good at that time or later; B-LTA when a document timestamp covers those.
 */
function levelOf(judged: WithoutLevel, timestamps: readonly JudgedTimestamp[]): PadesLevel {
  const { proof, about } = judged;
  if (!proof) return 'B-B';
  if (!about) return 'B-T';
  const needed = [...about, ...proof.about];
  const isThere = (upTo: number): boolean =>
    needed.every((statements) =>
      statements.some(({ item: { revision }, until }) => revision !== null && revision <= upTo && until >= proof.at),
    );
  if (!isThere(Number.POSITIVE_INFINITY)) return 'B-T';
  return timestamps.some(({ read, stamp }) => stamp.proof !== null && isThere(read.revision)) ? 'B-LTA' : 'B-LT';
}

/** Name, organisation and office of a certificate's subject; empty when there is none to read. */
export const subjectOf = (
  certificate: Certificate | undefined,
): { readonly name: string; readonly organisation: string; readonly role: string } => ({
  name: certificate?.names.get(NAME.common) ?? '',
  organisation: certificate?.names.get(NAME.organisation) ?? '',
  role: certificate?.names.get(NAME.title) ?? '',
});
