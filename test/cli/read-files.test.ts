import { mkdir, rename, rm, symlink, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readCeremonyFolder } from '#cli/read-ceremony-folder';
import { problemsAfter, problemsIn, problemsWithFile } from '#support/import-problems';
import { cell, filesOf, folderWith, SMALL_TABLES, smallCeremony, tableText } from '#support/small-ceremony';

test.each([
  ['semicolons', ';', '\n', ''],
  ['semicolons, Windows line ends and a byte order mark, as Excel writes in Indonesia', ';', '\r\n', '\uFEFF'],
  ['commas and a byte order mark', ',', '\r\n', '\uFEFF'],
  ['old Macintosh line ends', ',', '\r', ''],
])('[I6] the same plan is read from %s', async (_, delimiter, lineEnd, mark) => {
  const ceremony = smallCeremony();
  cell('parties', 2, 'name', 'Contoh "Satu"; Dua, dan Tiga')(ceremony);
  cell('rundown', 2, 'script_id', 'Baris satu.\nBaris dua.')(ceremony);
  cell('rundown', 2, 'script_en', 'Line one.\nLine two.')(ceremony);
  const plain = filesOf(ceremony);
  const variant = Object.fromEntries(
    SMALL_TABLES.map((table) => [`${table}.csv`, mark + tableText(ceremony[table], delimiter, lineEnd)]),
  );
  const headWithMark = { 'ceremony.json': mark + JSON.stringify(ceremony.head) };
  await using first = await folderWith(plain);
  await using second = await folderWith({ ...variant, ...headWithMark });
  const expected = await readCeremonyFolder(first.dir);
  expect(expected.ok).toBe(true);
  expect(await readCeremonyFolder(second.dir)).toEqual(expected);
});

test('[I6] blank lines and empty rows are passed over, and the rows below keep their numbers', async () => {
  const ceremony = smallCeremony();
  cell('parties', 5, 'scale', 'large')(ceremony);
  const [header, ...rows] = tableText(ceremony.parties).trimEnd().split('\n');
  const text = [header, '', rows[0], ',,,,,,,,', rows[1], rows[2], '   ', rows[3], ''].join('\n');
  expect(await problemsWithFile('parties.csv', text)).toEqual(['parties.csv 8 scale wrong-scale']);
});

test.each([
  ['Windows-1252', Buffer.from('id,name\nc1,Lemi\xE8re\n', 'latin1')],
  ['UTF-16', Buffer.from('\uFEFFid,name\nc1,Satu\n', 'utf16le')],
])('[I5] a file in %s is refused as a whole', async (_, bytes) => {
  expect(await problemsWithFile('parties.csv', bytes)).toEqual(['parties.csv - - encoding']);
});

test.each(['ceremony.json', 'rundown.csv', 'people.csv', 'delegations.csv', 'parties.csv', 'agreements.csv'])(
  '[I7] a missing %s is one problem, and what it would have held is not missed elsewhere',
  async (name) => {
    const files = filesOf(smallCeremony());
    delete files[name];
    expect(await problemsIn(files)).toEqual([`${name} - - missing-file`]);
  },
);

test('[I7] a file under a near name or as a workbook is named as the one probably meant', async () => {
  const { 'parties.csv': parties = '', 'people.csv': people = '', ...rest } = filesOf(smallCeremony());
  await using folder = await folderWith({ ...rest, 'partys.csv': parties, 'people.xlsx': people });
  const read = await readCeremonyFolder(folder.dir);
  const messages = read.ok ? [] : read.problems.map((problem) => problem.message);
  expect(messages).toEqual([
    'people.csv is missing from the folder. "people.xlsx" is there: was it meant? Save it as people.csv.',
    'parties.csv is missing from the folder. "partys.csv" is there: was it meant? Save it as parties.csv.',
  ]);
});

test('[I7] a folder in the place of a file, a file over 20 MB, and no folder at all are told', async () => {
  await using folder = await folderWith(filesOf(smallCeremony()));
  await rm(join(folder.dir, 'people.csv'));
  await mkdir(join(folder.dir, 'people.csv'));
  await truncate(join(folder.dir, 'parties.csv'), 20 * 1024 * 1024 + 1);
  const read = await readCeremonyFolder(folder.dir);
  expect(read).toMatchObject({
    ok: false,
    problems: [
      { file: 'people.csv', code: 'unreadable-file' },
      { file: 'parties.csv', code: 'too-large', message: 'parties.csv has 21 MB; at most 20 MB are read.' },
    ],
  });
  expect(await readCeremonyFolder(join(folder.dir, 'nowhere'))).toMatchObject({
    ok: false,
    problems: [{ file: '.', row: null, column: null, code: 'no-folder' }],
  });
});

test('[I7] more rows than any ceremony has, and a cell without end, are refused without being kept', async () => {
  const header = tableText(smallCeremony().parties).split('\n', 1)[0] ?? '';
  expect(await problemsWithFile('parties.csv', header + '\n'.repeat(100_001))).toEqual(['parties.csv - - too-large']);
  expect(await problemsWithFile('parties.csv', `${header}\n${'x'.repeat(200_000)}`)).toEqual([
    'parties.csv 2 - malformed',
  ]);
});

