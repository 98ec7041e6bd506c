import { createHash } from 'node:crypto';
import { isRefusal } from '#contract/refusal';
import { fillByteRange } from './byte-range.ts';
import { emptySignature, type FieldRefusal, type SignatureRequest } from './empty-signature.ts';
import { openPdf } from './pdf-file.ts';
import type { PreparedPdf } from './stages.ts';

/**
 * The next revision of `document` with an empty signature in `request.field` (S2, S4). Touches the field and its appearance, nothing else.
 * Refuses a field that is missing or signed; throws when the document is not one of ours.
 */
export function prepareSignature(
  request: SignatureRequest & { readonly document: Uint8Array },
): PreparedPdf | FieldRefusal {
  const unfilled = emptySignature(openPdf(request.document), request, false);
  if (isRefusal(unfilled)) return unfilled;
  const { segment, byteRange } = fillByteRange(request.document.length, unfilled);
  // The document is read once for both.
  const hash = createHash('sha256').update(request.document);
  const base = hash.copy().digest('hex');
  return { stage: 'prepared', base, segment, byteRange, sha256: hash.update(segment).digest('hex') };
}
