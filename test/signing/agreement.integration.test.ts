import { expect, test } from 'vitest';
import { sha256 } from '#client/signing/attributes.ts';
import { toHex } from '#client/signing/der.ts';
import { signRevision } from '#client/signing/sign-revision.ts';
import { drawCertificationAppearance, drawSignatureAppearance } from '#documents/appearance';
import { certify } from '#signing/certify';
import { completeSignature } from '#signing/complete';
import { prepareSignature } from '#signing/prepare';
import { fieldBox } from '#signing/field-box';
import { verifyPdf } from '#signing/verify';
import { AT, openSigningKit, unrefused } from '#support/signing-kit';
import { render, runOn, sample } from '../documents/sample-document.ts';

test('[S18] a real agreement is certified, checked in the browser, and signed by everybody', async () => {
  await using kit = await openSigningKit();
  const rendered = await render(sample);
  const time = '18 Januari 2021 10.05 WIB';
  const certified = unrefused(
    await certify(rendered, {
      signer: kit.authority.sealSigner,
      field: 'certification',
      at: AT,
      reason: 'Naskah siap ditandatangani',
      name: sample.ceremony.organiser,
      appearance: drawCertificationAppearance({
        ...unrefused(fieldBox(rendered.bytes, 'certification')),
        organiser: sample.ceremony.organiser,
        time,
        label: 'Disahkan',
      }),
    }),
  );
  let document: Uint8Array = certified.bytes;
  for (const field of ['party-1', 'party-2', 'witness-1']) {
    const signatory = await kit.signatory(`Penanda Tangan ${field}`);
    const prepared = unrefused(
      prepareSignature({
        document,
        field,
        at: AT,
        reason: 'Menyetujui',
        name: signatory.name,
        appearance: drawSignatureAppearance({
          ...unrefused(fieldBox(document, field)),
          name: signatory.name,
          role: 'Direktur',
          organisation: 'PT Contoh',
          time,
          qrUrl: sample.verifyUrl,
          label: 'Ditandatangani',
          sample: true,
          rehearsal: false,
        }),
      }),
    );
    const { signature } = unrefused(
      await signRevision({
        shown: document,
        shownSha256: toHex(await sha256(document)),
        segment: prepared.segment,
        field,
        key: signatory.key,
        certificate: signatory.certificate,
      }),
    );
    const { certificate, chain } = signatory;
    const done = unrefused(completeSignature({ document, prepared: prepared.segment, certificate, chain, signature }));
    document = Buffer.concat([document, done.segment]);
  }
  const report = await verifyPdf(document, { roots: [kit.authority.root], now: AT });
  expect(report).toMatchObject({ verdict: 'valid', modifiedAfterSigning: false });
  expect(await runOn(document, 'qpdf', (file) => ['--check', file])).toContain('No syntax or stream encoding errors');
});
