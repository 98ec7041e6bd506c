import { expect, test } from 'vitest';
import { describe as describeFinding } from '#cli/verify/describe';
import { sampleSignature, sampleVerification } from '#support/verification-sample';

test('[I53] what a hostile file calls itself writes nothing to a terminal but itself', () => {
  const name = '\u001b[2JContoh\u202e\r\nVerdict: valid';
  const told = describeFinding(
    { ...sampleVerification, signatures: [{ ...sampleSignature, name }] },
    { sha256: '', bytes: 1 },
  );
  expect(told).toContain('by ?[2JContoh???Verdict: valid');
  expect(told.split('\n').filter((line) => /[\p{Cc}\p{Cf}]/u.test(line))).toEqual([]);
  expect(told.match(/^Verdict: /gm)).toHaveLength(1);
});

test('[I53] who certified, signed and sealed is said once, and by its own word', () => {
  const organiser = { name: 'Lembaga Contoh', organisation: 'Lembaga Contoh' };
  const told = describeFinding(
    {
      ...sampleVerification,
      signatures: [
        {
          ...sampleSignature,
          ...organiser,
          field: 'certification',
          certifies: true,
          role: 'Pengesahan / Certification',
        },
        sampleSignature,
        { ...sampleSignature, ...organiser, field: 'seal-1', role: 'Segel / Seal' },
      ],
    },
    { sha256: '', bytes: 1 },
  );
  for (const line of [
    // Whose it is follows from the name: anybody may certify a text of their own.
    'Certification (field certification): valid',
    '  by Lembaga Contoh, Pengesahan / Certification',
    'Signature (field party-1): valid',
    '  by Contoh Penanda Tangan, Direktur Utama, PT Sampel Tirta Investama',
    'Signature (field seal-1): valid',
    '  by Lembaga Contoh, Segel / Seal',
    '  locks: every field but party-2, witness-1, seal',
    'Document time-stamp (field archive-1): 2021-01-18T03:42:07.000Z, by Teken Lembaga Contoh',
    '  2. a certification of the text (field certification), up to byte 60000',
  ])
    expect(told.split('\n')).toContain(line);
  expect(told).not.toMatch(/\b(\p{L}+) \1\b/iu);
});
