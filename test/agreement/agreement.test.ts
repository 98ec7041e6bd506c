import { expect, test } from 'vitest';
import { decide } from '#agreement/decide';
import { agreementStory, ownTime, signer } from '#support/agreement-story';
import { hashOf, MORNING } from '#support/ceremony-story';

const device = hashOf('device of company');

const consentOf = (personId: string) => ({ name: 'consent', personId, actingFor: null, shown: 'document' }) as const;

const signs = (story: ReturnType<typeof agreementStory>, personId: string): void => {
  story.consents(personId);
  story.prepares(personId);
  expect(story.completes(personId)).toMatchObject([{ type: 'signature-completed' }]);
};

test('[A1] nothing can be asked of an agreement that was not drafted', () => {
  const who = { personId: 'company', actingFor: null, device };
  const consent = { name: 'consent', ...who, sha256: hashOf('x'), pagesSeen: [], shown: 'document' } as const;
  expect(decide(consent, { phase: 'unknown' }, MORNING)).toMatchObject({ refused: { code: 'unknown-agreement' } });
});

test('[A2] the document is made once', () => {
  const story = agreementStory();
  const text = { sha256: hashOf('other'), bytes: 1, pages: 1, template: 't@1' };
  const again = { name: 'make-ready', ...text, order: 'sequential' } as const;
  expect(story.tell(again)).toBe('already-ready');
  expect(story.head()).toBe(hashOf('document'));
});

test('[A3] a draft can be neither consented to, nor signed, nor declined', () => {
  const story = agreementStory(false);
  expect(story.consents('company')).toBe('not-ready');
  expect(story.prepares('company')).toBe('not-ready');
  expect(story.completes('company')).toBe('not-ready');
  expect(story.tell({ name: 'decline', personId: 'company', identified: true, reasonCommitment: hashOf('r') })).toBe(
    'not-ready',
  );
});

test('[A4] company, UMKM and witness sign one after another', () => {
  const story = agreementStory();
  for (const personId of ['company', 'umkm', 'minister']) story.consents(personId);
  expect(story.prepares('umkm')).toBe('not-your-turn');
  expect(story.prepares('minister')).toBe('not-your-turn');
  signs(story, 'company');
  expect(story.prepares('minister')).toBe('not-your-turn');
  signs(story, 'umkm');
  signs(story, 'minister');
});

test('[A5] consent names bytes that the document has, or had at an earlier signature', () => {
  const story = agreementStory();
  const consent = (sha256: string) =>
    story.tell({
      name: 'consent',
      personId: 'umkm',
      actingFor: null,
      shown: 'document',
      device: hashOf('device of umkm'),
      sha256,
      pagesSeen: [1, 2],
    });
  expect(consent(hashOf('something else'))).toBe('consent-other-bytes');
  const before = story.head();
  signs(story, 'company');
  expect(story.head()).not.toBe(before);
  expect(consent(before)).toMatchObject([{ type: 'consent-given' }]);
  expect(story.prepares('umkm')).toMatchObject([{ type: 'signature-prepared' }]);
});

test('[A6] consent comes after every page was seen', () => {
  const story = agreementStory();
  const consent = (pagesSeen: number[]) =>
    story.tell({ ...consentOf('company'), device, sha256: story.head(), pagesSeen });
  expect(consent([])).toBe('pages-not-seen');
  expect(consent([2, 2])).toBe('pages-not-seen');
  expect(story.prepares('company')).toBe('consent-missing');
  expect(consent([2, 1, 2, 7])).toMatchObject([{ data: { pagesSeen: [1, 2] } }]);
});

test('[A6] consent given on another device does not count', () => {
  const story = agreementStory();
  const elsewhere = hashOf('another device');
  const consent = { ...consentOf('company'), sha256: story.head(), pagesSeen: [1, 2] } as const;
  story.tell({ ...consent, device: elsewhere });
  expect(story.prepares('company')).toBe('consent-missing');
  expect(story.tell({ ...consent, device })).toMatchObject([{ type: 'consent-given' }]);
  expect(story.prepares('company')).toMatchObject([{ type: 'signature-prepared' }]);
});

