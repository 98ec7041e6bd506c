import type { FieldLocks } from '#contract/views/verification';
import { dictAt, type PdfFile } from '../pdf-file.ts';
import { isSpace, nameOf, spend, textOf, type PdfDict, type PdfString, type PdfValue } from '../pdf-syntax.ts';
import type { SignatureField } from '../signature-fields.ts';
import { checkCms, type CheckedCms } from './cms.ts';
import { restrictionsOf } from './locks.ts';
import type { Trust } from './path.ts';
import type { VerifyProblem } from './problem.ts';
import { digest, type Hash } from './public-key.ts';
import { readStamp, type ReadStamp } from './time-stamp.ts';

/** What one revision brought, taken apart and checked in itself; whom to believe and since when is asked later. */
export type ReadSignature = {
  readonly kind: 'signature';
  readonly field: string;
  readonly revision: number;
  /** Stated by the signer in /M. */
  readonly stated: Date | null;
  readonly cms: CheckedCms | null;
  readonly stamps: readonly ReadStamp[];
  /** P of DocMDP when this signature certifies the document. */
  readonly permits: number | null;
  readonly lock: FieldLocks | null;
  /** /Reason, bounded. */
  readonly reason: string;
  readonly problems: readonly VerifyProblem[];
};

export type ReadTimestamp = {
  readonly kind: 'timestamp';
  readonly field: string;
  readonly revision: number;
  readonly stamp: ReadStamp;
};

const LONGEST_REASON = 200;

/** Reads the signature that revision `index` brought (S10, S11, S13). */
export async function readSignature(
  file: PdfFile,
  index: number,
  field: SignatureField,
  pool: Trust['pool'],
): Promise<ReadSignature> {
  const nobody = {
    kind: 'signature',
    field: field.name,
    revision: index,
    stated: null,
    cms: null,
    stamps: [],
    permits: null,
    lock: null,
    reason: '',
  } as const;
  const place = placeOf(file, index, field, 'ETSI.CAdES.detached');
  if (typeof place === 'string') return { ...nobody, problems: [place] };
  const { dict, contents, digestOf } = place;
  const restrictions = restrictionsOf(file, index, field, dict);
  const problems: VerifyProblem[] = [...restrictions.problems];
  const stated = signingTime(dict.entries.get('M'));
  if (!stated) problems.push('no-signing-time');
  const cms = await checkCms(contents, { detached: digestOf }, pool);
  problems.push(...cms.problems);
  const stamps: ReadStamp[] = [];
  for (const token of cms.tokens) {
    stamps.push(await readStamp(token, async (hash) => digest(hash, cms.value), 'time-stamp-mismatch', pool));
  }
  const { permits, lock } = restrictions;
  const given = dict.entries.get('Reason');
  const reason = given?.kind === 'string' ? textOf(given).slice(0, LONGEST_REASON) : '';
  return { ...nobody, stated, cms, stamps, permits, lock, reason, problems };
}

/** Reads the document timestamp that revision `index` brought (S62): a token over everything but itself. */
export async function readTimestamp(
  file: PdfFile,
  index: number,
  field: SignatureField,
  pool: Trust['pool'],
): Promise<ReadTimestamp> {
  const place = placeOf(file, index, field, 'ETSI.RFC3161');
  const stamp: ReadStamp =
    typeof place === 'string'
      ? { at: null, authority: null, certificates: [], problems: [place] }
      : await readStamp(place.contents, place.digestOf, 'digest-mismatch', pool);
  return { kind: 'timestamp', field: field.name, revision: index, stamp };
}

type Place = {
  readonly dict: PdfDict;
  readonly contents: Buffer;
  /** Of the two ranges. */
  readonly digestOf: (hash: Hash) => Promise<Buffer>;
};

function placeOf(
  file: PdfFile,
  index: number,
  field: SignatureField,
  subFilter: string,
): Place | 'signature-dictionary' | 'byte-range' {
  const dict = dictAt(file, field.signature ?? undefined, index);
  const contents = dict?.entries.get('Contents');
  if (!dict || contents?.kind !== 'string' || !isPlainHex(file, contents)) return 'signature-dictionary';
  if (nameOf(dict.entries.get('SubFilter')) !== subFilter) return 'signature-dictionary';
  const covered = coveredBytes(file, index, dict, contents);
  if (!covered) return 'byte-range';
  const length = covered[0].length + covered[1].length;
  return {
    dict,
    contents: contents.bytes,
    digestOf: async (hash) => {
      // Hashing is reading, too: a file with many signatures over much would cost as much again for each.
      spend(file.budget, length >> 8);
      const whole = new Uint8Array(length);
      whole.set(covered[0]);
      whole.set(covered[1], covered[0].length);
      return digest(hash, whole);
    },
  };
}

/** One spelling only: a hexadecimal string of whole bytes without space in it. */
const isPlainHex = ({ bytes }: PdfFile, string: PdfString): boolean =>
  string.hex &&
  string.bytes.length * 2 === string.end - string.start - 2 &&
  !bytes.subarray(string.start + 1, string.end - 1).some((byte) => isSpace(byte));

/** The two ranges, if they are the whole file up to this revision's end but for exactly the string of Contents. */
function coveredBytes(
  file: PdfFile,
  index: number,
  dict: PdfDict,
  contents: PdfValue,
): readonly [Buffer, Buffer] | null {
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
