import { expect, test } from 'vitest';
import type { VerificationView } from '#contract/views';
import { isRefusal } from '#contract/refusal';
import { certify } from '#signing/certify';
import { arrive } from '#support/guest';
import { openHouse } from '#support/house';
import { signablePdf } from '#support/signable-pdf';

const verify = async (url: string, bytes: Uint8Array<ArrayBuffer>): Promise<VerificationView> => {
  const response = await fetch(`${url}/api/verify`, {
    method: 'POST',
    headers: { 'content-type': 'application/pdf', origin: url },
    body: bytes,
  });
  return (await response.json()) as VerificationView;
};

test('[H13] intact and issued by the ledger; intact by our authority alone is not enough', async () => {
  await using house = await openHouse();
  const legal = await arrive(house, house.link('legal'));
  await legal.must('agreement:make-ready', { agreementId: 'a1' });
  const ours = new Uint8Array(await (await legal.get('/agreements/a1/document')).arrayBuffer());
  expect(await verify(house.url, ours)).toMatchObject({
    verdict: 'valid',
    issued: true,
    document: { number: '001', sample: true, ledger: { ceremonyId: 'small' } },
  });

  const foreign = await certify(
    { bytes: await signablePdf() },
    {
      signer: house.authority.sealSigner,
      field: 'certification',
      at: new Date(),
      name: 'Lembaga Contoh',
      reason: 'Contoh',
      appearance: null,
    },
  );
  if (isRefusal(foreign)) throw new Error(foreign.refused.detail);
  const found = await verify(house.url, new Uint8Array(foreign.bytes));
  expect(found).toMatchObject({ verdict: 'indeterminate', issued: false, document: { ledger: null } });
  expect(found.problems.some((problem) => problem.startsWith('not-in-ledger: '))).toBe(true);
  legal.close();
});