test('[A7] signing needs an open session, also at its very end', () => {
  const story = agreementStory();
  story.consents('company');
  expect(story.prepares('company', 'planned')).toBe('session-not-open');
  story.prepares('company');
  expect(story.completes('company', 'closed')).toBe('session-closed');
  expect(story.now()).toMatchObject({ phase: 'ready', signatures: [] });
});

test('[A8] a signature over a base that has moved is refused', () => {
  const story = agreementStory();
  story.consents('company');
  const stale = { name: 'prepare', signer: signer('company'), session: 'open' } as const;
  expect(story.tell({ ...stale, baseSha256: hashOf('older'), preparedSha256: hashOf('p') })).toBe('base-moved');
  expect(story.completes('company')).toBe('nothing-prepared');
  story.tell({ ...stale, baseSha256: story.head(), preparedSha256: hashOf('another') });
  expect(story.completes('company')).toBe('base-moved');
});

test('[A9] whoever signs was identified and holds a certificate on this device', () => {
  const story = agreementStory();
  story.consents('company');
  const ask = (change: object) =>
    story.tell({
      name: 'prepare',
      signer: { ...signer('company'), ...change },
      session: 'open',
      baseSha256: story.head(),
      preparedSha256: hashOf('p'),
    });
  expect(ask({ identity: null })).toBe('identity-not-confirmed');
  expect(ask({ certificateSha256: null })).toBe('no-certificate');
});

test('[A10] what was prepared is good for five minutes, for that person and that certificate', () => {
  const story = agreementStory();
  story.consents('company');
  story.prepares('company');
  expect(story.completes('company', 'open', '2021-01-18T02:05:00.001Z')).toBe('nothing-prepared');
  const other = story.tell({
    name: 'complete',
    signer: { ...signer('company'), certificateSha256: hashOf('renewed') },
    session: 'open',
    preparedSha256: hashOf(`prepared by company on ${story.head()}`),
    sha256: hashOf('signed'),
    bytes: 1,
    stamped: ownTime,
    signedAt: MORNING,
  });
  expect(other).toBe('base-moved');
  expect(story.completes('company', 'open', '2021-01-18T02:05:00.000Z')).toMatchObject([{}]);
});

test('[A11] a party that has not signed may decline, and then nobody signs any more', () => {
  const story = agreementStory();
  const decline = (personId: string, identified = true) =>
    story.tell({ name: 'decline', personId, identified, reasonCommitment: hashOf('reason') });
  expect(decline('minister')).toBe('not-a-signatory');
  signs(story, 'company');
  expect(decline('company')).toBe('already-signed');
  expect(decline('umkm', false)).toBe('identity-not-confirmed');
  expect(decline('umkm')).toMatchObject([{ type: 'agreement-declined' }]);
  expect(story.consents('umkm')).toBe('agreement-declined');
  expect(story.prepares('umkm')).toBe('agreement-declined');
});

test('[A12] nobody signs twice, and nobody signs what is not theirs', () => {
  const story = agreementStory();
  expect(story.consents('stranger')).toBe('not-a-signatory');
  expect(story.prepares('stranger')).toBe('not-a-signatory');
  signs(story, 'company');
  expect(story.prepares('company')).toBe('already-signed');
  expect(story.completes('company')).toBe('already-signed');
});

test('[A13] it is complete when every signatory has signed', () => {
  const story = agreementStory();
  for (const personId of ['company', 'umkm']) signs(story, personId);
  expect(story.now().phase).toBe('ready');
  signs(story, 'minister');
  expect(story.now()).toMatchObject({ phase: 'complete', completedAt: MORNING });
});

test('[A14] a signature carries its evidence', () => {
  const story = agreementStory();
  story.consents('company');
  story.prepares('company');
  expect(story.completes('company')).toMatchObject([
    {
      data: {
        evidence: {
          identifiedBy: 'video',
          officer: 'officer',
          identifiedAt: MORNING,
          consentedSha256: hashOf('document'),
          consentedAt: MORNING,
          device: hashOf('device of company'),
        },
      },
    },
  ]);
});
