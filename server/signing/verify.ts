import { X509Certificate } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { MAX_VERIFY_BYTES, type RevocationReason } from '#contract/constants';
import { openCrl } from './crl.ts';
import { bytesAfterEnd, openPdf, type PdfFile } from './pdf-file.ts';
import { PdfSyntaxError } from './pdf-syntax.ts';
import { signatureFields, type SignatureField } from './signature-fields.ts';
import type { Trust } from './verify-path.ts';
import { problemText, verdictOf, type VerifyProblem } from './verify-problem.ts';
import { onlySigns } from './verify-revision.ts';
import { checkSignature, type CheckedSignature } from './verify-signature.ts';

export type VerifyReport = {
  readonly verdict: 'valid' | 'invalid' | 'indeterminate';
  /** Did this Teken issue exactly these bytes? Null when no ledger was asked. */
  readonly issued: boolean | null;
  readonly modifiedAfterSigning: boolean;
  /** In the order of signing. */
  readonly signatures: readonly {
    readonly field: string;
    /** From the certificate; empty when there is none to read, like the two after it. */
    readonly name: string;
    readonly organisation: string;
    readonly role: string;
    /** ISO 8601, as the signer stated it; empty when it cannot be read. */
    readonly time: string;
    readonly level: 'B-B';
    readonly valid: boolean;
    /** `code: sentence` each. */
    readonly problems: readonly string[];
    /** Certifies the document instead of agreeing to it. */
    readonly certifies: boolean;
    /** The certificate was revoked after this signature, which stays good; ISO 8601. */
    readonly revokedLater: { readonly at: string; readonly reason: RevocationReason } | null;
  }[];
  readonly problems: readonly string[];
};

/** No PDF, or nothing that could be read of one. */
export type Unreadable = { readonly unreadable: true; readonly problem: string };

export type VerifyOptions = {
  /** PEM or DER. A fault when one is no certificate. */
  readonly roots: readonly (string | Uint8Array)[];
  /** DER or PEM; revocation is judged by these alone. A fault when one is no revocation list. */
  readonly crls?: readonly Uint8Array[];
  readonly now: Date;
  /** What the ledger says of these bytes, if it was asked. */
  readonly issued?: boolean;
};

type Findings = { readonly signatures: readonly CheckedSignature[]; readonly problems: readonly VerifyProblem[] };

/** These say that the bytes are not what was signed. */
const MODIFIED: ReadonlySet<VerifyProblem> = new Set<VerifyProblem>([
  'broken-structure',
  'bytes-after-end',
  'unsigned-revision',
  'forbidden-change',
  'signature-removed',
  'digest-mismatch',
]);

/** Judges every signature of a PDF and every change since (S9 to S14). Never throws for what the bytes hold. */
export async function verifyPdf(bytes: Uint8Array, options: VerifyOptions): Promise<VerifyReport | Unreadable> {
  const trust: Trust = {
    roots: options.roots.map((root) => new X509Certificate(root)),
    crls: (options.crls ?? []).map(openCrl),
    pool: new Map(),
    now: options.now,
  };
  const source = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (source.length > MAX_VERIFY_BYTES) return unreadable('The file is too large to be judged.');
  if (source.toString('latin1', 0, 5) !== '%PDF-') return unreadable('The file is not a PDF.');
  let findings: Findings;
  try {
    findings = await examine(openPdf(source), trust);
  } catch (problem) {
    if (!(problem instanceof PdfSyntaxError)) throw problem;
    findings = unexplained(source);
  }
  if (findings.problems.length === 0 && findings.signatures.length === 0)
    return unreadable('The file is not a whole PDF.');
  return reportOf(findings, options.issued ?? null);
}

const unreadable = (problem: string): Unreadable => ({ unreadable: true, problem: `unreadable: ${problem}` });

/** The structure cannot be followed. With a trace of a signature that is damage or deceit; without one it may be another kind of PDF. */
function unexplained(source: Buffer): Findings {
  if (source.includes('/ByteRange')) return { signatures: [], problems: ['broken-structure'] };
  return { signatures: [], problems: source.includes('startxref') ? ['unsupported-structure'] : [] };
}

/** More than one file can need; each costs a hash of the file and some proofs of certificates (S16). */
const MAX_SIGNATURES = 64;

async function examine(file: PdfFile, trust: Trust): Promise<Findings> {
  const signatures: CheckedSignature[] = [];
  const problems = new Set<VerifyProblem>();
  let before: SignatureField[] = [];
  for (const index of file.revisions.keys()) {
    const fields = signatureFields(file, index);
    const names = new Set(fields.map((field) => field.name));
    if (names.size < fields.length) problems.add('broken-structure');
    const added = fields.filter((field) => field.signature && !signatureNamed(before, field.name));
    if (signatures.length > 0) judgeLater(file, index, before, fields, added, signatures, problems);
    if (added.length > 1) problems.add('several-signatures');
    if (signatures.length + added.length > MAX_SIGNATURES) throw new PdfSyntaxError('The file has too many signatures');
    for (const field of added) {
      signatures.push(await checkSignature(file, index, field, trust));
      // Who else asks something of this process does not wait for all of them.
      await nextTurn();
    }
    before = fields;
  }
  if (signatures.length === 0) problems.add(file.bytes.includes('/ByteRange') ? 'signature-removed' : 'no-signature');
  else if (bytesAfterEnd(file) > 0) problems.add('bytes-after-end');
  return { signatures, problems: [...problems] };
}

const signatureNamed = (fields: readonly SignatureField[], name: string): number | null =>
  fields.find((field) => field.name === name)?.signature?.number ?? null;

function judgeLater(
  file: PdfFile,
  index: number,
  before: readonly SignatureField[],
  fields: readonly SignatureField[],
  added: readonly SignatureField[],
  signatures: readonly CheckedSignature[],
  problems: Set<VerifyProblem>,
): void {
  if (
    before.some(
      (field) => field.signature?.number !== undefined && signatureNamed(fields, field.name) !== field.signature.number,
    )
  ) {
    problems.add('signature-removed');
  }
  const [now] = added;
  const place = before.find((field) => field.name === now?.name);
  if (!now) problems.add('unsigned-revision');
  else if (!place || !onlySigns(file, index, place, now)) problems.add('forbidden-change');
  // P=1 permits nothing at all afterwards; the first signature alone can certify.
  if (signatures[0]?.permits === 1) problems.add('certification-forbids');
}

function reportOf(findings: Findings, issued: boolean | null): VerifyReport {
  const all = [...findings.problems, ...findings.signatures.flatMap((signature) => signature.problems)];
  return {
    verdict: verdictOf(all),
    issued,
    modifiedAfterSigning: all.some((problem) => MODIFIED.has(problem)),
    signatures: findings.signatures.map(
      ({ field, name, organisation, role, time, verdict, problems, permits, revokedLater }) => ({
        field,
        name,
        organisation,
        role,
        time: time?.toISOString() ?? '',
        level: 'B-B',
        valid: verdict === 'valid',
        problems: problems.map(problemText),
        certifies: permits !== null,
        revokedLater: revokedLater === null ? null : { at: revokedLater.at.toISOString(), reason: revokedLater.reason },
      }),
    ),
    problems: findings.problems.map(problemText),
  };
}
