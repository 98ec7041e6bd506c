import { checkPrepared, type Refused } from '../../signing/check-prepared.ts';
import { hashOf } from '../../pdf/hash.ts';

// Between consent and signature others may have signed. Each revision that came in between must be a signature and
// nothing else: seen with its contents blanked, it is what `checkPrepared` accepts before it is signed.

const latin1 = new TextDecoder('latin1');
const END = /%%EOF(\r\n|\n|\r)?/g;

/** Where a revision may end: a line break after its mark belongs to it, or to what follows. */
const endsAfter = (bytes: Uint8Array, start: number): readonly number[] =>
  [...latin1.decode(bytes.subarray(start)).matchAll(END)].flatMap((found) => {
    const end = start + found.index + found[0].length;
    const [, lineBreak = ''] = found;
    return lineBreak === '' ? [end] : [end - lineBreak.length, end];
  });

/** The same revision as it was before its signature was put in. */
const blanked = (segment: Uint8Array): Uint8Array<ArrayBuffer> => {
  const copy = new Uint8Array(segment);
  const found = /\/Contents\s*<([0-9A-Fa-f]+)>/.exec(latin1.decode(segment));
  if (found !== null) {
    const digits = found[1]?.length ?? 0;
    copy.fill(0x30, found.index + found[0].length - 1 - digits, found.index + found[0].length - 1);
  }
  return copy;
};

const refused = (detail: string): Refused => ({ refused: 'not-an-extension', detail });

/** Null when `after` is `before` with nothing but signatures in these fields added. */
export const onlySignaturesAdded = async (
  before: Uint8Array<ArrayBuffer>,
  after: Uint8Array<ArrayBuffer>,
  fields: readonly string[],
): Promise<Refused | null> => {
  if (after.length < before.length || before.some((byte, index) => byte !== after[index])) {
    return refused('The document does not begin with what was shown');
  }
  let start = before.length;
  const left = new Set(fields);
  while (start < after.length) {
    const shown = after.slice(0, start);
    const shownSha256 = await hashOf(shown);
    let next: number | null = null;
    for (const end of endsAfter(after, start)) {
      const segment = blanked(after.subarray(start, end));
      for (const field of left) {
        if (next === null && !('refused' in (await checkPrepared({ shown, shownSha256, segment, field })))) {
          left.delete(field);
          next = end;
        }
      }
      if (next !== null) break;
    }
    if (next === null) return refused('Something other than a signature was added to the document');
    start = next;
  }
  return null;
};

/** The beginning of `document` to which somebody consented, by its hash; null when there is none. */
export const consentedPart = async (
  document: Uint8Array<ArrayBuffer>,
  sha256: string,
): Promise<Uint8Array<ArrayBuffer> | null> => {
  for (const end of endsAfter(document, 0).toReversed()) {
    const part = document.slice(0, end);
    if ((await hashOf(part)) === sha256) return part;
  }
  return null;
};
