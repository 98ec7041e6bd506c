import { fillByteRange, fillContents } from './byte-range.ts';
import { catalogueOf } from './catalogue.ts';
import { BYTE_RANGE_PLACEHOLDER, emptyContents } from './empty-signature.ts';
import { openDocument, type OpenDocument } from './open-document.ts';
import { dictAt, lookUp, type PdfFile } from './pdf-file.ts';
import { PdfSyntaxError, type PdfValue } from './pdf-syntax.ts';
import { tokenReserve } from './reserve.ts';
import { amendedDict, sizeOf, sourceOf, writeRevision, type NewObject } from './revision-writer.ts';
import { signatureFields } from './signature-fields.ts';
import type { ArchivalPdf } from './stages.ts';
import { isOver } from './time-stamp-reading.ts';
import type { TimeStamper } from './time-stamp.ts';

export type DocumentTimestampOptions = {
  readonly stamper: TimeStamper;
  /** Room for the token in bytes; by the stamper if nothing is said. */
  readonly reserve?: number;
};

const ARCHIVE_FIELD = /^archive-(\d+)$/;

/**
 * S48: a revision that stamps the whole document (ETSI EN 319 142-1 §5.4.3), in the unsigned `archive-…` field that the
 * document has, else in a new field that no page shows. The time stands in the token alone, never beside it.
 * Rejects with the stamper's TimeStampFault; throws when the document is not one of ours.
 */
export async function appendDocumentTimestamp(
  document: Uint8Array | OpenDocument,
  options: DocumentTimestampOptions,
): Promise<ArchivalPdf> {
  const { stamper } = options;
  const { file, hash: before } = openDocument(document);
  const base = file.bytes.length;
  const number = sizeOf(file.revisions.at(-1)!.trailer);
  const place = archivePlace(file, number);
  const unfilled = writeRevision(file, [
    ...place.objects,
    { number, body: timestampDictionary(options.reserve ?? tokenReserve(stamper)) },
  ]);
  const { segment, byteRange } = fillByteRange(base, unfilled);
  const [open, close] = [byteRange[1] - base, byteRange[2] - base];
  // The document is read once for what is stamped and for the hash of all that there will be.
  const hash = before.copy().update(segment.subarray(0, open));
  const digest = hash.copy().update(segment.subarray(close)).digest();
  const token = await stamper.stamp(digest);
  if (!isOver(token, digest)) throw new TypeError('The time-stamp token is about another document');
  fillContents(base, segment, byteRange, Buffer.from(token));
  return { stage: 'archival', segment, sha256: hash.update(segment.subarray(open)).digest('hex'), field: place.field };
}

const timestampDictionary = (reserve: number): string =>
  [
    '<< /Type /DocTimeStamp /Filter /Adobe.PPKLite /SubFilter /ETSI.RFC3161',
    BYTE_RANGE_PLACEHOLDER,
    emptyContents(reserve),
    '>>',
  ].join('\n');

type Place = { readonly field: string; readonly objects: readonly NewObject[] };

/** The field for the timestamp `number`, and what changes for it. */
function archivePlace(file: PdfFile, number: number): Place {
  const archives = signatureFields(file).filter(({ name }) => ARCHIVE_FIELD.test(name));
  const free = archives.find(({ signature }) => signature === null);
  if (free) {
    const body = amendedDict(file, free.dict, { V: `${number} 0 R` });
    return { field: free.name, objects: [{ number: free.number, body }] };
  }
  const highest = Math.max(0, ...archives.map(({ name }) => Number(ARCHIVE_FIELD.exec(name)![1])));
  const field = `archive-${highest + 1}`;
  // Without size, on no page: every page stays as it was.
  const widget = `<< /Type /Annot /Subtype /Widget /FT /Sig /T (${field}) /F 132 /Rect [0 0 0 0] /V ${number} 0 R >>`;
  return { field, objects: [longerForm(file, `${number + 1} 0 R`), { number: number + 1, body: widget }] };
}

/** The one object that lists the form's fields, with one field more at its end. */
function longerForm(file: PdfFile, field: string): NewObject {
  const catalogue = catalogueOf(file);
  const stated = catalogue.dict.entries.get('AcroForm');
  const form = dictAt(file, stated);
  const fields = form?.entries.get('Fields');
  if (!form || fields === undefined) throw new PdfSyntaxError('The document has no form');
  if (fields.kind === 'ref')
    return { number: fields.number, body: longer(file, lookUp(file, fields.number)?.value, field) };
  const longerFields = { Fields: longer(file, fields, field) };
  if (stated?.kind === 'ref') return { number: stated.number, body: amendedDict(file, form, longerFields) };
  // Documents of the first days have their form in the catalogue.
  const inline = amendedDict(file, form, longerFields).toString('latin1');
  return { number: catalogue.number, body: amendedDict(file, catalogue.dict, { AcroForm: inline }) };
}

function longer(file: PdfFile, list: PdfValue | undefined, field: string): string {
  if (list?.kind !== 'array') throw new PdfSyntaxError('The form is not well formed');
  return `[${[...list.items.map((item) => sourceOf(file, item)), field].join(' ')}]`;
}
