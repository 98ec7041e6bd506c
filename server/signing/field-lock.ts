import { dictAt, type PdfFile } from './pdf-file.ts';
import { nameOf, PdfSyntaxError } from './pdf-syntax.ts';
import { sourceOf } from './revision-writer.ts';
import type { SignatureField } from './signature-fields.ts';

/** What a field locks once it is signed, as the rendered document says it (ISO 32000-2 §12.7.5.5, `/Lock`). */
export type FieldLock = {
  readonly action: 'All' | 'Include' | 'Exclude';
  /** The array of names exactly as it stands in the file; null when the lock is about all fields. */
  readonly fields: string | null;
};

/** Null when signing this field locks nothing. Throws PdfSyntaxError for a lock that is none. */
export function fieldLock(file: PdfFile, field: SignatureField): FieldLock | null {
  const stated = field.dict.entries.get('Lock');
  if (stated === undefined) return null;
  const lock = dictAt(file, stated);
  const action = nameOf(lock?.entries.get('Action'));
  const fields = lock?.entries.get('Fields');
  if (action === 'All') return { action, fields: null };
  const isNamed = fields?.kind === 'array' && fields.items.every(({ kind }) => kind === 'string');
  if ((action !== 'Include' && action !== 'Exclude') || !isNamed) {
    throw new PdfSyntaxError(`The lock of the field ${field.name} is not well formed`);
  }
  return { action, fields: sourceOf(file, fields) };
}
