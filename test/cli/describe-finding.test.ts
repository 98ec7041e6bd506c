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
