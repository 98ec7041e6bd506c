import { expect, test } from 'vitest';
import { writtenOf } from '#agreement/state';
import type { AgreementCommand } from '#agreement/commands';
import { agreementStory, ownStamp, ownTime, signer } from '#support/agreement-story';
import { hashOf, MORNING } from '#support/ceremony-story';

type Story = ReturnType<typeof agreementStory>;

const signs = (story: Story, personId: string): void => {
  story.consents(personId);
  story.prepares(personId);
  expect(story.completes(personId)).toMatchObject([{ type: 'signature-completed' }]);
};
const signedByAll = (): Story => {
  const story = agreementStory();
  for (const personId of ['company', 'umkm', 'minister']) signs(story, personId);
  return story;
};
const voids = (story: Story) => story.tell({ name: 'void', officer: 'legal', reasonCommitment: hashOf('why') });
const replaces = (story: Story) =>
  story.tell({ name: 'replace', officer: 'legal', reasonCommitment: hashOf('why'), nextId: 'a1-v2' });
const seals = (story: Story, baseSha256 = story.head()) =>
  story.tell({
    name: 'seal',
    baseSha256,
    sha256: hashOf('sealed'),
    bytes: 200,
    timestamp: ownStamp,
    archive: ownStamp,
    reached: { level: 'B-LTA', problem: null },
  });
const onPaper = (story: Story) =>
  story.tell({
    name: 'sign-on-paper',
    officer: 'legal',
    sha256: hashOf('scan'),
    bytes: 9,
    mediaType: 'image/jpeg',
    signedOn: '2021-01-18',
  });

const replacing = (personId: string, fits = true): AgreementCommand => ({
  name: 'replace-signatory',
  field: 'party-2',
  personId,
  basis: { id: 'Surat kuasa', en: 'Power of attorney' },
  fits,
});

test('[A4] where the template lets the parties sign side by side, the witness is last all the same', () => {
  const story = agreementStory(true, 'parallel');
  for (const personId of ['company', 'umkm', 'minister']) story.consents(personId);
  expect(story.prepares('minister')).toBe('not-your-turn');
  expect(story.prepares('umkm')).toMatchObject([{ type: 'signature-prepared' }]);
  expect(story.prepares('company')).toMatchObject([{ type: 'signature-prepared' }]);
  // Both prepared upon the same document: the first to complete wins, the other prepares again.
  const late = hashOf(`prepared by company on ${story.head()}`);
  expect(story.completes('umkm')).toMatchObject([{ type: 'signature-completed', data: { field: 'party-2' } }]);
  const command = { name: 'complete', signer: signer('company'), session: 'open', preparedSha256: late } as const;
  expect(story.tell({ ...command, sha256: hashOf('x'), bytes: 1, signedAt: MORNING, stamped: ownTime })).toBe(
    'nothing-prepared',
  );
  expect(story.prepares('minister')).toBe('not-your-turn');
  signs(story, 'company');
  signs(story, 'minister');
  expect(story.now().phase).toBe('complete');
});

test.for(['party-not-cleared', 'authority-missing', 'authority-expired', 'authority-exceeded'] as const)(
  '[A15] %s at prepare, and again at complete',
  (entitlement) => {
    const story = agreementStory();
    story.consents('company');
    const not = { ...signer('company'), entitlement };
    const prepare = {
      name: 'prepare',
      session: 'open',
      baseSha256: story.head(),
      preparedSha256: hashOf('p'),
    } as const;
    expect(story.tell({ ...prepare, signer: not })).toBe(entitlement);
    expect(story.tell({ ...prepare, signer: signer('company') })).toMatchObject([{ type: 'signature-prepared' }]);
    const complete = {
      name: 'complete',
      session: 'open',
      preparedSha256: hashOf('p'),
      sha256: hashOf('s'),
      stamped: ownTime,
    } as const;
    expect(story.tell({ ...complete, signer: not, bytes: 1, signedAt: MORNING })).toBe(entitlement);
    expect(story.now()).toMatchObject({ phase: 'ready', signatures: [] });
  },
);

