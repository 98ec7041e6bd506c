import { createHash, type X509Certificate } from 'node:crypto';
import { checkCms } from './verify-cms.ts';
import { checkPath, parsedOf, type RevokedLater, type Trust } from './verify-path.ts';
import { verdictOf, type VerifyProblem } from './verify-problem.ts';
import { dictAt, type PdfFile } from './pdf-file.ts';
import { nameOf, spend, type PdfDict, type PdfString, type PdfValue } from './pdf-syntax.ts';
import type { SignatureField } from './signature-fields.ts';

export type CheckedSignature = {
  readonly field: string;
  readonly name: string;
  readonly organisation: string;
  readonly role: string;
  /** Stated by the signer in /M. */
  readonly time: Date | null;
  readonly verdict: 'valid' | 'invalid' | 'indeterminate';
  readonly problems: readonly VerifyProblem[];
  /** P of DocMDP when this signature certifies the document. */
  readonly permits: number | null;
  /** Null: not revoked, as far as the lists say, or before it was signed, which is a problem. */
  readonly revokedLater: RevokedLater | null;
};

/** Clocks differ: a signature may be this much ahead of ours. */
const AHEAD_MS = 5 * 60_000;

/** Judges the one signature that revision `index` brought (S10, S11, S13, S14). */
export async function checkSignature(
  file: PdfFile,
  index: number,
  field: SignatureField,
  trust: Trust,
): Promise<CheckedSignature> {
  const problems: VerifyProblem[] = [];
  const dict = dictAt(file, field.signature ?? undefined, index);
  const nobody = {
    field: field.name,
    name: '',
    organisation: '',
    role: '',
    time: null,
    permits: null,
    revokedLater: null,
  };
  const contents = dict?.entries.get('Contents');
  if (
    !dict ||
    contents?.kind !== 'string' ||
    !isPlainHex(contents) ||
    nameOf(dict.entries.get('SubFilter')) !== 'ETSI.CAdES.detached'
  ) {
    return { ...nobody, verdict: 'invalid', problems: ['signature-dictionary'] };
  }
  const covered = coveredBytes(file, index, dict, contents);
  if (!covered) return { ...nobody, verdict: 'invalid', problems: ['byte-range'] };
  const certification = certificationOf(file, index, field, dict);
  if (certification === 'mismatch') problems.push('certification-mismatch');
  const time = signingTime(dict.entries.get('M'));
  if (!time) problems.push('no-signing-time');
  else if (time.getTime() > trust.now.getTime() + AHEAD_MS) problems.push('time-in-future');
  // Hashing is reading, too: a file with many signatures over much would cost as much again for each.
  spend(file.budget, covered.reduce((sum, part) => sum + part.length, 0) >> 10);
  const digest = covered.reduce((hash, part) => hash.update(part), createHash('sha256')).digest();
  const cms = checkCms(contents.bytes, digest, trust.pool);
  problems.push(...cms.problems);
  const path = cms.signer && time ? await checkPath(cms.signer, cms.others, time, trust) : null;
  problems.push(...(path?.problems ?? []));
  return {
    ...nobody,
    ...(cms.signer ? subjectOf(cms.signer) : {}),
    time,
    permits: certification === 'mismatch' ? null : certification,
    revokedLater: path?.revokedLater ?? null,
    verdict: verdictOf(problems),
    problems,
  };
}

/** One spelling only: a hexadecimal string without space in it. */
const isPlainHex = (string: PdfString): boolean =>
  string.hex && string.bytes.length * 2 === string.end - string.start - 2;

/** The two ranges, if they are the whole file up to this revision's end but for exactly the string of Contents. */
function coveredBytes(file: PdfFile, index: number, dict: PdfDict, contents: PdfValue): Buffer[] | null {
  const range = dict.entries.get('ByteRange');
  if (range?.kind !== 'array') return null;
  const [zero, first, second, length, ...more] = range.items.map((item) => (item.kind === 'number' ? item.value : -1));
  if (zero !== 0 || first !== contents.start || second !== contents.end || more.length > 0) return null;
  const end = second + (length ?? 0);
  const tail = end - file.revisions[index]!.end;
  const closing = file.bytes.toString('latin1', file.revisions[index]!.end, end);
  if (end > file.bytes.length || tail < 0 || !/^(\r\n|\n|\r)?$/.test(closing) || tail > 2) return null;
  return [file.bytes.subarray(0, first), file.bytes.subarray(second, end)];
}

/** DocMDP must be stated by the signature and by the catalogue (ISO 32000-2 §12.8.2.2), or by neither. */
function certificationOf(
  file: PdfFile,
  index: number,
  field: SignatureField,
  dict: PdfDict,
): number | null | 'mismatch' {
  const root = dictAt(file, file.revisions[index]!.trailer.entries.get('Root'), index);
  const named = dictAt(file, root?.entries.get('Perms'), index)?.entries.get('DocMDP');
  const isNamed = named?.kind === 'ref' && named.number === field.signature?.number;
  const references = dict.entries.get('Reference');
  if (!references) return isNamed ? 'mismatch' : null;
  if (references.kind !== 'array' || references.items.length !== 1 || !isNamed) return 'mismatch';
  const reference = dictAt(file, references.items[0], index);
  const parameters = dictAt(file, reference?.entries.get('TransformParams'), index);
  const permits = parameters?.entries.get('P');
  if (nameOf(reference?.entries.get('TransformMethod')) !== 'DocMDP') return 'mismatch';
  // 2 is the standard's default.
  return permits === undefined ? 2 : permits.kind === 'number' ? permits.value : 'mismatch';
}

function signingTime(value: PdfValue | undefined): Date | null {
  if (value?.kind !== 'string') return null;
  const parts = /^D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:Z(?:00'00'?)?|([+-]\d\d)'(\d\d)'?)?$/.exec(
    value.bytes.toString('latin1'),
  );
  if (!parts) return null;
  const [, year, month, day, hour, minute, second, zoneHour = '+00', zoneMinute = '00'] = parts;
  const at = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}${zoneHour}:${zoneMinute}`);
  return Number.isNaN(at.getTime()) ? null : at;
}

function subjectOf(certificate: X509Certificate): Pick<CheckedSignature, 'name' | 'organisation' | 'role'> {
  const subject = parsedOf(certificate).subjectName;
  const first = (type: string): string => subject.getField(type)[0] ?? '';
  return { name: first('CN'), organisation: first('O'), role: first('T') };
}
