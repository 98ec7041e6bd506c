import { isRefusal } from '#contract/refusal';
import { embedSignature } from './embed.ts';
import { cmsOf } from './cms.ts';
import { CMS_RESERVE, emptySignature, type FieldRefusal, type SignatureRequest } from './empty-signature.ts';
import { openPdf } from './pdf-file.ts';
import { sha256Hex } from './revision-writer.ts';
import { signedAttributes } from './signed-attributes.ts';
import type { CertifiedPdf, RenderedPdf } from './stages.ts';

/** A key that is here, such as the organiser's; a signatory's key never is. */
export type LocalSigner = {
  /** DER. */
  readonly certificate: Uint8Array;
  /** DER of its issuers, without the root. */
  readonly chain: readonly Uint8Array[];
  /** r‖s over the message's SHA-256. */
  readonly sign: (message: Uint8Array) => Promise<Uint8Array>;
};

/**
 * The organiser certifies the document (S3): the first signature, after which only the fields that are there may be signed.
 * Refuses a field that is missing or signed; throws when the document is not one of ours.
 */
export async function certify(
  rendered: RenderedPdf,
  request: SignatureRequest & { readonly signer: LocalSigner },
): Promise<CertifiedPdf | FieldRefusal> {
  const { signer } = request;
  const document = Buffer.from(rendered.bytes);
  const unfilled = emptySignature(openPdf(document), request, true);
  if (isRefusal(unfilled)) return unfilled;
  const segment = await embedSignature(document.length, Buffer.concat([document, unfilled]), async (digest) => {
    const attributes = signedAttributes(digest, signer.certificate);
    const cms = cmsOf(attributes, await signer.sign(attributes), signer.certificate, signer.chain);
    if (cms.length > CMS_RESERVE) throw new Error(`The certification needs ${cms.length} bytes`);
    return cms;
  });
  const bytes = Buffer.concat([document, segment]);
  return { stage: 'certified', bytes, segment, sha256: sha256Hex(bytes) };
}
