import { expect, test } from 'vitest';
import { parseCeremonyEvent } from '#ceremony/events';
import { entitlementOf } from '#ceremony/parties/entitled';
import { formatDoubts } from '#ceremony/parties/format';
import { changePerson } from '#ceremony/people/state';
import { ceremonyStory, hashOf, MORNING, type Story } from '#support/ceremony-story';

const ALL_OK = { nib: 'ok', kbli: 'ok', scale: 'ok', independence: 'ok', region: 'ok', documents: 'ok' } as const;

const registers = (story: Story, partyId: string, nib: string) =>
  story.tell({
    name: 'register-party',
    partyId,
    kind: 'umkm',
    ownership: null,
    scale: 'small',
    nib,
    kbli: '56101',
    province: '31',
    region: 'Kota Contoh',
    commitment: hashOf(partyId),
  });

/** Two parties, registered; `ani` signs for the first, `budi` for the second. */
const withParties = (): Story => {
  const story = ceremonyStory();
  registers(story, 'c1', '0000000000001');
  registers(story, 'u1', '0000000000002');
  changePerson(story.state, 'ani', () => ({ partyId: 'c1' }));
  changePerson(story.state, 'budi', () => ({ partyId: 'u1' }));
  return story;
};

const of = (partyId: string) => ({ partyId, officer: 'officer' });
const checks = (story: Story, partyId: string, found: Partial<Record<keyof typeof ALL_OK, 'doubt'>> = {}) =>
  story.tell({ name: 'check-party', ...of(partyId), checks: { ...ALL_OK, ...found }, noteCommitment: null });
const clears = (story: Story, partyId: string, reasonCommitment: string | null = null) =>
  story.tell({ name: 'clear-party', ...of(partyId), reasonCommitment });
const vettingOf = (story: Story, partyId: string) => story.state.parties.get(partyId)?.vetting;

const entitles = (
  story: Story,
  partyId: string,
  personId: string,
  rest: {
    readonly scope?: { readonly kind: 'value'; readonly limit: number } | { readonly kind: 'all' };
    readonly expiresOn?: string;
    readonly authorityId?: string;
  } = {},
) => {
  const authorityId = rest.authorityId ?? personId;
  const registered = story.tell({
    name: 'register-authority',
    partyId,
    authorityId,
    personId,
    kind: 'deed',
    scope: rest.scope ?? { kind: 'all' },
    expiresOn: rest.expiresOn ?? null,
    documentCommitment: hashOf('deed'),
  });
  return registered;
};
const checked = (story: Story, partyId: string, authorityId: string) =>
  story.tell({ name: 'check-authority', ...of(partyId), authorityId });

const wanted = {
  agreementId: 'a1',
  value: 100,
  partyIds: ['c1', 'u1'],
  signing: [
    { partyId: 'c1', personId: 'ani' },
    { partyId: 'u1', personId: 'budi' },
  ],
};

test('[C120] registered, checked, cleared, by a named officer; an id or a NIB that is taken is refused', () => {
  const story = withParties();
  expect(registers(story, 'c1', '0000000000009')).toBe('already-registered');
  expect(registers(story, 'u9', '0000000000002')).toBe('already-registered');
  expect(vettingOf(story, 'c1')).toEqual({ state: 'registered' });
  expect(clears(story, 'c1')).toBe('party-not-checked');
  expect(clears(story, 'nobody')).toBe('unknown-party');
  expect(checks(story, 'c1')).toEqual(['party-checked']);
  expect(clears(story, 'c1')).toEqual(['party-cleared']);
  expect(vettingOf(story, 'c1')).toMatchObject({ state: 'cleared', officer: 'officer', at: MORNING, checks: ALL_OK });
  expect(clears(story, 'c1')).toEqual([]);
});

test('[C120] what a form shows by its shape is a hint, and clears nobody', () => {
  const good = { kind: 'umkm', ownership: null, scale: 'small', nib: '0000000000001', kbli: '56101' } as const;
  expect(formatDoubts(good)).toEqual([]);
  expect(formatDoubts({ ...good, nib: '123', kbli: null, scale: 'large' })).toEqual(['nib', 'kbli', 'scale']);
  expect(formatDoubts({ ...good, kind: 'company', scale: 'medium' })).toEqual(['scale']);
  expect(clears(withParties(), 'u1')).toBe('party-not-checked');
});

