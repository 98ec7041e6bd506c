import { fillByteRange } from '#signing/byte-range';
import { BYTE_RANGE_PLACEHOLDER } from '#signing/empty-signature';
import { openPdf } from '#signing/pdf-file';
import { writeRevision, type NewObject } from '#signing/revision-writer';

/** The objects of a segment, to be changed and put together again. */
export function objectsOf(segment: Uint8Array): NewObject[] {
  const text = Buffer.from(segment).toString('latin1');
  return [...text.matchAll(/(\d+) 0 obj\n([\s\S]*?)\nendobj\n/g)].map(([, number, body]) => ({
    number: Number(number),
    body: body!,
  }));
}

/** The prepared segment with its objects changed, and everything about it correct again: a server that lies well. */
export function forged(
  document: Uint8Array,
  segment: Uint8Array,
  change: (objects: NewObject[]) => NewObject[],
): Buffer {
  const prepared = Buffer.from(segment);
  const unfilled = Buffer.from(prepared);
  unfilled.write(BYTE_RANGE_PLACEHOLDER, prepared.indexOf('/ByteRange ['), 'latin1');
  const written = writeRevision(openPdf(document), change(objectsOf(unfilled)));
  return fillByteRange(document.length, written).segment;
}

/** `from` → `to` in the one object whose body matches `of`. */
export const replacing =
  (of: RegExp, from: string | RegExp, to: string) =>
  (objects: NewObject[]): NewObject[] =>
    objects.map((object) =>
      of.test(String(object.body)) ? { ...object, body: String(object.body).replace(from, to) } : object,
    );

/** A revision that signs nothing. */
export const appended = (document: Uint8Array, objects: readonly NewObject[]): Buffer =>
  Buffer.concat([document, writeRevision(openPdf(document), objects)]);

/** Number and text of the first object whose text matches `of`. */
export function objectLike(document: Uint8Array, of: RegExp): { number: number; body: string } {
  for (const [, number, body] of Buffer.from(document)
    .toString('latin1')
    .matchAll(/(\d+) 0 obj\n([\s\S]*?)\nendobj/g)) {
    if (of.test(body!)) return { number: Number(number), body: body! };
  }
  throw new Error(`No object is like ${of}`);
}