test('[A16] proofs are made of a draft, any number of them, and not of a fixed text', () => {
  const proof = { name: 'make-proof', sha256: hashOf('proof'), bytes: 10, pages: 2, template: 't@1' } as const;
  const story = agreementStory(false);
  expect(story.tell(proof)).toMatchObject([{ type: 'agreement-proofed' }]);
  expect(story.tell({ ...proof, sha256: hashOf('proof 2') })).toMatchObject([{ type: 'agreement-proofed' }]);
  expect(story.now()).toMatchObject({ phase: 'draft', proofs: { count: 2, sha256: hashOf('proof 2') } });
  expect(agreementStory().tell(proof)).toBe('already-ready');
});

test('[A17] a signatory is replaced in a draft by somebody who fits; a fixed text takes a new version', () => {
  const story = agreementStory(false);
  expect(story.tell(replacing('stranger', false))).toBe('wrong-signatory');
  expect(story.tell(replacing('company'))).toBe('wrong-signatory');
  expect(story.tell({ ...replacing('other'), field: 'party-9' } as AgreementCommand)).toBe('not-a-signatory');
  expect(story.tell(replacing('other'))).toMatchObject([{ type: 'signatory-replaced' }]);
  expect(story.now()).toMatchObject({
    signatories: [{ personId: 'company' }, { personId: 'other', partyId: 'u1' }, { personId: 'minister' }],
    draft: { parties: [{}, { personId: 'other', basis: { en: 'Power of attorney' } }] },
  });
  expect(story.tell(replacing('other'))).toEqual([]);
  expect(agreementStory().tell(replacing('other'))).toBe('needs-new-version');
  const ended = agreementStory();
  voids(ended);
  expect(ended.tell(replacing('other'))).toBe('agreement-voided');
});

test('[A18] what is not signed by all moves to a wave that is not closed', () => {
  const story = agreementStory();
  signs(story, 'company');
  expect(story.tell({ name: 'move', wave: 9, target: 'unknown' })).toBe('unknown-wave');
  expect(story.tell({ name: 'move', wave: 2, target: 'closed' })).toBe('session-closed');
  expect(story.tell({ name: 'move', wave: 1, target: 'closed' })).toEqual([]);
  expect(story.tell({ name: 'move', wave: 2, target: 'planned' })).toMatchObject([{ type: 'agreement-moved' }]);
  expect(story.now()).toMatchObject({ phase: 'ready', wave: 2, draft: { wave: 1 } });
  expect(signedByAll().tell({ name: 'move', wave: 2, target: 'planned' })).toBe('already-signed');
});

test('[A19] sealed once, when everyone has signed, over the document as it stands', () => {
  const early = agreementStory();
  signs(early, 'company');
  expect(seals(early)).toBe('not-complete');
  const story = signedByAll();
  expect(seals(story, hashOf('an older one'))).toBe('base-moved');
  expect(seals(story)).toMatchObject([{ type: 'agreement-sealed', data: { sha256: hashOf('sealed') } }]);
  expect(story.now()).toMatchObject({ phase: 'sealed', document: { sha256: hashOf('sealed'), bytes: 200 } });
  expect(seals(story)).toEqual([]);
  expect(story.prepares('company')).toBe('already-signed');
});

test('[A20] void at any time, by whom is known, and for good', () => {
  const draft = agreementStory(false);
  const ready = agreementStory();
  const sealed = signedByAll();
  seals(sealed);
  const paper = agreementStory();
  onPaper(paper);
  for (const story of [draft, ready, signedByAll(), sealed, paper]) {
    const before = writtenOf(story.now());
    expect(voids(story)).toMatchObject([{ type: 'agreement-voided', data: { by: 'legal' } }]);
    expect(story.now()).toMatchObject({ phase: 'voided', by: 'legal', endedAt: MORNING });
    expect(writtenOf(story.now())).toEqual(before);
    expect(voids(story)).toEqual([]);
    expect(replaces(story)).toBe('agreement-voided');
    expect(story.consents('company')).toBe('agreement-voided');
    expect(story.prepares('company')).toBe('agreement-voided');
    expect(seals(story, hashOf('x'))).toBe('agreement-voided');
    expect(onPaper(story)).toBe('agreement-voided');
  }
});