test('[C121] a new check opens what was decided', () => {
  const story = withParties();
  checks(story, 'c1');
  expect(story.tell({ name: 'refuse-party', ...of('c1'), reasonCommitment: hashOf('impostor') })).toEqual([
    'party-refused',
  ]);
  expect(clears(story, 'c1')).toBe('party-not-checked');
  expect(checks(story, 'c1')).toEqual(['party-checked']);
  expect(clears(story, 'c1')).toEqual(['party-cleared']);
  checks(story, 'c1', { independence: 'doubt' });
  expect(vettingOf(story, 'c1')).toMatchObject({ state: 'checked' });
});

test('[C122] against a doubt only with a reason', () => {
  const story = withParties();
  checks(story, 'c1', { documents: 'doubt' });
  expect(clears(story, 'c1')).toBe('party-in-doubt');
  expect(clears(story, 'c1', hashOf('seen since'))).toEqual(['party-cleared']);
  expect(vettingOf(story, 'c1')).toMatchObject({ note: hashOf('seen since') });
});

test('[C123] [C124] an authority is of a signatory of the party, counts once checked, and not when withdrawn', () => {
  const story = withParties();
  expect(entitles(story, 'c1', 'budi')).toBe('wrong-signatory');
  expect(entitles(story, 'c1', 'ani')).toEqual(['authority-registered']);
  expect(entitles(story, 'c1', 'ani')).toBe('already-registered');
  expect(checked(story, 'c1', 'nothing')).toBe('unknown-authority');
  expect(checked(story, 'c1', 'ani')).toEqual(['authority-checked']);
  const withdraw = { name: 'withdraw-authority', ...of('c1'), authorityId: 'ani' } as const;
  expect(story.tell({ ...withdraw, reasonCommitment: hashOf('revoked') })).toEqual(['authority-withdrawn']);
  expect(checked(story, 'c1', 'ani')).toBe('unknown-authority');
  expect(entitles(story, 'c1', 'ani')).toBe('already-registered');
});

test('[C125] every party cleared, and everyone who is yet to sign for one entitled', () => {
  const story = withParties();
  const asked = (rest: Partial<typeof wanted> = {}, today = '2021-01-18') =>
    entitlementOf(story.state, { ...wanted, ...rest }, today);
  for (const partyId of ['c1', 'u1']) checks(story, partyId);
  clears(story, 'c1');
  expect(asked()).toBe('party-not-cleared');
  clears(story, 'u1');
  expect(asked()).toBe('authority-missing');
  entitles(story, 'c1', 'ani');
  // Registered is not checked.
  expect(asked()).toBe('authority-missing');
  checked(story, 'c1', 'ani');
  entitles(story, 'u1', 'budi', { scope: { kind: 'value', limit: 99 }, expiresOn: '2021-01-18' });
  checked(story, 'u1', 'budi');
  expect(asked()).toBe('authority-exceeded');
  expect(asked({ value: 99 })).toBe('entitled');
  expect(asked({ value: 99 }, '2021-01-19')).toBe('authority-expired');
  // Who has signed already was entitled when they did.
  expect(asked({ signing: [] }, '2021-01-19')).toBe('entitled');
  // A second authority that covers it is enough.
  entitles(story, 'u1', 'budi', { authorityId: 'wider' });
  checked(story, 'u1', 'wider');
  expect(asked()).toBe('entitled');
  checks(story, 'u1');
  expect(asked()).toBe('party-not-cleared');
});

test('[C126] a party is renamed unless a fixed text carries its name', () => {
  const story = withParties();
  const rename = { name: 'rename-party', ...of('c1'), commitment: hashOf('new name') } as const;
  expect(story.tell({ ...rename, isInFixedText: true })).toBe('needs-new-version');
  expect(story.tell({ ...rename, isInFixedText: false })).toEqual(['party-renamed']);
});

test('[C127] a party of the first version keeps its name in the chain; a new one never has it there', () => {
  const old = {
    partyId: 'c1',
    kind: 'company',
    name: 'PT Contoh',
    ownership: 'PMA',
    scale: 'large',
    nib: '0000000000001',
    address: 'Jalan Contoh 1',
    province: '31',
    region: 'Kota Contoh',
  };
  expect(parseCeremonyEvent('party-registered', 1, old)).toMatchObject({
    data: { kbli: null, identity: { name: 'PT Contoh', address: 'Jalan Contoh 1' } },
  });
  const story = withParties();
  expect(JSON.stringify(story.events)).not.toContain('Contoh 1');
  expect(story.state.parties.get('c1')?.written).toBeNull();
});
