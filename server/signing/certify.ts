import { createHash } from 'node:crypto';
import { isRefusal } from '#contract/refusal';
import { embedSignature } from './embed.ts';
import { cmsOf } from './cms.ts';
import { emptySignature, type FieldRefusal, type SignatureRequest } from './empty-signature.ts';
import { openPdf } from './pdf-file.ts';
import { signatureReserve } from './reserve.ts';
import { sha256Hex } from './revision-writer.ts';
import { signatureAlgorithm } from './signature-algorithm.ts';
import { signedAttributes } from './signed-attributes.ts';
import type { CertifiedPdf, RenderedPdf, SignedPdf } from './stages.ts';
import type { TimeStamper } from './time-stamp.ts';

/** A key that is here, such as the organiser's; a signatory's key never is. */
export type LocalSigner = {
  /** DER. */
  readonly certificate: Uint8Array;
  /** DER of its issuers, without the root. */
  readonly chain: readonly Uint8Array[];
  /** Over the message's SHA-256: r‖s of ECDSA, or PKCS#1 v1.5 of RSA, as the certificate's key is (S40). */
  readonly sign: (message: Uint8Array) => Promise<Uint8Array>;
};

export type LocalRequest = SignatureRequest & {
  readonly signer: LocalSigner;
  /** S42: who stamps the signature, if anybody. Rejects with its TimeStampFault when there is no token. */
  readonly stamper?: TimeStamper | null;
};

/**
 * The organiser certifies the document (S3): the first signature, after which only the fields that are there may be signed.
 * Refuses a field that is missing or signed; throws when the document is not one of ours.
 */
export async function certify(rendered: RenderedPdf, request: LocalRequest): Promise<CertifiedPdf | FieldRefusal> {
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
export async function seal(document: Uint8Array, request: LocalRequest): Promise<SignedPdf | FieldRefusal> {
  const segment = await signHere(Buffer.from(document), request, false);
  if (isRefusal(segment)) return segment;
  return { stage: 'signed', segment, sha256: sha256Hex(document, segment) };
}

/** A whole revision with a signature by a key that is here. */
async function signHere(document: Buffer, request: LocalRequest, certifies: boolean): Promise<Buffer | FieldRefusal> {
  const { signer } = request;
  const stamper = request.stamper ?? null;
  const reserve = request.reserve ?? signatureReserve(stamper, signer);
  const unfilled = emptySignature(openPdf(document), { ...request, reserve }, certifies);
  if (isRefusal(unfilled)) return unfilled;
  return embedSignature(document.length, Buffer.concat([document, unfilled]), async (digest) => {
    const attributes = signedAttributes(digest, signer.certificate);
    const algorithm = signatureAlgorithm(signer.certificate);
    const value = algorithm.encode(await signer.sign(attributes));
    if (!value) throw new Error('A key that is here gave a signature of another length than its certificate says');
    const token = stamper ? await stamper.stamp(createHash('sha256').update(value).digest()) : null;
    const cms = cmsOf({
      attributes,
      algorithm: algorithm.identifier,
      value,
      certificate: signer.certificate,
      certificates: [signer.certificate, ...signer.chain],
      token,
    });
    if (cms.length > reserve) throw new Error(`The organiser's signature needs ${cms.length} bytes`);
    return cms;
  });
}
