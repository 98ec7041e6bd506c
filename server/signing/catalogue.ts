import { lookUp, type PdfFile } from './pdf-file.ts';
import type { PdfDict } from './pdf-syntax.ts';

/** The document's catalogue, as its last revision has it. Throws when there is none. */
export function catalogueOf(file: PdfFile): { readonly number: number; readonly dict: PdfDict } {
  const root = file.revisions.at(-1)!.trailer.entries.get('Root');
  const catalogue = root?.kind === 'ref' ? lookUp(file, root.number) : null;
  if (catalogue?.value.kind !== 'dict') throw new Error('The document has no catalogue');
  return { number: catalogue.number, dict: catalogue.value };
}
