import { attesterOfFile } from '#contract/attester';
import type { ReportedSignature } from '#contract/views/verification';
import { statedParts } from '#documents/verification-blocks';
import { VERIFICATION_WORDS } from '#documents/verification-words';
import type { VerifyReport } from '#signing/verify';

const words = VERIFICATION_WORDS.en;

/** I53: the finding in plain words: the result, who signed when and by whose word, then what each revision did. */
export function describe(report: VerifyReport, file: { readonly sha256: string; readonly bytes: number }): string {
  const lines = [
    `Verdict: ${report.verdict}`,
    `Modified after signing: ${report.modifiedAfterSigning ? 'yes' : 'no'}`,
    words.verdicts[plainVerdict(report)],
    `File: ${words.bytes(file.bytes)}, SHA-256 ${file.sha256}`,
  ];
  const attester = attesterOfFile(report);
  if (report.level !== null && attester !== null)
    lines.push(`Level: ${report.level}, time ${words.attested[attester]}`);
  for (const signature of report.signatures) lines.push('', ...signatureLines(signature));
  for (const { field, at, by, problems } of report.timestamps) {
    lines.push(
      '',
      `Document time-stamp (${inField(field)}): ${at || 'an unknown time'}, by ${by || 'an unknown authority'}`,
    );
    lines.push(...problems.map((problem) => `  ${problem}`));
  }
  if (report.revisions.length > 0) lines.push('', `${words.revisions}:`);
  for (const [index, { what, field, bytes }] of report.revisions.entries()) {
    lines.push(
      `  ${index + 1}. ${words.works[what]}${field === null ? '' : ` (${inField(field)})`}, up to byte ${bytes}`,
    );
  }
  if (report.problems.length > 0) lines.push('', ...report.problems);
  lines.push('', 'Whether a contract binds in law is not judged here.');
  return lines.map(plain).join('\n');
}

/** A name in a hostile file writes nothing to a terminal but itself. */
const plain = (line: string): string => line.replaceAll(/[\p{Cc}\p{Cf}]/gu, '?');

const inField = (field: string): string => `field ${field}`;

const plainVerdict = (report: VerifyReport): keyof typeof words.verdicts => {
  if (report.verdict === 'invalid' && report.modifiedAfterSigning) return 'modified';
  const isUnsigned = report.problems.some((problem) => problem.startsWith('no-signature: '));
  return report.verdict === 'indeterminate' && isUnsigned ? 'unsigned' : report.verdict;
};

const signatureLines = (signature: ReportedSignature): readonly string[] => {
  const who = statedParts(signature).join(', ');
  const { locks, provenAt, revokedLater } = signature;
  const fields = locks?.fields.join(', ') ?? '';
  return [
    `${signature.certifies ? 'Certification' : 'Signature'} (${inField(signature.field)}): ${signature.valid ? 'valid' : 'not valid'}`,
    `  by ${who || 'an unknown signer'}`,
    `  at ${signature.time || 'an unknown time'} (stated by the signer), level ${signature.level}`,
    ...(provenAt === null
      ? []
      : [`  there at ${provenAt}, by ${signature.attestedByName ?? ''} (${words.attested[signature.attestedBy]})`]),
    ...(signature.reason === '' ? [] : [`  reason: ${signature.reason}`]),
    ...(signature.path.length > 1 ? [`  certificate path: ${signature.path.join(' <- ')}`] : []),
    ...(signature.revocation.length === 0
      ? []
      : [
          `  revocation lists and OCSP: ${[...new Set(signature.revocation.map(({ by, issued, from }) => `${by === 'ocsp' ? 'OCSP ' : ''}${issued} (${from === 'file' ? words.inFile : 'given'})`))].join(', ')}`,
        ]),
    ...(locks === null
      ? []
      : [
          `  locks: ${locks.action === 'All' ? words.lockAll : locks.action === 'Exclude' ? words.lockExcept(fields) : fields}`,
        ]),
    ...(revokedLater === null ? [] : [`  certificate revoked later, at ${revokedLater.at} (${revokedLater.reason})`]),
    ...signature.timestamps.flatMap(({ problems }) => problems.map((problem) => `  ${problem}`)),
    ...signature.problems.map((problem) => `  ${problem}`),
  ];
};
