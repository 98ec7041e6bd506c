import { createHash } from 'node:crypto';
import type { LocalSigner } from './certify.ts';
import { cmsOf } from './cms.ts';
import { der, integer, oid } from './der.ts';
import { signatureAlgorithm } from './signature-algorithm.ts';
import { signedAttributes } from './signed-attributes.ts';
import { imprintOf, VERSION_1 } from './time-stamp-request.ts';

// RFC 3161 §2.4.2, RFC 5816: TSTInfo inside CMS SignedData.

/** id-ct-TSTInfo. */
export const ID_TST_INFO = oid('2a864886f70d0109100104');

/**
 * The house's own policy, an identifier out of a UUID (X.667): time by the clock of the organiser's server, to the second.
 * It claims no conformity with a policy of anybody else. Arcs 2.25.…, in hex as they are encoded.
 */
export const OWN_POLICY = '69b6dfd3f2a5f7dab2879e80cbddd1d58ece4e';

/** Accuracy { seconds 1 }: the time is cut to whole seconds, as `/M` is. */
const ACCURACY = der(0x30, der(0x02, Buffer.from([1])));

export type TokenFacts = {
  /** 32 bytes. */
  readonly sha256: Uint8Array;
  readonly at: Date;
  /** Random bytes, at most 20. */
  readonly serial: Uint8Array;
  /** DER of the INTEGER of the request, if it had one. */
  readonly nonce: Buffer | null;
  readonly withCertificates: boolean;
};

/** DER of a TimeStampToken by this key, whose certificate is one for time-stamping alone. */
export async function timeStampToken(signer: LocalSigner, facts: TokenFacts): Promise<Buffer> {
  const info = der(
    0x30,
    VERSION_1,
    der(0x06, Buffer.from(OWN_POLICY, 'hex')),
    imprintOf(facts.sha256),
    integer(facts.serial),
    der(0x18, Buffer.from(generalizedTime(facts.at), 'latin1')),
    ACCURACY,
    // `ordering` is false and left out (DER default).
    ...(facts.nonce ? [facts.nonce] : []),
  );
  const attributes = signedAttributes(createHash('sha256').update(info).digest(), signer.certificate, ID_TST_INFO);
  const algorithm = signatureAlgorithm(signer.certificate);
  const value = algorithm.encode(await signer.sign(attributes));
  if (!value) throw new Error('The time-stamp key gave a signature of another length than its certificate says');
  return cmsOf({
    attributes,
    algorithm: algorithm.identifier,
    value,
    certificate: signer.certificate,
    certificates: facts.withCertificates ? [signer.certificate, ...signer.chain] : [],
    content: { type: ID_TST_INFO, bytes: info },
  });
}

const generalizedTime = (at: Date): string => `${at.toISOString().slice(0, 19).replace(/[-:T]/g, '')}Z`;
