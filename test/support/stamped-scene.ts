import { CMS_RESERVE_OWN_STAMP } from '#signing/reserve';
import { prepareSignature } from '#signing/prepare';
import type { PreparedPdf } from '#signing/stages';
import type { TimeStamper } from '#signing/time-stamp';
import { signedBy, stamperOf } from './sealed-documents.ts';
import { LOOK, signablePdf } from './signable-pdf.ts';
import { AT, certifiedPdf, openSigningKit, unrefused, type Signatory, type SigningKit } from './signing-kit.ts';

/** What every signature here says. */
export const REQUEST = { at: AT, reason: 'Setuju / Agreed', name: 'Ayu', appearance: LOOK };

/** A certified document with locks, somebody who signs it, and the house's own time stamps. */
export type StampedScene = AsyncDisposable & {
  readonly kit: SigningKit;
  readonly document: Uint8Array;
  readonly ayu: Signatory;
  readonly stamper: TimeStamper;
  /** `base` with Ayu's signature in this field, with a time-stamp. */
  readonly signStamped: (base: Uint8Array, field: string) => Promise<Buffer>;
};

export async function openStampedScene(): Promise<StampedScene> {
  const kit = await openSigningKit();
  const ayu = await kit.signatory('Ayu');
  const stamper = stamperOf(kit);
  return {
    kit,
    document: await certifiedPdf(kit, await signablePdf({ locked: true })),
    ayu,
    stamper,
    signStamped: (base, field) => signedBy(base, field, ayu, { stamper }),
    [Symbol.asyncDispose]: () => kit[Symbol.asyncDispose](),
  };
}

export const prepareIn = (base: Uint8Array, field: string, reserve = CMS_RESERVE_OWN_STAMP): PreparedPdf =>
  unrefused(prepareSignature({ ...REQUEST, document: base, field, reserve }));

/** All signatures' Contents, in the order of signing. */
export const contentsOf = (pdf: Uint8Array): Buffer[] =>
  [
    ...Buffer.from(pdf)
      .toString('latin1')
      .matchAll(/\/Contents <([0-9a-f]+)>/g),
  ].map(([, hex]) => Buffer.from(hex!, 'hex'));
