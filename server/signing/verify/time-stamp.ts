import type { Budget } from '../pdf-syntax.ts';
import { hexOf, members, NAME, timeOf, wholeOf, type Certificate } from './certificate.ts';
import { checkCms } from './cms.ts';
import { carriesDamaged, findPath, isValidAt, mayStamp, type Trust } from './path.ts';
import { HASHES, type Hash } from './public-key.ts';
import type { VerifyProblem } from './problem.ts';
import { LOST, revocationOf, type Known, type Statement } from './revocation.ts';

// S62: a time-stamp token (RFC 3161) proves that bytes were there at a time, by the word of whoever issued it.

/** A token that was taken apart; whether its authority may be believed is asked later, when it is known what covers it. */
export type ReadStamp = {
  readonly at: Date | null;
  readonly authority: Certificate | null;
  readonly certificates: readonly Certificate[];
  readonly problems: readonly VerifyProblem[];
};

/** `digestOf`: of the bytes that the token must be about. */
export async function readStamp(
  token: Buffer,
  digestOf: (hash: Hash) => Promise<Buffer>,
  mismatch: VerifyProblem,
  pool: Trust['pool'],
): Promise<ReadStamp> {
  const cms = await checkCms(token, 'token', pool);
  const nothing = { at: null, authority: cms.signer, certificates: cms.certificates };
  if (cms.problems.includes('cms-malformed') || !cms.content) return { ...nothing, problems: ['time-stamp-malformed'] };
  const problems: VerifyProblem[] = [];
  if (cms.problems.includes('unsupported-algorithm')) problems.push('unsupported-algorithm');
  if (cms.problems.some((each) => each !== 'unsupported-algorithm')) problems.push('time-stamp-signature');
  let at: Date | null = null;
  try {
    const [version, , imprint, , time] = members(wholeOf(cms.content), 0x30);
    const [algorithm, hashed] = members(imprint, 0x30);
    const hash = HASHES.get(hexOf(members(algorithm, 0x30)[0], 0x06));
    if (hexOf(version, 0x02) !== '01' || time?.tag !== 0x18) throw new TypeError('Not a TSTInfo');
    at = timeOf(time);
    if (!hash) problems.push('unsupported-algorithm');
    else if (hexOf(hashed, 0x04) !== (await digestOf(hash)).toString('hex')) problems.push(mismatch);
  } catch (problem) {
    if (!(problem instanceof TypeError)) throw problem;
    return { ...nothing, problems: ['time-stamp-malformed'] };
  }
  if (cms.signer && !mayStamp(cms.signer)) problems.push('time-stamp-certificate');
  return { at, authority: cms.signer, certificates: cms.certificates, problems };
}

/** A time that may be believed, and by whose word. */
export type Proof = {
  readonly at: Date;
  readonly by: string;
  /** The root that its authority leads to, DER in hex. */
  readonly root: string;
  /** From its authority to that root. */
  readonly path: readonly Certificate[];
  /** What is said of whether its authority counted, one entry for each certificate of its path. */
  readonly about: readonly (readonly Statement[])[];
};

export type JudgedStamp = {
  readonly at: Date | null;
  readonly by: string;
  readonly root: string | null;
  readonly problems: readonly VerifyProblem[];
  readonly proof: Proof | null;
};

const AHEAD_MS = 5 * 60_000;

/** S63: judged at `covered`, the time that a later time-stamp proves, else now. */
export async function judgeStamp(
  stamp: ReadStamp,
  covered: Date | null,
  known: Known,
  trust: Trust,
  budget: Budget,
): Promise<JudgedStamp> {
  const { at, authority } = stamp;
  const by = authority ? (authority.names.get(NAME.common) ?? authority.names.get(NAME.organisation) ?? '') : '';
  if (!at || !authority || stamp.problems.length > 0) {
    return { at, by, root: null, problems: stamp.problems, proof: null };
  }
  const open = (problem: VerifyProblem, root: string | null = null): JudgedStamp => ({
    at,
    by,
    root,
    problems: [problem],
    proof: null,
  });
  const control = covered ?? trust.now;
  if (at.getTime() > control.getTime() + AHEAD_MS) return open('time-stamp-contradicted');
  const roots = [...trust.roots, ...trust.timeRoots];
  const path = await findPath(authority, [...stamp.certificates, ...known.others], roots, trust, budget);
  if (!path) return open('time-stamp-unknown-authority');
  const root = path.at(-1)!.der.toString('hex');
  if (await carriesDamaged(stamp.certificates, path, known.others, trust, budget))
    return open('certificate-damaged', root);
  const { revoked, about } = await revocationOf(path, known, trust, budget);
  const isLost = revoked.some((one) => one.at <= control && (one.at < at || LOST.has(one.reason)));
  if (!isValidAt(path, at) || !isValidAt(path, control) || isLost) return open('time-stamp-unproven', root);
  return { at, by, root, problems: [], proof: { at, by, root, path, about } };
}