test('[A20] voided between prepare and complete: nothing is signed', () => {
  const story = agreementStory();
  story.consents('company');
  story.prepares('company');
  voids(story);
  expect(story.completes('company')).toBe('agreement-voided');
  expect(writtenOf(story.now())?.signatures).toEqual([]);
});

test('[A21] [A22] a new version ends the one before, which points to it; a draft is changed instead', () => {
  expect(replaces(agreementStory(false))).toBe('not-ready');
  for (const story of [agreementStory(), signedByAll()]) {
    expect(replaces(story)).toMatchObject([
      { type: 'agreement-replaced', data: { by: 'legal', nextId: 'a1-v2', nextVersion: 2 } },
    ]);
    expect(story.now()).toMatchObject({ phase: 'replaced', nextId: 'a1-v2', nextVersion: 2 });
    expect(story.prepares('company')).toBe('agreement-replaced');
    expect(voids(story)).toBe('agreement-replaced');
    expect(replaces(story)).toBe('agreement-replaced');
  }
});

test('[A23] signed on paper: the electronic way is closed, and what was signed here stays with it', () => {
  const story = agreementStory();
  signs(story, 'company');
  expect(onPaper(story)).toMatchObject([{ type: 'agreement-signed-on-paper' }]);
  expect(story.now()).toMatchObject({ phase: 'paper', paper: { sha256: hashOf('scan'), by: 'legal' } });
  expect(story.prepares('umkm')).toBe('signed-on-paper');
  expect(story.consents('umkm')).toBe('signed-on-paper');
  expect(onPaper(story)).toBe('signed-on-paper');
  expect(onPaper(agreementStory(false))).toBe('not-ready');
});

test('[A32] a witness consents to a list, a party never; the evidence says which it was', () => {
  const story = agreementStory();
  const listed = (personId: string) =>
    story.tell({
      name: 'consent',
      personId,
      actingFor: null,
      device: hashOf(`device of ${personId}`),
      sha256: story.head(),
      pagesSeen: [],
      shown: 'list',
    });
  expect(listed('company')).toBe('pages-not-seen');
  expect(listed('minister')).toMatchObject([{ type: 'consent-given', data: { shown: 'list', pagesSeen: [] } }]);
  expect(listed('minister')).toEqual([]);
  signs(story, 'company');
  signs(story, 'umkm');
  story.prepares('minister');
  expect(story.completes('minister')).toMatchObject([{ data: { evidence: { shown: 'list', actingFor: null } } }]);
});

test('[A33] a deputy signs in the place of the witness, under their own name; for a party never', () => {
  const story = agreementStory();
  signs(story, 'company');
  signs(story, 'umkm');
  const deputy = { ...signer('deputy'), actingFor: 'minister' };
  const consents = (actingFor: string | null) =>
    story.tell({
      name: 'consent',
      personId: 'deputy',
      actingFor,
      device: hashOf('device of deputy'),
      sha256: story.head(),
      pagesSeen: [1, 2],
      shown: 'document',
    });
  expect(consents(null)).toBe('not-a-signatory');
  expect(consents('company')).toBe('not-a-signatory');
  expect(consents('minister')).toMatchObject([{ type: 'consent-given', data: { personId: 'deputy' } }]);
  const prepare = { name: 'prepare', session: 'open', baseSha256: story.head(), preparedSha256: hashOf('p') } as const;
  expect(story.tell({ ...prepare, signer: { ...deputy, actingFor: null } })).toBe('not-a-signatory');
  expect(story.tell({ ...prepare, signer: deputy })).toMatchObject([{ data: { field: 'witness-1' } }]);
  const complete = {
    name: 'complete',
    session: 'open',
    preparedSha256: hashOf('p'),
    sha256: hashOf('s'),
    stamped: ownTime,
  } as const;
  expect(story.tell({ ...complete, signer: deputy, bytes: 1, signedAt: MORNING })).toMatchObject([
    { data: { personId: 'deputy', evidence: { actingFor: 'minister' } } },
  ]);
  expect(story.now()).toMatchObject({
    phase: 'complete',
    signatures: [{}, {}, { personId: 'minister', by: 'deputy' }],
  });
});
