import { expect, test } from 'vitest';
import { verifyPdf } from '#signing/verify';
import { signedByAll } from '#support/signed-by-all';
import { AT, openSigningKit } from '#support/signing-kit';
import { render, runOn, sample } from '../documents/sample-document.ts';

test('[S18] a real agreement is certified, checked in the browser, and signed by everybody', async () => {
  await using kit = await openSigningKit();
  const rendered = await render(sample);
  const fields = ['party-1', 'party-2', 'witness-1'];
  const document = await signedByAll({ kit, rendered, facts: sample, fields });
  const report = await verifyPdf(document, { roots: [kit.authority.root], now: AT });
  expect(report).toMatchObject({ verdict: 'valid', modifiedAfterSigning: false });
  expect(await runOn(document, 'qpdf', (file) => ['--check', file])).toContain('No syntax or stream encoding errors');
});
