import { deflateSync } from 'node:zlib';
import { DEFAULT_BYTE_RANGE_PLACEHOLDER, SUBFILTER_ETSI_CADES_DETACHED } from '@signpdf/utils';
import { refuse, type Refusal } from '#contract/refusal';
import { catalogueOf } from './catalogue.ts';
import { fieldLock } from './field-lock.ts';
import { dictAt, type PdfFile } from './pdf-file.ts';
import { CMS_RESERVE } from './reserve.ts';
import {
  amendedDict,
  pdfDate,
  sizeOf,
  sourceOf,
  textString,
  writeRevision,
  type NewObject,
} from './revision-writer.ts';
import { signatureFields, type SignatureField } from './signature-fields.ts';
import type { Appearance } from './stages.ts';

const slot = `/${DEFAULT_BYTE_RANGE_PLACEHOLDER}`;
export const BYTE_RANGE_PLACEHOLDER = `/ByteRange [0 ${slot} ${slot} ${slot}]`;

export type SignatureRequest = {
  readonly field: string;
  readonly at: Date;
  readonly reason: string;
  /** Who signs, as the signature dictionary states it. */
  readonly name: string;
  readonly appearance: Appearance | null;
  /** S4: room for the signature in bytes, as `reserve.ts` names it; without a token if nothing is said. */
  readonly reserve?: number;
};

export type FieldRefusal = Refusal<'no-such-field' | 'field-already-signed'>;

/**
 * The next revision with an empty signature in `field` and an unfilled byte range. With `certify`, the signature certifies
 * the document and permits nothing later but filling in forms and signing (DocMDP P=2, S3).
 */
export function emptySignature(file: PdfFile, request: SignatureRequest, certify: boolean): Buffer | FieldRefusal {
  const field = signatureFields(file).find((candidate) => candidate.name === request.field);
  if (!field) return refuse('no-such-field', `The document has no signature field ${request.field}`);
  if (field.signature) return refuse('field-already-signed', `The field ${request.field} is signed already`);
  const trailer = file.revisions.at(-1)!.trailer;
  const signature = sizeOf(trailer);
  const objects: NewObject[] = [
    { number: signature, body: signatureDictionary(request, certify, lockReference(file, field)) },
  ];
  const changes: Record<string, string> = { V: `${signature} 0 R` };
  if (request.appearance) {
    changes['AP'] = `<< /N ${signature + 1} 0 R >>`;
    objects.push({ number: signature + 1, body: appearanceStream(file, field, request.appearance) });
  }
  objects.unshift({ number: field.number, body: amendedDict(file, field.dict, changes) });
  if (certify) objects.unshift(certifiedCatalogue(file, signature));
  return writeRevision(file, objects);
}

function signatureDictionary(request: SignatureRequest, certify: boolean, lock: string | null): string {
  const references = [...(certify ? [DOC_MDP] : []), ...(lock === null ? [] : [lock])];
  // ByteRange and Contents come first and side by side: no text of ours can stand between them and be taken for either.
  return [
    `<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /${SUBFILTER_ETSI_CADES_DETACHED}`,
    BYTE_RANGE_PLACEHOLDER,
    emptyContents(request.reserve ?? CMS_RESERVE),
    `/M ${pdfDate(request.at)} /Name ${textString(request.name)} /Reason ${textString(request.reason)}`,
    ...(references.length > 0 ? [`/Reference [${references.join(' ')}]`] : []),
    '>>',
  ].join('\n');
}

/** Room for a signature of so many bytes. Throws RangeError for a size that no signature has. */
export function emptyContents(reserve: number): string {
  if (!Number.isInteger(reserve) || reserve < 1024 || reserve > 65_536) throw new RangeError('No room for a signature');
  return `/Contents <${'00'.repeat(reserve)}>`;
}

const DOC_MDP =
  '<< /Type /SigRef /TransformMethod /DocMDP /TransformParams << /Type /TransformParams /V /1.2 /P 2 >> >>';

/**
 * S45: a signature in a field with a lock repeats it as what the signature locks (FieldMDP, ISO 32000-2 §12.8.2.4). `/Data`,
 * which this method requires, is the catalogue.
 */
function lockReference(file: PdfFile, field: SignatureField): string | null {
  const lock = fieldLock(file, field);
  const root = file.revisions.at(-1)!.trailer.entries.get('Root');
  if (!lock || root?.kind !== 'ref') return null;
  const fields = lock.fields === null ? '' : ` /Fields ${lock.fields}`;
  return [
    `<< /Type /SigRef /TransformMethod /FieldMDP /Data ${sourceOf(file, root)}`,
    `/TransformParams << /Type /TransformParams /V /1.2 /Action /${lock.action}${fields} >> >>`,
  ].join(' ');
}

/** A new drawing in the same frame with the same fonts and images (S2). */
function appearanceStream(file: PdfFile, field: SignatureField, appearance: Appearance): Buffer {
  const states = dictAt(file, field.dict.entries.get('AP'));
  const old = dictAt(file, states?.entries.get('N'));
  if (!old) throw new Error(`The field ${field.name} has no appearance to replace`);
  const kept = ['BBox', 'Matrix', 'Resources'].flatMap((key) => {
    const value = old.entries.get(key);
    return value ? [`/${key} ${sourceOf(file, value)}`] : [];
  });
  // A drawing is small; the memory for a large window would cost more than the drawing.
  const content = deflateSync(appearance.content, { level: 4, windowBits: 12, memLevel: 5 });
  return Buffer.concat([
    Buffer.from(
      `<< /Type /XObject /Subtype /Form /FormType 1 ${kept.join(' ')} /Filter /FlateDecode /Length ${content.length} >>\nstream\n`,
      'latin1',
    ),
    content,
    Buffer.from('\nendstream'),
  ]);
}

function certifiedCatalogue(file: PdfFile, signature: number): NewObject {
  const { number, dict } = catalogueOf(file);
  return { number, body: amendedDict(file, dict, { Perms: `<< /DocMDP ${signature} 0 R >>` }) };
}
