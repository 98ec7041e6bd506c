import { expect, test } from 'vitest';
import type { AgreementCommand, Reached } from '#agreement/commands';
import { parseAgreementEvent } from '#agreement/events';
import { writtenOf } from '#agreement/state';
import { EVIDENCE_PROBLEMS, TIMESTAMP_PROBLEMS } from '#contract/constants';
import { agreementStory, otherStamp, ownStamp, signer, type AgreementStory } from '#support/agreement-story';
import { hashOf, MORNING } from '#support/ceremony-story';

type Seal = Extract<AgreementCommand, { name: 'seal' }>;

const completed = (): AgreementStory => {
  const story = agreementStory();
  for (const personId of ['company', 'umkm', 'minister']) {
    story.consents(personId);
    story.prepares(personId);
    expect(story.completes(personId)).toMatchObject([{ type: 'signature-completed' }]);
  }
  return story;
};
const seals = (story: AgreementStory, parts: Partial<Seal> = {}) =>
  story.tell({
    name: 'seal',
    baseSha256: story.head(),
    sha256: hashOf('sealed'),
    bytes: 200,
    timestamp: otherStamp,
    archive: otherStamp,
    reached: { level: 'B-LTA', problem: null },
    ...parts,
  });
const told = (parts: Partial<Seal>) => {
  const story = completed();
  seals(story, parts);
  return story.now();
};
const unanswered = { archive: null, reached: { level: 'B-LT', problem: 'timed-out' } } as const;
const whole = { level: 'B-LTA', problem: null } as const;
const grown = (story: AgreementStory, name = 'archived') => ({
  baseSha256: story.head(),
  sha256: hashOf(`${name} ${story.head()}`),
  bytes: 300,
});
const archives = (story: AgreementStory, reached: Reached = whole) =>
  story.tell({ name: 'archive', timestamp: otherStamp, reached, ...grown(story) }, '2021-01-18T05:00:00.000Z');
const renews = (story: AgreementStory, reached: Reached = whole) =>
  story.tell({ name: 'renew-archive', officer: 'legal', timestamp: ownStamp, reached, ...grown(story, 'renewed') });

test.for(TIMESTAMP_PROBLEMS)('[A35] no signature is refused because its timestamp was %s', (problem) => {
  for (const timestamp of [null, ownStamp]) {
    const story = agreementStory();
    story.consents('company');
    story.prepares('company');
    const events = story.tell({
      name: 'complete',
      signer: signer('company'),
      session: 'open',
      preparedSha256: hashOf(`prepared by company on ${story.head()}`),
      sha256: hashOf('signed'),
      bytes: 100,
      signedAt: MORNING,
      stamped: { timestamp, problem },
    });
    expect(events).toMatchObject([{ data: { timestamp, timestampProblem: problem } }]);
    expect(writtenOf(story.now())?.signatures).toMatchObject([{ field: 'party-1', timestamp }]);
  }
});

test('[A36] signatures and seals of an older Teken are read as level B-B, and nothing of theirs is pending', () => {
  const evidence = {
    identifiedBy: 'video',
    officer: 'officer',
    identifiedAt: MORNING,
    consentedSha256: hashOf('d'),
    consentedAt: MORNING,
    device: hashOf('d'),
  };
  const hash = hashOf('x');
  const signed = {
    personId: 'ani',
    field: 'party-1',
    baseSha256: hash,
    sha256: hash,
    bytes: 1,
    certificateSha256: hash,
    signedAt: MORNING,
  };
  const none = { timestamp: null, timestampProblem: 'not-asked' };
  expect(parseAgreementEvent('signature-completed', 1, { ...signed, evidence }).data).toMatchObject(none);
  const second = { ...signed, evidence: { ...evidence, shown: 'list', actingFor: null } };
  expect(parseAgreementEvent('signature-completed', 2, second).data).toMatchObject(none);
  const sealed = parseAgreementEvent('agreement-sealed', 1, { sha256: hash, bytes: 1, sealedAt: MORNING });
  expect(sealed.data).toMatchObject({ level: 'B-B', timestamp: null, archive: null, archiveProblem: null });
});

