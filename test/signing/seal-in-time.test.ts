import { expect, test } from 'vitest';
import { certify, seal } from '#signing/certify';
import { verifyPdf } from '#signing/verify';
import { signablePdf } from '#support/signable-pdf';
import { AT, certifiedPdf, openSigningKit, unrefused } from '#support/signing-kit';

const DAY = 86_400_000;
const after = (milliseconds: number): Date => new Date(AT.getTime() + milliseconds);

test('[S137] the organiser signs nothing with a certificate that is not valid then, though it was at the start', async () => {
  await using kit = await openSigningKit();
  const words = { name: 'Badan Contoh', reason: 'Segel penyelenggara', appearance: null };
  const document = await certifiedPdf(kit);
  const sealAt = (at: Date) => seal(document, { field: 'witness-1', at, signer: kit.authority.sealSigner, ...words });
  const certifyAt = async (at: Date) => {
    const signer = kit.authority.certificationSigner;
    return certify({ bytes: await signablePdf() }, { field: 'certification', at, signer, ...words });
  };
  for (const at of [after(366 * DAY), after(-2 * 60_000)]) {
    await expect(sealAt(at)).rejects.toThrow(/is valid from 2021-01-18T03:04:00\.000Z to .*, not now/);
    await expect(certifyAt(at)).rejects.toThrow('not now');
  }
  const at = after(364 * DAY);
  const { segment } = unrefused(await sealAt(at));
  const report = await verifyPdf(Buffer.concat([document, segment]), { roots: [kit.authority.root], now: at });
  expect(report).toMatchObject({ verdict: 'valid' });
});
