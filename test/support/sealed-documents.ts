import { randomBytes } from '#platform/random';
import { certify } from '#signing/certify';
import { completeSignature, signatureImprint } from '#signing/complete';
import { appendDocumentTimestamp } from '#signing/document-timestamp';
import { appendValidationData } from '#signing/long-term';
import { prepareSignature } from '#signing/prepare';
import { signatureReserve } from '#signing/reserve';
import type { TimeStamper } from '#signing/time-stamp';
import { createOwnTimeStamper } from '#signing/time-stamp-own';
import { LOOK, signablePdf } from './signable-pdf.ts';
import { AT, signatureOver, unrefused, type Signatory, type SigningKit } from './signing-kit.ts';

/** A stamper of the house whose clock stands at `at`. */
export const stamperOf = (kit: SigningKit, at = AT): TimeStamper =>
  createOwnTimeStamper({ signer: kit.authority.timeSigner, now: () => at, randomBytes });

export type Signing = {
  readonly at?: Date;
  /** Null: no time-stamp, level B-B. */
  readonly stamper?: TimeStamper | null;
};

/** `document` with this person's signature, by the server's own steps. */
export async function signedBy(
  document: Uint8Array,
  field: string,
  signatory: Signatory,
  { at = AT, stamper = null }: Signing = {},
): Promise<Buffer> {
  const { name, certificate, chain } = signatory;
  const reason = 'Setuju / Agreed';
  const reserve = signatureReserve(stamper);
  const revision = unrefused(prepareSignature({ document, field, at, reason, name, appearance: LOOK, reserve }));
  const signature = await signatureOver(document, revision, signatory);
  const imprint = signatureImprint(signature, certificate);
  const token = stamper && imprint ? await stamper.stamp(imprint) : null;
  const done = completeSignature({ document, prepared: revision.segment, certificate, chain, signature, token });
  return Buffer.concat([document, unrefused(done).segment]);
}

export async function certifiedBy(kit: SigningKit, rendered: Uint8Array, signing: Signing = {}): Promise<Buffer> {
  const { at = AT, stamper = null } = signing;
  const signer = kit.authority.certificationSigner;
  const words = { reason: 'Siap ditandatangani / Ready for signing', name: 'Badan Contoh' };
  const outcome = await certify(
    { bytes: rendered },
    { signer, field: 'certification', at, ...words, appearance: LOOK, stamper },
  );
  return Buffer.from(unrefused(outcome).bytes);
}

/** What the house adds for later: its certificates and lists as of `at`. */
export async function withEvidence(kit: SigningKit, document: Uint8Array, at = AT): Promise<Buffer> {
  const { authority } = kit;
  const crls = [await authority.crl(at, [], at), await authority.rootCrl(at)];
  const { segment } = appendValidationData(document, { certificates: [authority.root, ...authority.chain], crls });
  return Buffer.concat([document, segment]);
}

export async function withTimestamp(document: Uint8Array, stamper: TimeStamper): Promise<Buffer> {
  const { segment } = await appendDocumentTimestamp(document, { stamper });
  return Buffer.concat([document, segment]);
}

/** One document at every step of its life, with locks and a place for the archive as agreements have them. */
export type SealedDocument = {
  readonly rendered: Buffer;
  readonly certified: Buffer;
  /** Two parties and a witness: B-B. */
  readonly signed: Buffer;
  /** The same with time-stamps: B-T. */
  readonly stamped: Buffer;
  /** B-LT. */
  readonly longTerm: Buffer;
  /** B-LTA. */
  readonly archived: Buffer;
};

export async function sealedDocument(
  kit: SigningKit,
  signatories: readonly [Signatory, Signatory, Signatory],
  text = 'CONTOH: surat perjanjian kerja sama',
): Promise<SealedDocument> {
  const rendered = Buffer.from(await signablePdf({ text, locked: true }));
  const certified = await certifiedBy(kit, rendered);
  const everyone = async (from: Buffer, stamper: TimeStamper | null): Promise<Buffer> => {
    let document = from;
    for (const [index, field] of (['party-1', 'party-2', 'witness-1'] as const).entries()) {
      document = await signedBy(document, field, signatories[index]!, { stamper });
    }
    return document;
  };
  const stamper = stamperOf(kit);
  const signed = await everyone(certified, null);
  const stamped = await everyone(await certifiedBy(kit, rendered, { stamper }), stamper);
  const longTerm = await withEvidence(kit, stamped);
  return { rendered, certified, signed, stamped, longTerm, archived: await withTimestamp(longTerm, stamper) };
}
