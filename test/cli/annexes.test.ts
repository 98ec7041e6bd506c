import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readCeremonyFolder } from '#cli/read-ceremony-folder';
import { problemsAfter, problemsIn } from '#support/import-problems';
import { sampleFormTemplate, threeParties } from '#support/sample-form';
import { filesOf, folderWith, smallCeremony, withThirdParty, type SmallCeremony } from '#support/small-ceremony';

const HEAD = 'agreement,item_id,item_en,quantity,unit_id,unit_en,price';
const GOOD = 'a1,Kotak contoh,Sample boxes,120,dus,boxes,15000';

const withAnnex = (...rows: readonly string[]) =>
  problemsIn({ ...filesOf(smallCeremony()), 'annexes.csv': [HEAD, ...rows].join('\n') });

test('[I64] rows of an annex belong to their agreement, in their order; without the file there are none', async () => {
  const rows = [HEAD, GOOD, 'a2,Lain,Other,1,unit,unit,1', 'a1,Kedua,Second,2,set,sets,7'];
  await using folder = await folderWith({ ...filesOf(smallCeremony()), 'annexes.csv': rows.join('\n') });
  expect(await readCeremonyFolder(folder.dir)).toMatchObject({
    ok: true,
    plan: {
      agreements: [
        {
          annex: [
            {
              item: { id: 'Kotak contoh', en: 'Sample boxes' },
              quantity: 120,
              unit: { id: 'dus', en: 'boxes' },
              price: 15000,
            },
            { item: { id: 'Kedua' }, quantity: 2 },
          ],
        },
        { annex: [{ item: { id: 'Lain' } }] },
      ],
    },
  });
  await using bare = await folderWith(filesOf(smallCeremony()));
  expect(await readCeremonyFolder(bare.dir)).toMatchObject({ plan: { agreements: [{ annex: [] }, { annex: [] }] } });
});

test.each<[string, readonly string[], readonly string[]]>([
  ['an agreement that is not there', ['a9,X,X,1,set,set,1'], ['annexes.csv 2 agreement unknown-agreement']],
  ['a fraction', [GOOD, 'a1,X,X,"1,5",set,set,1'], ['annexes.csv 3 quantity number']],
  ['an amount with dots', ['a1,X,X,1,set,set,15.000'], ['annexes.csv 2 price rupiah']],
  ['no unit in English', ['a1,X,X,1,set,,1'], ['annexes.csv 2 unit_en empty']],
  ['201 rows', Array.from({ length: 201 }, () => GOOD), ['annexes.csv 202 agreement annex']],
  [
    'more than can be written out',
    ['a1,X,X,999999,set,set,999999999', 'a1,X,X,1,set,set,999999999999', 'a1,X,X,1,set,set,1'],
    ['annexes.csv 3 price annex'],
  ],
])('[I64] %s is told', async (_, rows, expected) => {
  expect(await withAnnex(...rows)).toEqual(expected);
});

test('[I64] an annex that the template would not print is told', async () => {
  const ceremony = smallCeremony();
  for (const row of ceremony.agreements) row['template'] = 'own-form';
  await using folder = await folderWith({ ...filesOf(ceremony), 'annexes.csv': [HEAD, GOOD, GOOD].join('\n') });
  await mkdir(join(folder.dir, 'templates'));
  await sampleFormTemplate(join(folder.dir, 'templates'));
  expect(await readCeremonyFolder(folder.dir)).toMatchObject({
    problems: [{ file: 'annexes.csv', row: 2, column: 'agreement', code: 'template' }],
  });
});

const third =
  (change: Record<string, string> = {}) =>
  (ceremony: SmallCeremony) => {
    withThirdParty(ceremony, 'own-form');
    for (const row of ceremony.agreements) row['template'] = '';
    Object.assign(ceremony.agreements[0] ?? {}, change);
  };

test('[I65] a third party is planned after the first two, by a template that has three', async () => {
  const ceremony = smallCeremony();
  withThirdParty(ceremony, 'own-form');
  await using folder = await folderWith(filesOf(ceremony));
  await mkdir(join(folder.dir, 'templates'));
  await sampleFormTemplate(join(folder.dir, 'templates'), threeParties);
  const read = await readCeremonyFolder(folder.dir);
  expect(read).toMatchObject({
    ok: true,
    plan: {
      agreements: [
        { parties: [{ partyId: 'c1' }, { partyId: 'u1' }, { partyId: 'c2', personId: 's-c2', number: '3/2021' }] },
        { parties: [{}, {}] },
      ],
    },
  });
});

test.each<[string, (ceremony: SmallCeremony) => void, readonly string[]]>([
  ['by a template of two', third(), ['agreements.csv 2 template template']],
  [
    'without a signatory',
    third({ third_signatory: '' }),
    ['agreements.csv 2 third_signatory empty', 'agreements.csv 2 template template'],
  ],
  [
    'that is the first',
    third({ third: 'c1', third_signatory: 's-c1' }),
    ['agreements.csv 2 third duplicate', 'agreements.csv 2 template template'],
  ],
  [
    'that is not there',
    third({ third: 'c9' }),
    [
      'agreements.csv 2 third unknown-party',
      'agreements.csv 2 third_signatory wrong-party',
      'agreements.csv 2 template template',
    ],
  ],
  [
    'that is not named, with a number',
    third({ third: '', third_signatory: '', third_basis_id: '', third_basis_en: '' }),
    ['agreements.csv 2 third_number must-be-empty'],
  ],
])('[I65] a third party %s is told', async (_, change, expected) => {
  expect((await problemsAfter(change)).toSorted()).toEqual(expected.toSorted());
});

test('[I66] a letter that no typeface has is told where it stands', async () => {
  const ceremony = smallCeremony();
  Object.assign(ceremony.parties[0] ?? {}, { name: 'PT Contoh 山' });
  Object.assign(ceremony.people[2] ?? {}, { name: 'Đặng Şãmpel Ñuñez' });
  await using folder = await folderWith(filesOf(ceremony));
  expect(await readCeremonyFolder(folder.dir)).toMatchObject({
    problems: [
      { file: 'parties.csv', row: 2, column: 'name', code: 'characters', message: expect.stringContaining('"山"') },
    ],
  });
});
