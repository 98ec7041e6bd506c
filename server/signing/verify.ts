import { MAX_VERIFY_BYTES } from '#contract/constants';
import type { ReportedRevision, RevisionWork } from '#contract/views/verification';
import { bytesAfterEnd, openPdf, type PdfFile } from './pdf-file.ts';
import { canonical, PdfSyntaxError } from './pdf-syntax.ts';
import { signatureFields, type SignatureField } from './signature-fields.ts';
import { readCertificate } from './verify/certificate.ts';
import { readEvidence, type EvidenceItem } from './verify/evidence.ts';
import { evidenceProblems } from './verify/evidence-problems.ts';
import { judgeAll, type Judged } from './verify/judge.ts';
import { isLocked } from './verify/locks.ts';
import { needsOf, type Needs } from './verify/needs.ts';
import type { Trust } from './verify/path.ts';
import type { VerifyProblem } from './verify/problem.ts';
import { reportOf, type VerifyReport } from './verify/report.ts';
import { readRevocationList } from './verify/revocation-list.ts';
import { allowedIn, isTimestamp } from './verify/revision.ts';
import { readSignature, readTimestamp, type ReadSignature, type ReadTimestamp } from './verify/signature.ts';

// S60: one verifier for server, command and browser. Nothing in it, or in what it imports, needs Node.

export type { VerifyReport } from './verify/report.ts';

/** No PDF, or nothing that could be read of one. */
export type Unreadable = { readonly unreadable: true; readonly problem: string };

export type VerifyOptions = {
  /** PEM or DER. A fault when one is no certificate. */
  readonly roots: readonly (string | Uint8Array)[];
  /** PEM or DER: roots of authorities that attest times, and nothing else. */
  readonly timeRoots?: readonly (string | Uint8Array)[];
  /** DER or PEM: revocation lists besides those that the file holds. A fault when one is none. */
  readonly crls?: readonly Uint8Array[];
  readonly now: Date;
  /** What the ledger says of these bytes, if it was asked. */
  readonly issued?: boolean;
};

type Findings = {
  readonly judged: Judged;
  readonly revisions: readonly ReportedRevision[];
  readonly problems: readonly VerifyProblem[];
};

/** Judges every signature and timestamp of a PDF and every change since (S9 to S14, S60 to S68). Never throws for what the bytes hold. */
export async function verifyPdf(bytes: Uint8Array, options: VerifyOptions): Promise<VerifyReport | Unreadable> {
  const findings = await findingsOf(bytes, options);
  if ('unreadable' in findings) return findings;
  const { judged, revisions, problems } = findings;
  return reportOf(judged, revisions, problems, options.issued ?? null);
}

/** S51: of which certificates the file itself lacks a list or an answer (S67), by every path that something in it relies on. Never throws for what the bytes hold. */
export async function verifyNeeds(bytes: Uint8Array, options: VerifyOptions): Promise<Needs> {
  const findings = await findingsOf(bytes, options);
  return 'unreadable' in findings ? { missing: [], authorities: [] } : needsOf(findings.judged, options.now);
}

async function findingsOf(bytes: Uint8Array, options: VerifyOptions): Promise<Findings | Unreadable> {
  const trust: Trust = {
    roots: options.roots.map(readCertificate),
    timeRoots: (options.timeRoots ?? []).map(readCertificate),
    pool: new Map(),
    proofs: new Map(),
    now: options.now,
  };
  const given = (options.crls ?? []).map((bytes_): EvidenceItem => ({
    list: readRevocationList(bytes_),
    revision: null,
  }));
  const source = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (source.length > MAX_VERIFY_BYTES) return unreadable('The file is too large to be judged.');
  if (source.toString('latin1', 0, 5) !== '%PDF-') return unreadable('The file is not a PDF.');
  let findings: Findings;
  try {
    findings = await examine({ ...openPdf(source), read: new Map() }, given, trust);
  } catch (problem) {
    if (!(problem instanceof PdfSyntaxError)) throw problem;
    findings = unexplained(source);
  }
  if (findings.problems.length + findings.judged.signatures.length === 0)
    return unreadable('The file is not a whole PDF.');
  return findings;
}

const unreadable = (problem: string): Unreadable => ({ unreadable: true, problem: `unreadable: ${problem}` });

/** The structure cannot be followed. With a trace of a signature that is damage or deceit; without one it may be another kind of PDF. */
function unexplained(source: Buffer): Findings {
  const problems: VerifyProblem[] = source.includes('/ByteRange')
    ? ['broken-structure']
    : source.includes('startxref')
      ? ['unsupported-structure']
      : [];
  return { judged: { signatures: [], timestamps: [] }, revisions: [], problems };
}

/** More than one file can need; each costs a hash of the file and some proofs of certificates (S16). */
const MAX_SIGNATURES = 64;

