import { expect, test } from 'vitest';
import { problemsAfter } from '#support/import-problems';
import { cell, type SmallCeremony } from '#support/small-ceremony';

test('[I12] a wave that stands twice in ceremony.json is told', async () => {
  expect(
    await problemsAfter(({ head }) => {
      head['waves'] = [1, 1].map((wave) => ({ wave, title: { id: 'Satu', en: 'One' } }));
    }),
  ).toEqual(['ceremony.json - waves.1.wave duplicate']);
});

test.each<[string, (ceremony: SmallCeremony) => void, string[]]>([
  ['id of a party', cell('parties', 5, 'id', 'u1'), ['parties.csv 5 id duplicate']],
  ['NIB', cell('parties', 5, 'nib', '0000000000003'), ['parties.csv 5 nib duplicate']],
  ['id of a person among delegations', cell('delegations', 2, 'id', 'minister'), ['delegations.csv 2 id duplicate']],
  ['id of an item', cell('rundown', 3, 'id', 'opening'), ['rundown.csv 3 id duplicate']],
  ['number of an agreement', cell('agreements', 3, 'number', '001'), ['agreements.csv 3 number duplicate']],
  ['id of an agreement', cell('agreements', 3, 'id', 'a1'), ['agreements.csv 3 id duplicate']],
])('[I12] the same %s twice is told at the second', async (_, change, expected) => {
  expect(await problemsAfter(change)).toEqual(expect.arrayContaining(expected));
});

test('[I12] the own number of a company stands once within the company', async () => {
  expect(
    await problemsAfter((ceremony) => {
      cell('agreements', 3, 'company', 'c1')(ceremony);
      cell('agreements', 3, 'company_signatory', 's-c1')(ceremony);
    }),
  ).toEqual(['agreements.csv 3 company_number duplicate']);
});

test.each<[string, (ceremony: SmallCeremony) => void, string[]]>([
  ['a signatory without a party', cell('people', 4, 'party', ''), ['people.csv 4 party empty']],
  ['a signatory of an unknown party', cell('people', 4, 'party', 'c9'), ['people.csv 4 party unknown-party']],
  ['a minister with a party', cell('people', 2, 'party', 'c1'), ['people.csv 2 party must-be-empty']],
  ['a minister without organisation', cell('people', 2, 'organisation', ''), ['people.csv 2 organisation empty']],
  [
    'a signatory of another organisation',
    cell('people', 4, 'organisation', 'PT Lain'),
    ['people.csv 4 organisation wrong-organisation'],
  ],
  ['nobody who directs', cell('people', 3, 'role', 'mc'), ['people.csv - role no-director']],
  ['half a representation', cell('delegations', 2, 'representing_en', ''), ['delegations.csv 2 representing_en empty']],
])('[I13] %s is told', async (_, change, expected) => {
  expect(await problemsAfter(change)).toEqual(expect.arrayContaining(expected));
});

test.each<[string, (ceremony: SmallCeremony) => void, string[]]>([
  ['a company that is neither PMA nor PMDN', cell('parties', 2, 'ownership', ''), ['parties.csv 2 ownership empty']],
  ['a small company', cell('parties', 2, 'scale', 'small'), ['parties.csv 2 scale wrong-scale']],
  ['a large UMKM', cell('parties', 4, 'scale', 'large'), ['parties.csv 4 scale wrong-scale']],
  ['an UMKM as PMA', cell('parties', 4, 'ownership', 'PMA'), ['parties.csv 4 ownership must-be-empty']],
])('[I14] %s is told', async (_, change, expected) => {
  expect(await problemsAfter(change)).toEqual(expected);
});

test.each<[string, (ceremony: SmallCeremony) => void, string[]]>([
  [
    'an item before the one above it',
    cell('rundown', 3, 'start', '2021-01-18T08:59:00+07:00'),
    ['rundown.csv 3 start order'],
  ],
  [
    'an item of another month',
    cell('rundown', 3, 'start', '2021-02-18T09:10:00+07:00'),
    ['rundown.csv 3 start other-day'],
  ],
  ['a wave in an item that signs nothing', cell('rundown', 2, 'wave', '1'), ['rundown.csv 2 wave must-be-empty']],
  [
    'an unknown wave in an item',
    cell('rundown', 3, 'wave', '7'),
    ['rundown.csv 3 wave unknown-wave', 'agreements.csv 2 wave wave-not-planned'],
  ],
  [
    'a signing without a wave',
    cell('rundown', 3, 'wave', ''),
    ['rundown.csv 3 wave empty', 'agreements.csv 2 wave wave-not-planned'],
  ],
  ['an unknown wave of an agreement', cell('agreements', 3, 'wave', '7'), ['agreements.csv 3 wave unknown-wave']],
  ['half a script', cell('rundown', 2, 'script_id', 'Selamat pagi.'), ['rundown.csv 2 script_en empty']],
])('[I15] %s is told', async (_, change, expected) => {
  expect(await problemsAfter(change)).toEqual(expected);
});

