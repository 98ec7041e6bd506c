import { expect, test } from 'vitest';
import { awaited, isToIdentify, isToRead, listStateOf, stepOf } from '#client/screens/desk/steps.ts';
import type { MyAgreementView, SelfView } from '#contract/views';

const text = { id: 'Contoh', en: 'Sample' };
const signature = (field: string, organisation: string, signedAt: string | null, isMe = false) => ({
  field,
  capacity: field.startsWith('party') ? ('party' as const) : ('witness' as const),
  name: `Nama ${field}`,
  position: text,
  organisation,
  signedAt,
  isMe,
});
const agreement = (changes: Partial<MyAgreementView> = {}): MyAgreementView => ({
  agreementId: 'a1',
  number: '001',
  kind: 'contract',
  title: text,
  sector: 'food',
  value: 1,
  termYears: 1,
  endsOn: '2022-01-17',
  targets: [],
  wave: 1,
  sessionState: 'open',
  state: 'ready',
  declined: null,
  document: { sha256: 'a'.repeat(64), bytes: 1, pages: 4 },
  signatures: [signature('party-1', 'PT Contoh', null), signature('party-2', 'UD Contoh', null, true)],
  mine: 'your-turn',
  consented: 'a'.repeat(64),
  evidence: null,
  verifyUrl: 'https://teken.example/verify/x',
  ...changes,
});
const known: Pick<SelfView, 'identity'> = {
  identity: { state: 'confirmed', method: 'video', at: '2021-01-18T02:00:00Z', by: 'Nama Petugas' },
};
const step = (changes: Partial<MyAgreementView> = {}, self = known, phase = 'live' as const, hasKey = true) =>
  stepOf(agreement(changes), self, phase, hasKey);

test('nothing is missing: it is the turn', () => expect(step()).toEqual({ at: 'ready' }));

test('what is missing is said in the order in which one can act', () => {
  const unknown: Pick<SelfView, 'identity'> = { identity: { state: 'unconfirmed' } };
  expect(step({ consented: null }, unknown, 'live', false)).toEqual({ at: 'missing', what: 'unread' });
  expect(step({}, unknown, 'live', false)).toEqual({ at: 'missing', what: 'identify' });
  expect(step({}, known, 'live', false)).toEqual({ at: 'missing', what: 'certify' });
  expect(step({ sessionState: 'planned' })).toEqual({ at: 'missing', what: 'session-waits' });
  expect(step({ sessionState: 'closed' })).toEqual({ at: 'missing', what: 'session-closed' });
  expect(step({ mine: 'waiting' })).toEqual({ at: 'missing', what: 'turn-waits' });
});

test('signed stays signed, whatever else has ended', () => {
  expect(stepOf(agreement({ mine: 'signed', sessionState: 'closed' }), known, 'closed', false)).toEqual({
    at: 'signed',
  });
  expect(listStateOf(agreement({ mine: 'signed', state: 'declined' }))).toBe('signed');
});

test('before one has signed only those before oneself are awaited, afterwards everybody', () => {
  const signatures = [
    signature('party-1', 'PT Contoh', null),
    signature('party-2', 'UD Contoh', null, true),
    signature('witness-1', '', null),
  ];
  expect(awaited(agreement({ signatures, mine: 'waiting' }))).toEqual(['PT Contoh']);
  expect(awaited(agreement({ signatures, mine: 'signed' }))).toEqual(['PT Contoh', 'UD Contoh', 'Nama witness-1']);
});

test('[W67] what is unread is read as soon as the ceremony is open, before its session and before one’s turn', () => {
  const unread = agreement({ consented: null });
  expect(isToRead(unread, 'open')).toBe(true);
  expect(isToRead(agreement({ consented: null, sessionState: 'planned' }), 'open')).toBe(true);
  expect(isToRead(agreement({ consented: null, mine: 'waiting' }), 'live')).toBe(true);
  expect(isToRead(agreement(), 'live')).toBe(false);
  expect(isToRead(unread, 'planned')).toBe(false);
  expect(isToRead(unread, 'closed')).toBe(false);
  for (const state of ['draft', 'declined', 'paper', 'voided', 'replaced'] as const) {
    expect(isToRead(agreement({ consented: null, state }), 'live')).toBe(false);
  }
});

test('[W67] whoever comes when the wave is open already is asked who they are, too', () => {
  const unknown: Pick<SelfView, 'identity'> = { identity: { state: 'unconfirmed' } };
  expect(isToIdentify(agreement(), unknown)).toBe(true);
  expect(isToIdentify(agreement({ state: 'in-session' }), unknown)).toBe(true);
  expect(isToIdentify(agreement({ state: 'in-session' }), known)).toBe(false);
  expect(isToIdentify(agreement({ state: 'in-session', mine: 'signed' }), unknown)).toBe(false);
  expect(isToIdentify(agreement({ state: 'declined' }), unknown)).toBe(false);
});
