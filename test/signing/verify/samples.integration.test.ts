import { expect, test } from 'vitest';
import { makeSamples } from '#cli/sign-sample/make-samples';
import { systemClock } from '#platform/clock';
import { verifyPdf } from '#signing/verify';

test.each([
  ['B-B', 'mixed', 'signer'],
  ['B-T', 'ec', 'organiser'],
  ['B-LT', 'rsa', 'organiser'],
  ['B-LTA', 'mixed', 'organiser'],
] as const)(
  '[S67] an agreement at level %s with keys of kind %s is found to be that',
  async (level, key, attestedBy) => {
    const samples = await makeSamples({ count: 1, signatures: 4, level, key, language: 'id' }, systemClock);
    const report = await verifyPdf(samples.documents[0]!, { roots: [samples.rootPem], now: systemClock.now() });
    expect(report).toMatchObject({ verdict: 'valid', level, timeAttestedBy: attestedBy, problems: [] });
    expect(report).toHaveProperty('signatures.length', 5);
  },
);
