import { createHash } from 'node:crypto';
import { Signer, SignPdf } from '@signpdf/signpdf';

/** Hands the digest of the byte range to `answer` and gives its CMS to the embedding library. */
class DigestSigner extends Signer {
  readonly #answer: (digest: Buffer) => Promise<Buffer>;

  constructor(answer: (digest: Buffer) => Promise<Buffer>) {
    super();
    this.#answer = answer;
  }

  override async sign(signedBytes: Buffer): Promise<Buffer> {
    return this.#answer(createHash('sha256').update(signedBytes).digest());
  }
}

/**
 * Fills the one empty signature of `unfilled` (document and segment) and returns the segment, which is what follows `base` bytes.
 * Throws whatever `answer` throws.
 */
export async function embedSignature(
  base: number,
  unfilled: Buffer,
  answer: (digest: Buffer) => Promise<Buffer>,
): Promise<Buffer> {
  const signed = await new SignPdf().sign(unfilled, new DigestSigner(answer));
  return signed.subarray(base);
}