async function examine(file: PdfFile, given: readonly EvidenceItem[], trust: Trust): Promise<Findings> {
  const brought: (ReadSignature | ReadTimestamp)[] = [];
  const revisions: ReportedRevision[] = [];
  const problems = new Set<VerifyProblem>();
  let before: SignatureField[] = [];
  for (const [index, { end }] of file.revisions.entries()) {
    const fields = signatureFields(file, index);
    const names = new Set(fields.map((field) => field.name));
    if (names.size < fields.length) problems.add('broken-structure');
    const added = fields.filter((field) => field.signature && !signatureNamed(before, field.name));
    const later = brought.length > 0 ? judgeLater(file, index, before, fields, added, brought, problems) : null;
    if (added.length > 1) problems.add('several-signatures');
    if (brought.length + added.length > MAX_SIGNATURES) throw new PdfSyntaxError('The file has too many signatures');
    for (const field of added) brought.push(await read(file, index, field, trust));
    revisions.push({ what: later ?? workOf(index, added, brought), field: added[0]?.name ?? null, bytes: end });
    before = fields;
    await breathe();
  }
  const evidence = await readEvidence(file);
  if (brought.length > 0) {
    for (const problem of await evidenceProblems(evidence, brought, trust, file.budget)) problems.add(problem);
  }
  const judged = await judgeAll(brought, evidence, given, trust, file.budget);
  if (judged.signatures.length === 0) {
    problems.add(brought.length === 0 && file.bytes.includes('/ByteRange') ? 'signature-removed' : 'no-signature');
  }
  if (brought.length > 0 && bytesAfterEnd(file) > 0) problems.add('bytes-after-end');
  return { judged, revisions, problems: [...problems] };
}

let lastBreath = 0;
const BREATH_MS = 10;

/** S16: who else asks something of this process does not wait until all is read. */
async function breathe(): Promise<void> {
  if (performance.now() - lastBreath < BREATH_MS) return;
  await new Promise((resolve) => setTimeout(resolve, 0));
  lastBreath = performance.now();
}

const read = async (
  file: PdfFile,
  index: number,
  field: SignatureField,
  trust: Trust,
): Promise<ReadSignature | ReadTimestamp> =>
  isTimestamp(file, index, field)
    ? readTimestamp(file, index, field, trust.pool)
    : readSignature(file, index, field, trust.pool);

const signatureNamed = (fields: readonly SignatureField[], name: string): number | null =>
  fields.find((field) => field.name === name)?.signature?.number ?? null;

function workOf(
  index: number,
  added: readonly SignatureField[],
  brought: readonly (ReadSignature | ReadTimestamp)[],
): RevisionWork {
  const last = brought.at(-1);
  if (added.length === 0 || !last) return index === 0 ? 'document' : 'draft';
  if (last.kind === 'timestamp') return 'timestamp';
  return last.permits === null ? 'signature' : 'certification';
}

/** What stands against a revision after the first signature; its work when that is not told by what it brought. */
function judgeLater(
  file: PdfFile,
  index: number,
  before: readonly SignatureField[],
  fields: readonly SignatureField[],
  added: readonly SignatureField[],
  brought: readonly (ReadSignature | ReadTimestamp)[],
  problems: Set<VerifyProblem>,
): RevisionWork | null {
  const isRemoved = before.some(
    ({ name, signature }) => signature !== null && signatureNamed(fields, name) !== signature.number,
  );
  if (isRemoved) problems.add('signature-removed');
  const allowed = allowedIn(file, index, before, fields, added);
  const [now] = added;
  const isStamp = now !== undefined && isTimestamp(file, index, now);
  const signatures = brought.filter((each) => each.kind === 'signature');
  // What was locked stays as it was; to be stamped for the archive is no change of a field (ISO 32000-2 §12.8.2.2.2).
  const changed = before.filter((field) => !isSameField(field, fields) && !(isStamp && field.name === now.name));
  if (changed.some(({ name }) => signatures.some(({ lock }) => lock && isLocked(lock, name))))
    problems.add('field-locked');
  if (!allowed) problems.add(now ? 'forbidden-change' : 'unsigned-revision');
  // P=1 permits nothing afterwards but what keeps the evidence; the first signature alone can certify.
  const keepsEvidence = allowed !== null && (isStamp || !now);
  if (signatures[0]?.permits === 1 && !keepsEvidence) problems.add('certification-forbids');
  if (!allowed) return 'unexplained';
  return now ? null : 'evidence';
}

const isSameField = (field: SignatureField, fields: readonly SignatureField[]): boolean => {
  const now = fields.find(({ name }) => name === field.name);
  return now !== undefined && (now.dict === field.dict || canonical(now.dict) === canonical(field.dict));
};
