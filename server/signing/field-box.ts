import { refuse, type Refusal } from '#contract/refusal';
import { openPdf, type PdfFile } from './pdf-file.ts';
import { signatureFields } from './signature-fields.ts';

/** Width and height of a signature field's place on its page, in points. */
export type FieldBox = { readonly width: number; readonly height: number };

/** Throws when the document is not one of ours. */
export function fieldBox(document: Uint8Array | PdfFile, field: string): FieldBox | Refusal<'no-such-field'> {
  const found = signatureFields(document instanceof Uint8Array ? openPdf(document) : document).find(
    ({ name }) => name === field,
  );
  const rect = found?.dict.entries.get('Rect');
  const corners =
    rect?.kind === 'array' ? rect.items.map((item) => (item.kind === 'number' ? item.value : Number.NaN)) : [];
  const [left, bottom, right, top] = corners;
  if (left === undefined || bottom === undefined || right === undefined || top === undefined) {
    return refuse('no-such-field', `The document has no signature field ${field}`);
  }
  return { width: Math.abs(right - left), height: Math.abs(top - bottom) };
}
