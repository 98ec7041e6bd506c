import { isRefusal } from '#contract/refusal';
import { fillByteRange } from './byte-range.ts';
import { emptySignature, type FieldRefusal, type SignatureRequest } from './empty-signature.ts';
import { openDocument, type OpenDocument } from './open-document.ts';
import type { PreparedPdf } from './stages.ts';

/**
 * The next revision of `document` with an empty signature in `request.field` (S2, S4). Touches the field and its appearance, nothing else.
 * Refuses a field that is missing or signed; throws when the document is not one of ours.
 */
export function prepareSignature(
  request: SignatureRequest & { readonly document: Uint8Array | OpenDocument },
): PreparedPdf | FieldRefusal {
  const { file, hash } = openDocument(request.document);
  const unfilled = emptySignature(file, request, false);
  if (isRefusal(unfilled)) return unfilled;
  const { segment, byteRange } = fillByteRange(file.bytes.length, unfilled);
  const base = hash.copy().digest('hex');
  return { stage: 'prepared', base, segment, byteRange, sha256: hash.copy().update(segment).digest('hex') };
}
