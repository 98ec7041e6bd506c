import { PADES_LEVELS, type PadesLevel, type RevocationReason, type TimeAttester } from '#contract/constants';
import { NAME } from './certificate.ts';
import { subjectOf, type Judged, type JudgedSignature } from './judge.ts';
import type { Lock } from './locks.ts';
import { PROBLEMS, problemText, verdictOf, type VerifyProblem } from './problem.ts';
import type { JudgedStamp } from './time-stamp.ts';

/** Who attests a time: a timestamp's authority, or nobody but the signer. */
export type AttestedBy = 'signer' | TimeAttester;

export type ReportedTimestamp = {
  /** ISO 8601; empty when it cannot be read. */
  readonly at: string;
  /** Name of the authority, as its certificate states it. */
  readonly by: string;
  /** Null when nothing is proved by it. */
  readonly attestedBy: TimeAttester | null;
  /** `code: sentence` each. */
  readonly problems: readonly string[];
};

/** What a revision of the file did. */
export type RevisionWork =
  | 'document'
  | 'draft'
  | 'certification'
  | 'signature'
  | 'evidence'
  | 'timestamp'
  | 'unexplained';

export type ReportedRevision = {
  readonly what: RevisionWork;
  /** The field that was signed or stamped, if any. */
  readonly field: string | null;
  /** Length of the file up to its end, in bytes. */
  readonly bytes: number;
};

export type ReportedSignature = {
  readonly field: string;
  /** From the certificate; empty when there is none to read, like the two after it. */
  readonly name: string;
  readonly organisation: string;
  readonly role: string;
  /** ISO 8601, as the signer stated it; empty when it cannot be read. */
  readonly time: string;
  readonly level: PadesLevel;
  readonly valid: boolean;
  /** `code: sentence` each. */
  readonly problems: readonly string[];
  /** Certifies the document instead of agreeing to it. */
  readonly certifies: boolean;
  /** The certificate was revoked after this signature, which stays good; ISO 8601. */
  readonly revokedLater: { readonly at: string; readonly reason: RevocationReason } | null;
  /** By whose word the signature existed at `provenAt`. */
  readonly attestedBy: AttestedBy;
  /** Name of that authority; null when it is the signer alone. */
  readonly attestedByName: string | null;
  /** The earliest time that is proved, ISO 8601. */
  readonly provenAt: string | null;
  /** Of this signature itself; those of the document come beside. */
  readonly timestamps: readonly ReportedTimestamp[];
  /** Names from the signer to the root; the signer alone when nothing leads to a root. */
  readonly path: readonly string[];
  /** The revocation lists that were asked: when each was issued, and whether the file holds it. */
  readonly revocation: readonly { readonly issued: string; readonly from: 'file' | 'given' }[];
  /** Which fields nobody may change after this signature. */
  readonly locks: Lock | null;
};

export type VerifyReport = {
  readonly verdict: 'valid' | 'invalid' | 'indeterminate';
  /** Did this Teken issue exactly these bytes? Null when no ledger was asked. */
  readonly issued: boolean | null;
  readonly modifiedAfterSigning: boolean;
  /** The lowest of the signatures; null when there is none. */
  readonly level: PadesLevel | null;
  /** By the weakest word among the signatures; null when there is none. */
  readonly timeAttestedBy: AttestedBy | null;
  /** In the order of signing. */
  readonly signatures: readonly ReportedSignature[];
  /** Those of the whole document, in the order of the file. */
  readonly timestamps: readonly (ReportedTimestamp & { readonly field: string })[];
  /** What each revision did, from the first. */
  readonly revisions: readonly ReportedRevision[];
  readonly problems: readonly string[];
};

/** These say that the bytes are not what was signed. */
const MODIFIED: ReadonlySet<VerifyProblem> = new Set<VerifyProblem>([
  'broken-structure',
  'bytes-after-end',
  'unsigned-revision',
  'forbidden-change',
  'field-locked',
  'signature-removed',
  'digest-mismatch',
]);

const ATTESTERS: readonly AttestedBy[] = ['signer', 'organiser', 'external'];

export function reportOf(
  judged: Judged,
  revisions: readonly ReportedRevision[],
  found: readonly VerifyProblem[],
  issued: boolean | null,
): VerifyReport {
  // A time-stamp that proves nothing takes nothing away; one that is false speaks against the document.
  const stamped = judged.timestamps.flatMap(({ stamp }) =>
    stamp.problems.filter((each) => PROBLEMS[each][0] === 'invalid'),
  );
  const problems = [...new Set([...found, ...stamped])];
  const all = [...problems, ...judged.signatures.flatMap((signature) => signature.problems)];
  // The organiser leads to the root that the first signature leads to, which is the certification.
  const home = judged.signatures.map(({ path }) => path.at(-1)?.der.toString('hex') ?? '').find((root) => root !== '');
  const signatures = judged.signatures.map((signature) => reported(signature, home));
  return {
    verdict: verdictOf(all),
    issued,
    modifiedAfterSigning: all.some((problem) => MODIFIED.has(problem)),
    level: PADES_LEVELS.find((level) => signatures.some((each) => each.level === level)) ?? null,
    timeAttestedBy: ATTESTERS.find((each) => signatures.some(({ attestedBy }) => attestedBy === each)) ?? null,
    signatures,
    timestamps: judged.timestamps.map(({ read, stamp }) => ({ field: read.field, ...stampOf(stamp, home) })),
    revisions,
    problems: problems.map(problemText),
  };
}

/** S63: the organiser's own authority leads to the same root as the signatures. */
const attesterOf = (root: string, home: string | undefined): TimeAttester => (root === home ? 'organiser' : 'external');

const stampOf = ({ at, by, root, proof, problems }: JudgedStamp, home: string | undefined): ReportedTimestamp => ({
  at: at?.toISOString() ?? '',
  by,
  attestedBy: proof && root !== null ? attesterOf(root, home) : null,
  problems: problems.map(problemText),
});

function reported(signature: JudgedSignature, home: string | undefined): ReportedSignature {
  const { read, level, problems, proof, revokedLater, stamps, path, lists } = signature;
  return {
    field: read.field,
    ...subjectOf(path[0]),
    time: read.stated?.toISOString() ?? '',
    level,
    valid: verdictOf(problems) === 'valid',
    problems: problems.map(problemText),
    certifies: read.permits !== null,
    revokedLater: revokedLater && { at: revokedLater.at.toISOString(), reason: revokedLater.reason },
    attestedBy: proof ? attesterOf(proof.root, home) : 'signer',
    attestedByName: proof?.by ?? null,
    provenAt: proof?.at.toISOString() ?? null,
    timestamps: stamps.map((stamp) => stampOf(stamp, home)),
    path: path.map((each) => each.names.get(NAME.common) ?? ''),
    revocation: lists.map(({ list, revision }) => ({
      issued: list.thisUpdate.toISOString(),
      from: revision === null ? 'given' : 'file',
    })),
    locks: read.lock,
  };
}
