import { expect, test } from 'vitest';
import { parseAgreementEvent } from '#agreement/events';
import { writtenOf } from '#agreement/state';
import { agreementStory, otherStamp, ownTime, signer, type AgreementStory } from '#support/agreement-story';
import { hashOf, MORNING } from '#support/ceremony-story';

/** Signs as the story's people do, by the certificate of this issuer. */
const signsBy = (story: AgreementStory, personId: string, certifiedBy: string | null) => {
  story.consents(personId);
  const by = { signer: { ...signer(personId), certifiedBy }, session: 'open' } as const;
  const preparedSha256 = hashOf(`prepared by ${personId}`);
  story.tell({ name: 'prepare', ...by, baseSha256: story.head(), preparedSha256 });
  const signed = { sha256: hashOf(`signed by ${personId}`), bytes: 100, signedAt: MORNING, stamped: ownTime };
  return story.tell({ name: 'complete', ...by, preparedSha256, ...signed });
};

test('[A50] the evidence names the recognised issuer; of what was signed before there were any it names none', () => {
  const story = agreementStory();
  expect(signsBy(story, 'company', 'PSrE Contoh')).toMatchObject([
    { data: { evidence: { certifiedBy: 'PSrE Contoh' } } },
  ]);
  expect(signsBy(story, 'umkm', null)).toMatchObject([{ data: { evidence: { certifiedBy: null } } }]);
  expect(writtenOf(story.now())?.signatures.map(({ certifiedBy }) => certifiedBy)).toEqual(['PSrE Contoh', null]);

  const sha256 = hashOf('old');
  const checked = { identifiedBy: 'video', officer: 'officer', identifiedAt: MORNING };
  const evidence = { ...checked, consentedSha256: sha256, consentedAt: MORNING, device: sha256 };
  const signed = { baseSha256: sha256, sha256, bytes: 1, certificateSha256: sha256, signedAt: MORNING, evidence };
  const old = parseAgreementEvent('signature-completed', 1, { personId: 'ani', field: 'party-1', ...signed });
  expect(old).toMatchObject({ data: { evidence: { certifiedBy: null } } });
});

test.for([
  ['PSrE Contoh', 'B-T', 'list-away', 'B-LTA'],
  ['PSrE Contoh', 'B-T', 'no-list', 'B-T'],
  [null, 'B-LT', 'timed-out', 'B-LTA'],
] as const)(
  '[A54] sealed over a certificate of %s it is %s (%s), and archived later %s',
  ([issuer, sealed, lacking, archived]) => {
    const story = agreementStory();
    signsBy(story, 'company', issuer);
    signsBy(story, 'umkm', null);
    signsBy(story, 'minister', null);
    const parts = { timestamp: otherStamp, archive: null, reached: { level: sealed, problem: lacking } };
    story.tell({ name: 'seal', baseSha256: story.head(), sha256: hashOf('sealed'), bytes: 200, ...parts });
    expect(story.now()).toMatchObject({ phase: 'sealed', level: sealed });
    const grown = { baseSha256: story.head(), sha256: hashOf('archived'), bytes: 300 };
    const reached = { level: archived, problem: archived === 'B-LTA' ? null : lacking };
    story.tell({ name: 'archive', timestamp: otherStamp, reached, ...grown });
    expect(story.now()).toMatchObject({
      phase: 'sealed',
      level: archived,
      pending: archived === 'B-LTA' ? null : { reason: lacking },
    });
  },
);
