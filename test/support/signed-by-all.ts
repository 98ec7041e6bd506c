import { sha256 } from '#client/signing/attributes.ts';
import { toHex } from '#client/signing/der.ts';
import { signRevision } from '#client/signing/sign-revision.ts';
import type { AgreementFacts } from '#contract/agreement-facts';
import { drawCertificationAppearance, drawSignatureAppearance } from '#documents/appearance';
import type { RenderedPdf } from '#documents/render-pages';
import { certify } from '#signing/certify';
import { completeSignature } from '#signing/complete';
import { fieldBox } from '#signing/field-box';
import { prepareSignature } from '#signing/prepare';
import { unrefused, type SigningKit } from './signing-kit.ts';

const TIME = '18 Januari 2021 10.05 WIB';

/**
 * A real agreement, certified by the organiser and then signed in each of these fields, with the appearances that the house
 * draws; the browser checks and signs each revision. At the time of the kit; `shownAs` stands in the field, else the signatory's name.
 */
export async function signedByAll({
  kit,
  rendered,
  facts,
  fields,
  shownAs,
}: {
  readonly kit: SigningKit;
  readonly rendered: RenderedPdf;
  readonly facts: AgreementFacts;
  readonly fields: readonly string[];
  readonly shownAs?: string;
}): Promise<Uint8Array> {
  const { organiser } = facts.ceremony;
  const certified = await certify(rendered, {
    signer: kit.authority.sealSigner,
    field: 'certification',
    at: kit.now,
    reason: 'Naskah siap ditandatangani',
    name: organiser,
    appearance: drawCertificationAppearance({
      ...unrefused(fieldBox(rendered.bytes, 'certification')),
      organiser,
      time: TIME,
      label: 'Disahkan',
    }),
  });
  let document: Uint8Array = unrefused(certified).bytes;
  for (const field of fields) {
    const signatory = await kit.signatory(`Penanda Tangan ${field}`);
    const { name, key, certificate, chain } = signatory;
    const prepared = prepareSignature({
      document,
      field,
      at: kit.now,
      reason: 'Menyetujui',
      name,
      appearance: drawSignatureAppearance({
        ...unrefused(fieldBox(document, field)),
        name: shownAs ?? name,
        role: 'Direktur',
        organisation: 'PT Contoh',
        time: TIME,
        qrUrl: facts.verifyUrl,
        label: 'Ditandatangani',
        sample: true,
        rehearsal: false,
      }),
    });
    const { segment } = unrefused(prepared);
    const shownSha256 = toHex(await sha256(document));
    const answer = await signRevision({ shown: document, shownSha256, segment, field, key, certificate });
    const { signature } = unrefused(answer);
    const done = completeSignature({ document, prepared: segment, certificate, chain, signature });
    document = Buffer.concat([document, unrefused(done).segment]);
  }
  return document;
}
