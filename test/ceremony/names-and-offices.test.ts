import { expect, test } from 'vitest';
import { parseCeremonyEvent } from '#ceremony/events';
import { PRECEDENCE } from '#contract/precedence';
import { ceremonyStory, hashOf, type Story } from '#support/ceremony-story';

const office = {
  position: { id: 'Sekretaris Daerah', en: 'Regional Secretary' },
  organisation: 'Pemerintah Provinsi Contoh',
  representing: { id: 'Gubernur', en: 'Governor' },
  rank: PRECEDENCE['regional-secretary'],
  region: '62.71',
  officials: 3,
} as const;
const newcomer = {
  name: 'invite',
  personId: 'newcomer',
  role: 'delegation',
  partyId: null,
  byRole: 'protocol',
  commitment: hashOf('newcomer'),
  expiresAt: '2021-03-01T00:00:00.000Z',
  ...office,
} as const;
const correct = (personId: string, name: string, reason: string | null = null) =>
  ({
    name: 'correct-name',
    personId,
    by: 'officer',
    commitment: hashOf(name),
    reasonCommitment: reason === null ? null : hashOf(reason),
  }) as const;
const approve = (...personIds: string[]) => ({ name: 'approve-names', personIds, by: 'officer' }) as const;
const person = ({ state }: Story, personId: string) => state.people.get(personId);

test('[C50] a name is proposed, corrected by commitment, and approved by an officer', () => {
  const story = ceremonyStory();
  expect(story.tell(correct('ani', 'Ani'))).toEqual(['name-corrected']);
  expect(person(story, 'ani')).toMatchObject({ commitment: hashOf('Ani'), nameApproved: null });
  expect(story.tell(approve('ani', 'budi', 'ani'))).toEqual(['name-approved', 'name-approved']);
  expect(person(story, 'ani')?.nameApproved).toMatchObject({ by: 'officer' });
  expect(story.tell(approve('ani'))).toEqual([]);
  expect(story.tell(approve('ani', 'nobody'))).toBe('unknown-person');
});

test('[C51] an approved name changes with a reason only, and is approved anew', () => {
  const story = ceremonyStory();
  story.tell(approve('ani'));
  expect(story.tell(correct('ani', 'Ani S.E.'))).toBe('name-approved');
  expect(story.tell(correct('ani', 'Ani S.E.', 'title'))).toEqual(['name-corrected']);
  expect(person(story, 'ani')?.nameApproved).toBeNull();
  expect(story.tell(approve('ani'))).toEqual(['name-approved']);
});

test('[C52] a representative has the own rank, and office, rank and region can be corrected', () => {
  const story = ceremonyStory();
  story.tell(newcomer);
  expect(person(story, 'newcomer')).toMatchObject({ rank: 25, region: '62.71', province: '62' });
  const { name: _, ...rest } = { name: '', ...office, rank: PRECEDENCE.governor, representing: null, region: '11' };
  expect(story.tell({ name: 'correct-person', personId: 'newcomer', by: 'officer', ...rest })).toEqual([
    'person-corrected',
  ]);
  expect(person(story, 'newcomer')).toMatchObject({ rank: 19, region: '11', province: '11', representing: null });
});

test('[C52] a person of the first release has no rank, and the province for a region', () => {
  const { rank: _, region: __, byRole: ___, expiresAt, name: ____, ...first } = newcomer;
  const data = { ...first, province: '62', linkSerial: 1, linkExpiresAt: expiresAt };
  expect(parseCeremonyEvent('person-invited', 1, data).data).toMatchObject({ region: '62', rank: null });
});

test('[C53] one more person is invited, once, and officers by the director only', () => {
  const story = ceremonyStory();
  expect(story.tell(newcomer)).toEqual(['person-invited']);
  expect(story.tell(newcomer)).toBe('already-invited');
  const other = { ...newcomer, personId: 'other' } as const;
  expect(story.tell({ ...other, role: 'legal' })).toBe('not-allowed');
  expect(story.tell({ ...other, role: 'signatory' })).toBe('bad-command');
  expect(story.tell({ ...other, role: 'signatory', partyId: 'p9' })).toBe('unknown-party');
  expect(story.tell({ ...other, role: 'legal', byRole: 'director' })).toEqual(['person-invited']);
});

test('[C53] [C170] the principal is invited by the director, and never a second one', () => {
  const story = ceremonyStory();
  const president = { ...newcomer, personId: 'president', role: 'principal' } as const;
  expect(story.tell(president)).toBe('not-allowed');
  expect(story.tell({ ...president, byRole: 'director' })).toEqual(['person-invited']);
  expect(story.tell({ ...president, personId: 'another', byRole: 'director' })).toBe('already-invited');
});

test('[C171] nobody is invited who would stand in the ledger as the house itself', () => {
  const story = ceremonyStory();
  for (const personId of ['import', 'presence', 'erase', 'proof', 'reaction']) {
    expect(story.tell({ ...newcomer, personId, byRole: 'director' })).toBe('bad-command');
  }
});
