import { refuse, type Refusal } from '#contract/refusal';
import { dictAt, openPdf, type PdfFile } from './pdf-file.ts';
import { signatureFields } from './signature-fields.ts';

export type FieldBox = {
  /** Of the field's place on its page, in points. */
  readonly width: number;
  readonly height: number;
  /** Names of the drawings (XObjects) that what is drawn in the field may use, as its empty frame could. */
  readonly carried: ReadonlySet<string>;
};

/** Throws when the document is not one of ours. */
export function fieldBox(document: Uint8Array | PdfFile, field: string): FieldBox | Refusal<'no-such-field'> {
  const file = document instanceof Uint8Array ? openPdf(document) : document;
  const found = signatureFields(file).find(({ name }) => name === field);
  const rect = found?.dict.entries.get('Rect');
  const corners =
    rect?.kind === 'array' ? rect.items.map((item) => (item.kind === 'number' ? item.value : Number.NaN)) : [];
  const [left, bottom, right, top] = corners;
  if (left === undefined || bottom === undefined || right === undefined || top === undefined) {
    return refuse('no-such-field', `The document has no signature field ${field}`);
  }
  const path = ['AP', 'N', 'Resources', 'XObject'];
  const drawings = path.reduce((dict, key) => dictAt(file, dict?.entries.get(key)), found?.dict ?? null);
  return { width: Math.abs(right - left), height: Math.abs(top - bottom), carried: new Set(drawings?.entries.keys()) };
}
