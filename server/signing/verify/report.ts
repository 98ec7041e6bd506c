import { sha256 } from '@noble/hashes/sha2.js';
import { PADES_LEVELS, type TimeAttester } from '#contract/constants';
import type {
  AttestedBy,
  FoundInFile,
  ReportedRevision,
  ReportedSignature,
  ReportedTimestamp,
} from '#contract/views/verification';
import { NAME, type Certificate } from './certificate.ts';
import { subjectOf, type Judged, type JudgedSignature } from './judge.ts';
import { PROBLEMS, problemText, verdictOf, type VerifyProblem } from './problem.ts';
import type { JudgedStamp } from './time-stamp.ts';

export type VerifyReport = FoundInFile & {
  /** Did this Teken issue exactly these bytes? Null when no ledger was asked. */
  readonly issued: boolean | null;
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
  const { read, level, problems, proof, revokedLater, stamps, path, items } = signature;
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
    revocation: items.map((item) => ({
      by: 'list' in item ? 'list' : 'ocsp',
      issued: ('list' in item ? item.list.thisUpdate : item.answer.producedAt).toISOString(),
      from: item.revision === null ? 'given' : 'file',
    })),
    locks: read.lock,
    reason: read.reason,
    certificate: {
      sha256: hashOf(path[0]),
      // A path of one leads nowhere: no root signs documents.
      issuerSha256: hashOf(path[1]),
      rootSha256: path.length > 1 ? hashOf(path.at(-1)) : null,
      holder: path[0]?.names.get(NAME.serialNumber) ?? '',
    },
  };
}

const hashOf = (certificate: Certificate | undefined): string | null =>
  certificate === undefined ? null : Buffer.from(sha256(certificate.der)).toString('hex');
