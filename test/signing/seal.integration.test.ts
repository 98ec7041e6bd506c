import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { renderAgreement } from '#documents/render-agreement';
import { loadTemplate } from '#documents/template';
import { seal } from '#signing/certify';
import { verifyPdf } from '#signing/verify';
import { AT, certifiedPdf, fullySigned, openSigningKit, signed, unrefused } from '#support/signing-kit';

const folder = fileURLToPath(new URL('../../templates/partnership-agreement', import.meta.url));

test('[S20] the seal closes a document that all have signed; Teken, pdfsig and qpdf call it valid', async () => {
  await using kit = await openSigningKit();
  const template = await loadTemplate(folder);
  const { bytes } = await renderAgreement(template.sample, { template, at: AT, documentId: new Uint8Array(16) });
  let document = await certifiedPdf(kit, bytes);
  for (const [field, name] of [
    ['party-1', 'Ayu'],
    ['party-2', 'Budi'],
    ['witness-1', 'Citra'],
  ] as const) {
    document = await signed(document, field, await kit.signatory(name));
  }
  const request = {
    field: 'seal-1',
    at: AT,
    name: 'Badan Contoh',
    reason: 'Segel penyelenggara',
    appearance: null,
    signer: kit.authority.sealSigner,
  };
  const { segment, sha256 } = unrefused(await seal(document, request));
  const sealed = Buffer.concat([document, segment]);
  expect(await seal(sealed, request)).toMatchObject({ refused: { code: 'field-already-signed' } });

  const report = await verifyPdf(sealed, { roots: [kit.authority.root], now: AT });
  expect(report).toMatchObject({ verdict: 'valid', modifiedAfterSigning: false });
  expect('signatures' in report ? report.signatures.map(({ field, certifies }) => [field, certifies]) : []).toEqual([
    ['certification', true],
    ['party-1', false],
    ['party-2', false],
    ['witness-1', false],
    ['seal-1', false],
  ]);
  expect(sha256).toMatch(/^[0-9a-f]{64}$/);

  const place = mkdtempSync(join(tmpdir(), 'teken-seal-'));
  try {
    const file = join(place, 'sealed.pdf');
    writeFileSync(file, sealed);
    const words = execFileSync('pdfsig', ['-nocert', file], { encoding: 'utf8' });
    expect(words.match(/Signature is Valid/g)).toHaveLength(5);
    expect(words.match(/Total document signed/g)).toHaveLength(1);
    execFileSync('qpdf', ['--check', file]);
  } finally {
    rmSync(place, { recursive: true });
  }
});

test('[S20] a document without a place for it cannot be sealed', async () => {
  await using kit = await openSigningKit();
  const document = await fullySigned(kit);
  const request = { field: 'seal-1', at: AT, name: 'Badan Contoh', reason: 'Segel', appearance: null } as const;
  expect(await seal(document, { ...request, signer: kit.authority.sealSigner })).toMatchObject({
    refused: { code: 'no-such-field' },
  });
});