test('[I15] who answers for an item is in the folder, and script B stands in both languages', async () => {
  expect(
    await problemsAfter(({ rundown }) => {
      for (const [index, row] of rundown.entries()) {
        Object.assign(row, { script_b_id: '', script_b_en: '', responsible: index === 0 ? 'd-62' : 'nobody' });
      }
      Object.assign(rundown[0] ?? {}, { script_b_en: 'Please wait.' });
    }),
  ).toEqual(['rundown.csv 2 script_b_id empty', 'rundown.csv 3 responsible unknown-person']);
});

test('[I15] the kinds of the first release are read as free items', async () => {
  for (const kind of ['technical-check', 'roll-call', 'seating', 'press', 'free']) {
    expect(await problemsAfter(cell('rundown', 2, 'kind', kind))).toEqual([]);
  }
  expect(await problemsAfter(cell('rundown', 2, 'kind', 'speech'))).toEqual(['rundown.csv 2 kind word']);
});

test('[I15] a wave that is signed in two items is told at the second', async () => {
  expect(
    await problemsAfter(({ rundown }) => {
      rundown.push({ ...rundown[1], id: 'signing-again', start: '2021-01-18T09:20:00+07:00' });
    }),
  ).toEqual(['rundown.csv 4 wave duplicate']);
});

test.each<[string, (ceremony: SmallCeremony) => void, string[]]>([
  [
    'an unknown party',
    cell('agreements', 2, 'company', 'c9'),
    ['agreements.csv 2 company unknown-party', 'agreements.csv 2 company_signatory wrong-party'],
  ],
  [
    'an unknown signatory',
    cell('agreements', 2, 'umkm_signatory', 's-u9'),
    ['agreements.csv 2 umkm_signatory unknown-person'],
  ],
  [
    'an UMKM signing for a company',
    cell('agreements', 2, 'company_signatory', 's-u1'),
    ['agreements.csv 2 company_signatory wrong-party'],
  ],
  [
    'a signatory of another company',
    cell('agreements', 2, 'company_signatory', 's-c2'),
    ['agreements.csv 2 company_signatory wrong-party'],
  ],
  [
    'a minister as signatory',
    cell('agreements', 2, 'company_signatory', 'minister'),
    ['agreements.csv 2 company_signatory wrong-role'],
  ],
  [
    'a delegation as signatory',
    cell('agreements', 2, 'company_signatory', 'd-62'),
    ['agreements.csv 2 company_signatory wrong-role'],
  ],
  [
    'an UMKM in the place of the company',
    cell('agreements', 2, 'company', 'u2'),
    ['agreements.csv 2 company wrong-kind', 'agreements.csv 2 company_signatory wrong-party'],
  ],
])('[I16] an agreement with %s is told', async (_, change, expected) => {
  expect(await problemsAfter(change)).toEqual(expected);
});

test.each<[string, (ceremony: SmallCeremony) => void, string[]]>([
  ['another sum', cell('agreements', 2, 'target_1', '1250000001'), ['agreements.csv 2 value targets']],
  ['a year without target', cell('agreements', 2, 'target_2', ''), ['agreements.csv 2 target_2 empty']],
  ['a target after the term', cell('agreements', 2, 'term_years', '1'), ['agreements.csv 2 target_2 must-be-empty']],
  ['a target that has no column', cell('agreements', 2, 'term_years', '3'), ['agreements.csv 2 target_3 empty']],
])('[I17] targets with %s are told', async (_, change, expected) => {
  expect(await problemsAfter(change)).toEqual(expected);
});

test.each<[string, string, string[]]>([
  ['nobody', '', []],
  ['the director', 'director', ['agreements.csv 2 witness wrong-role']],
  ['a signatory', 's-u1', ['agreements.csv 2 witness wrong-role']],
  ['a delegation', 'd-62', ['agreements.csv 2 witness wrong-role']],
  ['somebody unknown', 'minster', ['agreements.csv 2 witness unknown-person']],
])('[I18] %s as witness', async (_, witness, expected) => {
  expect(await problemsAfter(cell('agreements', 2, 'witness', witness))).toEqual(expected);
});
