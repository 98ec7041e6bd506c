import { expect, test } from 'vitest';
import type { MyAgreementView, RosterRow, SignatureView } from '#contract/views';
import type { BoardRow } from '#contract/views/agreements';
import { fileNameIn } from '#client/screens/papers/fetch-paper.ts';
import {
  isRowSignedByAll,
  isSignedByAll,
  mayTakeAll,
  signedAsParty,
  wavesWitnessed,
  witnessesIn,
} from '#client/screens/papers/may-take.ts';

const AT = '2021-01-18T03:00:00Z';
const signature = (capacity: 'party' | 'witness', isMe: boolean, signedAt: string | null) =>
  ({ capacity, isMe, signedAt }) as SignatureView;
const agreement = (agreementId: string, wave: number, signatures: readonly SignatureView[]) =>
  ({ agreementId, wave, signatures }) as MyAgreementView;

const boardRow = (state: BoardRow['state'], signed: number, of: number) => ({ state, signed, of }) as BoardRow;
const rosterRow = (name: string, role: RosterRow['role'], signs: boolean) => ({ name, role, signs }) as RosterRow;

test('[W65] a file has the name that the server gives it', () => {
  expect(fileNameIn('attachment; filename="small-daftar-hadir.pdf"')).toBe('small-daftar-hadir.pdf');
  expect(fileNameIn('attachment; filename="x.pdf"; filename*=UTF-8\'\'Nu%E2%80%99man.pdf')).toBe('Nu’man.pdf');
  expect(fileNameIn(null)).toBe('dokumen.pdf');
});

test('[W66] to everybody their own: what they signed as a party, the waves that they witnessed', () => {
  const all = [
    agreement('a1', 2, [signature('party', true, AT), signature('party', false, null)]),
    agreement('a2', 1, [signature('party', true, null)]),
    agreement('a3', 3, [signature('party', false, AT), signature('witness', true, AT)]),
    agreement('a4', 1, [signature('party', false, AT), signature('witness', true, AT)]),
    agreement('a5', 3, [signature('party', false, AT), signature('witness', true, AT)]),
    agreement('a6', 4, [signature('party', false, AT), signature('witness', true, null)]),
  ];
  expect(signedAsParty(all).map(({ agreementId }) => agreementId)).toEqual(['a1']);
  expect(wavesWitnessed(all)).toEqual([1, 3]);
  expect(all.filter(isSignedByAll).map(({ agreementId }) => agreementId)).toEqual(['a3', 'a4', 'a5']);
});

test('[W66] a certificate of completion is for what everybody has signed here, not for what was signed with ink', () => {
  expect(isRowSignedByAll(boardRow('sealed', 3, 3))).toBe(true);
  expect(isRowSignedByAll(boardRow('in-session', 2, 3))).toBe(false);
  expect(isRowSignedByAll(boardRow('paper', 3, 3))).toBe(false);
  expect(isRowSignedByAll(boardRow('draft', 0, 0))).toBe(false);
});

test('[W66] those who ran the ceremony take everybody’s, witness sheets of those who may witness', () => {
  expect((['director', 'protocol', 'legal', 'mc', 'minister', 'signatory'] as const).filter(mayTakeAll)).toEqual([
    'director',
    'protocol',
    'legal',
  ]);
  const rows = [rosterRow('B', 'minister', true), rosterRow('C', 'official', false), rosterRow('D', 'signatory', true)];
  expect(witnessesIn([...rows, rosterRow('A', 'principal', true)]).map(({ name }) => name)).toEqual(['A', 'B']);
});
