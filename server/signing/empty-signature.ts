import { deflateSync } from 'node:zlib';
import { DEFAULT_BYTE_RANGE_PLACEHOLDER, SUBFILTER_ETSI_CADES_DETACHED } from '@signpdf/utils';
import { refuse, type Refusal } from '#contract/refusal';
import { dictAt, lookUp, type PdfFile } from './pdf-file.ts';
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

/** S4: room for the CMS in bytes. Ours needs about 2,100; a time-stamp token would fit as well. */
export const CMS_RESERVE = 3584;

const slot = `/${DEFAULT_BYTE_RANGE_PLACEHOLDER}`;
export const BYTE_RANGE_PLACEHOLDER = `/ByteRange [0 ${slot} ${slot} ${slot}]`;

export type SignatureRequest = {
  readonly field: string;
  readonly at: Date;
  readonly reason: string;
  /** Who signs, as the signature dictionary states it. */
  readonly name: string;
  readonly appearance: Appearance | null;
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
  const objects: NewObject[] = [{ number: signature, body: signatureDictionary(request, certify) }];
  const changes: Record<string, string> = { V: `${signature} 0 R` };
  if (request.appearance) {
    changes['AP'] = `<< /N ${signature + 1} 0 R >>`;
    objects.push({ number: signature + 1, body: appearanceStream(file, field, request.appearance) });
  }
  objects.unshift({ number: field.number, body: amendedDict(file, field.dict, changes) });
  if (certify) objects.unshift(certifiedCatalogue(file, signature));
  return writeRevision(file, objects);
}

function signatureDictionary(request: SignatureRequest, certify: boolean): string {
  // ByteRange and Contents come first and side by side: no text of ours can stand between them and be taken for either.
  return [
    `<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /${SUBFILTER_ETSI_CADES_DETACHED}`,
    BYTE_RANGE_PLACEHOLDER,
    `/Contents <${'00'.repeat(CMS_RESERVE)}>`,
    `/M ${pdfDate(request.at)} /Name ${textString(request.name)} /Reason ${textString(request.reason)}`,
    ...(certify
      ? [
          '/Reference [<< /Type /SigRef /TransformMethod /DocMDP',
          '/TransformParams << /Type /TransformParams /V /1.2 /P 2 >> >>]',
        ]
      : []),
    '>>',
  ].join('\n');
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
  const content = deflateSync(appearance.content);
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
  const root = file.revisions.at(-1)!.trailer.entries.get('Root');
  const catalogue = root?.kind === 'ref' ? lookUp(file, root.number) : null;
  if (catalogue?.value.kind !== 'dict') throw new Error('The document has no catalogue');
  return {
    number: catalogue.number,
    body: amendedDict(file, catalogue.value, { Perms: `<< /DocMDP ${signature} 0 R >>` }),
  };
}