test('[A37] the seal says how far its evidence reaches', () => {
  expect(told({})).toMatchObject({ level: 'B-LTA', archive: { ...otherStamp, at: MORNING }, pending: null });
  expect(told({ archive: ownStamp })).toMatchObject({ level: 'B-LTA', archive: { by: 'organiser' }, pending: null });
  expect(told(unanswered)).toMatchObject({
    level: 'B-LT',
    archive: null,
    pending: { reason: 'timed-out', since: MORNING },
  });
});

test.for(EVIDENCE_PROBLEMS)('[A40] what is found is told, with a document timestamp too: B-T, %s', (problem) => {
  const reached = { level: 'B-T', problem } as const;
  const story = completed();
  seals(story, { reached });
  expect(story.now()).toMatchObject({ level: 'B-T', archive: otherStamp, pending: { reason: problem } });
  // Another timestamp, and still no list: what is found then is told then.
  expect(archives(story, reached)).toMatchObject([{ data: { level: 'B-T', archiveProblem: problem } }]);
  const since = '2021-01-18T05:00:00.000Z';
  expect(story.now()).toMatchObject({ level: 'B-T', pending: { reason: problem, since } });
  expect(renews(story, reached)).toMatchObject([{ data: { level: 'B-T', archiveProblem: problem } }]);
  expect(renews(story)).toMatchObject([{ data: { level: 'B-LTA' } }]);
  expect(story.now()).toMatchObject({ level: 'B-LTA', pending: null });
});

test('[A40] what an older Teken archived and renewed is read as B-LTA, with nothing pending', () => {
  const grownThen = { sha256: hashOf('x'), bytes: 1, timestamp: ownStamp };
  const reached = { level: 'B-LTA', archiveProblem: null };
  expect(parseAgreementEvent('agreement-archived', 1, grownThen).data).toMatchObject(reached);
  expect(parseAgreementEvent('agreement-archive-renewed', 1, { ...grownThen, by: 'legal' }).data).toMatchObject(
    reached,
  );
});

test('[A38] what was pending is put there once, upon the document as it stands', () => {
  const story = completed();
  expect(archives(story)).toBe('not-sealed');
  seals(story, unanswered);
  const wrong = { ...grown(story), baseSha256: hashOf('older') };
  expect(story.tell({ name: 'archive', timestamp: otherStamp, reached: whole, ...wrong })).toBe('base-moved');
  expect(archives(story)).toMatchObject([{ type: 'agreement-archived', data: { timestamp: otherStamp } }]);
  expect(story.now()).toMatchObject({
    phase: 'sealed',
    level: 'B-LTA',
    archive: { ...otherStamp, at: '2021-01-18T05:00:00.000Z' },
    pending: null,
    document: { bytes: 300 },
  });
  expect(archives(story)).toEqual([]);
  const finished = completed();
  seals(finished);
  expect(archives(finished)).toEqual([]);
});

test('[A39] the document timestamp is renewed any number of times, also where one was pending, and never after the end', () => {
  const story = completed();
  expect(renews(story)).toBe('not-sealed');
  seals(story, unanswered);
  for (let times = 1; times <= 3; times += 1) {
    const before = story.head();
    expect(renews(story)).toMatchObject([{ type: 'agreement-archive-renewed', data: { by: 'legal' } }]);
    expect(story.now()).toMatchObject({ level: 'B-LTA', archive: ownStamp, pending: null });
    expect(writtenOf(story.now())?.document.history.at(-2)).toBe(before);
  }
  story.tell({ name: 'void', officer: 'legal', reasonCommitment: hashOf('why') });
  expect(renews(story)).toBe('agreement-voided');
  expect(archives(story)).toBe('agreement-voided');
});
