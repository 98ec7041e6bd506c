import { isRefusal } from '#contract/refusal';
import { embedSignature } from './embed.ts';
import { cmsOf } from './cms.ts';
import { CMS_RESERVE, emptySignature, type FieldRefusal, type SignatureRequest } from './empty-signature.ts';
import { openPdf } from './pdf-file.ts';
import { sha256Hex } from './revision-writer.ts';
import { signedAttributes } from './signed-attributes.ts';
import type { CertifiedPdf, RenderedPdf, SignedPdf } from './stages.ts';

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
  const document = Buffer.from(rendered.bytes);
  const segment = await signHere(document, request, true);
  if (isRefusal(segment)) return segment;
  const bytes = Buffer.concat([document, segment]);
  return { stage: 'certified', bytes, segment, sha256: sha256Hex(bytes) };
}

/**
 * The organiser's last signature, which closes a document that everyone has signed (S20): an approval signature in a
 * field that is there already. Refuses a field that is missing or signed; throws when the document is not one of ours.
 */
export async function seal(
  document: Uint8Array,
  request: SignatureRequest & { readonly signer: LocalSigner },
): Promise<SignedPdf | FieldRefusal> {
  const segment = await signHere(Buffer.from(document), request, false);
  if (isRefusal(segment)) return segment;
  return { stage: 'signed', segment, sha256: sha256Hex(document, segment) };
}

/** A whole revision with a signature by a key that is here. */
async function signHere(
  document: Buffer,
  request: SignatureRequest & { readonly signer: LocalSigner },
  certifies: boolean,
): Promise<Buffer | FieldRefusal> {
  const { signer } = request;
  const unfilled = emptySignature(openPdf(document), request, certifies);
  if (isRefusal(unfilled)) return unfilled;
  return embedSignature(document.length, Buffer.concat([document, unfilled]), async (digest) => {
    const attributes = signedAttributes(digest, signer.certificate);
    const cms = cmsOf(attributes, await signer.sign(attributes), signer.certificate, signer.chain);
    if (cms.length > CMS_RESERVE) throw new Error(`The organiser's signature needs ${cms.length} bytes`);
    return cms;
  });
}
