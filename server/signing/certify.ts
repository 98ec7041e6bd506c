import { createHash } from 'node:crypto';
import { Signer } from '@signpdf/utils';
import { isRefusal } from '#contract/refusal';
import { CertificateFault, datesOf, isWithin, validityOfSigner } from './certificate-ends.ts';
import { embedSignature } from './embed.ts';
import { cmsOf } from './cms.ts';
import { emptySignature, type FieldRefusal, type SignatureRequest } from './empty-signature.ts';
import { openDocument, type OpenDocument } from './open-document.ts';
import { signatureReserve } from './reserve.ts';
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
  /** DER of the root, where its end counts too. */
  readonly root?: Uint8Array;
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
  const document = Buffer.from(rendered.bytes.buffer, rendered.bytes.byteOffset, rendered.bytes.byteLength);
  const signed = await signHere(openDocument(document), request, true);
  if (isRefusal(signed)) return signed;
  return { stage: 'certified', bytes: Buffer.concat([document, signed.segment]), ...signed };
}

/**
 * The organiser's last signature, which closes a document that everyone has signed (S20): an approval signature in a
 * field that is there already. Refuses a field that is missing or signed; throws when the document is not one of ours.
 */
export async function seal(
  document: Uint8Array | OpenDocument,
  request: LocalRequest,
): Promise<SignedPdf | FieldRefusal> {
  const signed = await signHere(openDocument(document), request, false);
  return isRefusal(signed) ? signed : { stage: 'signed', ...signed };
}

/** A whole revision with a signature by a key that is here, and the SHA-256 (hex) of all that there is then. */
async function signHere(
  { file, hash }: OpenDocument,
  request: LocalRequest,
  certifies: boolean,
): Promise<{ readonly segment: Buffer; readonly sha256: string } | FieldRefusal> {
  requireValid(request.signer, request.at);
  const reserve = request.reserve ?? signatureReserve(request.stamper ?? null, request.signer);
  const unfilled = emptySignature(file, { ...request, reserve }, certifies);
  if (isRefusal(unfilled)) return unfilled;
  const segment = await embedSignature(file.bytes, unfilled, new KeySigner(request));
  return { segment, sha256: hash.copy().update(segment).digest('hex') };
}

/** S137, S140: a house runs for longer than a certificate, or one above it, may be valid. Throws a CertificateFault. */
export function requireValid(signer: LocalSigner, at: Date): void {
  const validity = validityOfSigner(signer);
  if (isWithin(validity, at)) return;
  throw new CertificateFault(`The organiser's certificate is ${datesOf(validity)}. Nothing was signed.`);
}

/** A key that is here, as @signpdf asks for signatures. */
class KeySigner extends Signer {
  readonly #request: LocalRequest;

  constructor(request: LocalRequest) {
    super();
    this.#request = request;
  }

  override async sign(signedBytes: Buffer): Promise<Buffer> {
    const { signer, stamper } = this.#request;
    const attributes = signedAttributes(createHash('sha256').update(signedBytes).digest(), signer.certificate);
    const algorithm = signatureAlgorithm(signer.certificate);
    const value = algorithm.encode(await signer.sign(attributes));
    if (!value) throw new Error('A key that is here gave a signature of another length than its certificate says');
    const token = stamper ? await stamper.stamp(createHash('sha256').update(value).digest()) : null;
    return cmsOf({
      attributes,
      algorithm: algorithm.identifier,
      value,
      certificate: signer.certificate,
      certificates: [signer.certificate, ...signer.chain],
      token,
    });
  }
}
