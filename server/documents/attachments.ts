import { createHash } from 'node:crypto';
import { dateString, type PdfWriter, textString } from './pdf-writer.ts';

/** A file inside the file: the data that the document was made from (D43). */
export type Attachment = { readonly name: string; readonly description: string; readonly json: unknown };

/** Answers with the file specifications, by name. */
export function attach(
  pdf: Pick<PdfWriter, 'add' | 'stream'>,
  attachments: readonly Attachment[],
  at: Date,
): readonly { readonly name: string; readonly specification: number }[] {
  return attachments
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name, description, json }) => {
      const bytes = Buffer.from(`${JSON.stringify(json, null, 1)}\n`, 'utf8');
      // MD5 is what the format names here; what protects the data is the signature over the whole file.
      const sum = createHash('md5').update(bytes).digest('hex');
      const file = pdf.stream(
        `/Type/EmbeddedFile/Subtype/application#2Fjson/Params<</Size ${bytes.length}/ModDate${dateString(at)}/CheckSum<${sum}>>>`,
        bytes,
        'deflate',
      );
      const called = textString(name);
      const specification = pdf.add(
        `<</Type/Filespec/F${called}/UF${called}/Desc${textString(description)}/AFRelationship/Data/EF<</F ${file} 0 R/UF ${file} 0 R>>>>`,
      );
      return { name, specification };
    });
}
