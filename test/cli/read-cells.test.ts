import { expect, test } from 'vitest';
import { readCeremonyFolder } from '#cli/read-ceremony-folder';
import { problemsAfter } from '#support/import-problems';
import { cell, filesOf, folderWith, smallCeremony, type SmallTable } from '#support/small-ceremony';

test('[I9] a cell with line breaks is one row, as a spreadsheet counts', async () => {
  expect(
    await problemsAfter((ceremony) => {
      cell('rundown', 2, 'script_id', 'Satu.\nDua.\nTiga.')(ceremony);
      cell('rundown', 2, 'script_en', 'One.\nTwo.')(ceremony);
      cell('rundown', 3, 'minutes', 'sepuluh')(ceremony);
    }),
  ).toEqual(['rundown.csv 3 minutes number']);
});

test.each<[SmallTable, number, string, string, string]>([
  ['agreements', 2, 'value', '4.250.000.000', 'rupiah'],
  ['agreements', 2, 'value', 'Rp4250000000', 'rupiah'],
  ['agreements', 2, 'value', '4250000000,50', 'rupiah'],
  ['agreements', 2, 'value', '-5', 'rupiah'],
  ['agreements', 2, 'value', '0', 'rupiah'],
  ['agreements', 2, 'value', '4,25E+09', 'rupiah'],
  ['agreements', 2, 'value', '9999999999999999', 'rupiah'],
  ['agreements', 3, 'value', '', 'empty'],
  ['agreements', 2, 'sector', 'foods', 'word'],
  ['agreements', 2, 'kind', 'Contract', 'word'],
  ['agreements', 2, 'pattern', 'barter', 'word'],
  ['agreements', 2, 'language', 'en', 'word'],
  ['agreements', 2, 'term_years', '0', 'number'],
  ['agreements', 2, 'term_years', '2,5', 'number'],
  ['agreements', 2, 'id', 'A 1', 'id'],
  ['agreements', 3, 'title_en', '', 'empty'],
  ['parties', 2, 'nib', '812345678901', 'nib'],
  ['parties', 2, 'nib', '8,12346E+12', 'nib'],
  ['parties', 2, 'nib', '81234567890123', 'nib'],
  ['parties', 2, 'province', '99', 'province'],
  ['parties', 2, 'province', 'Kalimantan Tengah', 'province'],
  ['parties', 2, 'province', '93', 'province'],
  ['delegations', 2, 'officials', 'lima', 'number'],
  ['delegations', 2, 'rank', 'governer', 'word'],
  ['delegations', 2, 'region', '62.711', 'region'],
  ['delegations', 2, 'region', '99.01', 'region'],
  ['people', 2, 'rank', '14', 'word'],
  ['rundown', 2, 'start', '2021-01-18 09:00', 'time'],
  ['rundown', 2, 'start', '2021-01-18T09:00:00', 'time'],
  ['rundown', 2, 'start', '2021-02-30T09:00:00+07:00', 'time'],
  ['rundown', 2, 'start', '18/01/2021 09:00', 'time'],
  ['rundown', 2, 'kind', 'speeches', 'word'],
  ['people', 2, 'role', 'delegation', 'word'],
  ['people', 2, 'role', 'ministre', 'word'],
])('[I10] %s row %i, %s "%s" is refused as %s', async (table, row, column, text, code) => {
  expect(await problemsAfter(cell(table, row, column, text))).toContain(`${table}.csv ${row} ${column} ${code}`);
});

test('[I10] the sentence about an amount with dots says how to write it', async () => {
  const ceremony = smallCeremony();
  cell('agreements', 2, 'value', '4.250.000.000')(ceremony);
  await using folder = await folderWith(filesOf(ceremony));
  const read = await readCeremonyFolder(folder.dir);
  expect(read.ok ? '' : read.problems[0]?.message).toBe(
    '"4.250.000.000" is no whole number of rupiah. Write digits only, without Rp, dots, commas or spaces: 4250000000.',
  );
});

test.each([
  ['a line break', 'Nama\nDua', 'characters'],
  ['a change of direction', 'Nama \u202Eaud', 'characters'],
  ['a lost letter', 'Lemi\uFFFDre', 'characters'],
  ['a NUL', 'Na\0ma', 'characters'],
  ['200 characters', 'n'.repeat(200), 'too-long'],
])('[I11] a name with %s is refused', async (_, text, code) => {
  expect(await problemsAfter(cell('people', 3, 'name', text))).toEqual([`people.csv 3 name ${code}`]);
});

test('[I9] what a file says cannot steer the terminal on which its problem is shown', async () => {
  const ceremony = smallCeremony();
  cell('parties', 2, 'nib', '\u001B[2J\u202E1')(ceremony);
  const { 'parties.csv': parties = '', ...rest } = filesOf(ceremony);
  await using folder = await folderWith({ ...rest, 'parties.csv': `\u001B]0;x,${String(parties)}` });
  await using other = await folderWith({ ...rest, 'parties.csv': parties });
  for (const dir of [folder.dir, other.dir]) {
    const read = await readCeremonyFolder(dir);
    expect(read.ok).toBe(false);
    expect(JSON.stringify(read)).not.toMatch(/\\u001b|\u202E/i);
  }
});