test('[I7] broken quotes are told at the row where the table breaks off', async () => {
  const text = tableText(smallCeremony().parties).replace('Contoh c2', '"Contoh" c2');
  expect(await problemsWithFile('parties.csv', text)).toEqual(['parties.csv 3 - malformed']);
});

test.each([
  ['no JSON', '{"ceremonyId": ', ['ceremony.json - - malformed']],
  ['a list', '[]', ['ceremony.json - - malformed']],
  ['nothing', '', ['ceremony.json - - malformed']],
])('[I7] a ceremony.json that is %s is told', async (_, text, expected) => {
  expect(await problemsWithFile('ceremony.json', text)).toEqual(expected);
});

test('[I10] every mistake in ceremony.json is told by its path', async () => {
  const found = await problemsAfter(({ head }) => {
    head['ceremonyId'] = 'Sample 2021';
    head['title'] = { id: 'Acara' };
    head['zone'] = 'Asia/Jakrta';
    head['date'] = '2021-02-30';
    head['sample'] = 'yes';
    head['organizer'] = head['organiser'];
    head['waves'] = [{ wave: 1.5, title: { id: 'Satu', en: 'One' } }];
  });
  expect(found.toSorted()).toEqual(
    [
      'ceremony.json - ceremonyId id',
      'ceremony.json - title.en malformed',
      'ceremony.json - zone zone',
      'ceremony.json - date date',
      'ceremony.json - sample malformed',
      'ceremony.json - waves.0.wave number',
      'ceremony.json - - malformed',
    ].toSorted(),
  );
});

const inHeader = (from: string, to: string) => (text: string) => text.replace(from, to);
test.each<[string, string, (text: string) => string, string[]]>([
  ['missing', 'parties.csv', (text) => text.replaceAll(/,[^,\n]*$/gm, ''), ['parties.csv 1 region missing-column']],
  ['misspelt', 'people.csv', inHeader('organisation', 'Organization'), ['people.csv 1 Organization misspelt-column']],
  ['unknown', 'parties.csv', (text) => text.replaceAll('\n', ',x\n'), ['parties.csv 1 x unknown-column']],
  [
    'repeated',
    'parties.csv',
    inHeader('region', 'name'),
    ['parties.csv 1 name duplicate-column', 'parties.csv 1 region missing-column'],
  ],
  ['written with capitals and blanks', 'people.csv', inHeader('spoken_name', ' Spoken Name '), []],
  ['followed by empty ones', 'parties.csv', (text) => text.replaceAll('\n', ',,\n'), []],
])('[I8] a column that is %s', async (_, name, change, expected) => {
  const text = filesOf(smallCeremony())[name];
  expect(await problemsWithFile(name, change(String(text)))).toEqual(expected);
});

test('[I8] the sentence about a misspelt column names the one that was meant', async () => {
  const text = String(filesOf(smallCeremony())['people.csv']).replace('organisation', 'organization');
  await using folder = await folderWith({ ...filesOf(smallCeremony()), 'people.csv': text });
  const read = await readCeremonyFolder(folder.dir);
  expect(read.ok ? '' : read.problems[0]?.message).toBe(
    'There is no column "organization" in people.csv. It is probably meant to be "organisation".',
  );
});

test.each([
  ['parties', 'Jalan Contoh 1', 'Jalan Contoh 1, Jakarta', 'parties.csv 2 address too-many-cells'],
  ['people', /^director,director,[^,]*,/m, 'director,director,Sari Contoh, S.H.,', 'people.csv 3 - too-many-cells'],
  ['rundown', /^opening,opening,/m, 'opening,opening,so,', 'rundown.csv 2 - too-many-cells'],
  ['agreements', /^a1,001,/m, 'a1,001,001,', 'agreements.csv 2 number too-many-cells'],
] as const)(
  '[I8] of a row of %s with a cell too many nothing else is told, here or elsewhere',
  async (table, text, longer, told) => {
    const written = tableText(smallCeremony()[table]).replace(text, longer);
    expect(await problemsWithFile(`${table}.csv`, written)).toEqual([told]);
  },
);

test('[D93] a table or the folder of templates that is a link to another place is refused by name', async () => {
  await using folder = await folderWith(filesOf(smallCeremony()));
  await rename(join(folder.dir, 'parties.csv'), join(folder.dir, 'elsewhere'));
  await symlink(join(folder.dir, 'elsewhere'), join(folder.dir, 'parties.csv'));
  await symlink(folder.dir, join(folder.dir, 'templates'));
  const read = await readCeremonyFolder(folder.dir);
  const told = read.ok ? [] : read.problems.map(({ file, message }) => `${file}: ${message}`);
  expect(told).toContain('parties.csv: parties.csv is a link to another place. Put the file itself into the folder.');
  expect(told).toContain('templates: templates is a link to another place. Put the folder itself there, or nothing.');
});
