import { verify, X509Certificate } from 'node:crypto';
import { refuse, type Refusal } from '#contract/refusal';
import { readByteRange, unfillByteRange } from './byte-range.ts';
import { cmsOf } from './cms.ts';
import { embedSignature } from './embed.ts';
import { CMS_RESERVE } from './empty-signature.ts';
import { sha256Hex } from './revision-writer.ts';
import { signedAttributes } from './signed-attributes.ts';
import type { SignedPdf } from './stages.ts';

export type Completion = {
  /** The document's head now. */
  readonly document: Uint8Array;
  /** The segment that `prepareSignature` made. */
  readonly prepared: Uint8Array;
  /** DER of the signer's certificate. */
  readonly certificate: Uint8Array;
  /** DER of its issuers, without the root. */
  readonly chain: readonly Uint8Array[];
  /** r‖s over the DER of the signed attributes. */
  readonly signature: Uint8Array;
};

export type CompletionRefusal = Refusal<'base-moved' | 'signature-does-not-match' | 'cms-too-long'>;

class Stop extends Error {
  readonly outcome: CompletionRefusal;
  constructor(outcome: CompletionRefusal) {
    super(outcome.refused.detail);
    this.outcome = outcome;
  }
}

/**
 * Puts the signature into its place (S6). What was signed is worked out here anew from the bytes: the caller's word counts for nothing.
 */
export async function completeSignature(completion: Completion): Promise<SignedPdf | CompletionRefusal> {
  const { document, certificate, chain, signature } = completion;
  const prepared = Buffer.from(completion.prepared);
  const place = readByteRange(document.length, prepared);
  if (!place) return refuse('base-moved', 'The document is no longer the one that was prepared');
  const unfilled = Buffer.concat([document, unfillByteRange(prepared, place.at)]);
  try {
    const segment = await embedSignature(document.length, unfilled, async (digest) => {
      const attributes = signedAttributes(digest, certificate);
      if (!isSignedBy(certificate, attributes, signature)) {
        throw new Stop(
          refuse('signature-does-not-match', 'The signature does not fit these bytes and this certificate'),
        );
      }
      const cms = cmsOf(attributes, signature, certificate, chain);
      if (cms.length > CMS_RESERVE) throw new Stop(refuse('cms-too-long', `The signature needs ${cms.length} bytes`));
      return cms;
    });
    return { stage: 'signed', segment, sha256: sha256Hex(document, segment) };
  } catch (problem) {
    if (problem instanceof Stop) return problem.outcome;
    throw problem;
  }
}

function isSignedBy(certificate: Uint8Array, attributes: Buffer, signature: Uint8Array): boolean {
  if (signature.length !== 64) return false;
  const key = new X509Certificate(certificate).publicKey;
  return verify('sha256', attributes, { key, dsaEncoding: 'ieee-p1363' }, signature);
}
