import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { readCeremonyFolder } from '#cli/read-ceremony-folder';
import { problemsAfter, problemsWithFile } from '#support/import-problems';
import { cell, filesOf, folderWith, smallCeremony, tableText } from '#support/small-ceremony';

test('[I21] a small folder becomes the plan that it says', async () => {
  await using folder = await folderWith(filesOf(smallCeremony()));
  const read = await readCeremonyFolder(folder.dir);
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  const { plan } = read;
  expect(plan).toMatchObject({ ceremonyId: 'small', zone: 'Asia/Jakarta', sample: true });
  expect(plan.rundown[1]).toEqual({
    itemId: 'signing-1',
    kind: 'signing',
    title: { id: 'Mata Acara', en: 'Item' },
    plannedStart: '2021-01-18T09:10:00+07:00',
    lengthMinutes: 10,
    wave: 1,
    scripts: { a: null, b: null },
    responsible: null,
    scene: null,
    notes: null,
  });
  expect(plan.people.find((person) => person.personId === 's-c1')).toMatchObject({
    spokenName: 'Nama s-c1',
    organisation: 'Contoh c1',
    partyId: 'c1',
  });
  expect(plan.people.find((person) => person.role === 'delegation')).toMatchObject({
    personId: 'd-62',
    region: '62',
    rank: null,
    representing: { id: 'Gubernur Kalimantan Tengah', en: 'Governor of Central Kalimantan' },
    officials: 5,
  });
  expect(plan.agreements[0]).toMatchObject({
    agreementId: 'a1',
    value: 4_250_000_000,
    signedOn: '2021-01-18',
    targets: [
      { year: 2021, value: 1_250_000_000 },
      { year: 2022, value: 3_000_000_000 },
    ],
    parties: [
      { partyId: 'c1', personId: 's-c1', number: '1/2021', basis: { id: 'Anggaran dasar', en: 'Articles' } },
      { partyId: 'u1', personId: 's-u1', number: '1/2021', basis: { id: 'Pemilik usaha', en: 'Owner' } },
    ],
    witnessId: 'minister',
    template: 'partnership-agreement',
  });
});

test.each(['rundown', 'parties', 'agreements'] as const)('[I19] a %s.csv without rows is told', async (table) => {
  const header = tableText(smallCeremony()[table]).split('\n', 1)[0] ?? '';
  expect(await problemsWithFile(`${table}.csv`, header)).toContain(`${table}.csv - - no-rows`);
});

test('[I19] problems of all files and of both kinds are told in one reading, in the order of the files', async () => {
  expect(
    await problemsAfter((ceremony) => {
      cell('agreements', 3, 'value', 'banyak')(ceremony);
      cell('agreements', 3, 'umkm', 'u9')(ceremony);
      cell('parties', 2, 'nib', '1')(ceremony);
      cell('people', 3, 'name', '')(ceremony);
      ceremony.head['zone'] = 'Jakarta';
    }),
  ).toEqual([
    'ceremony.json - zone zone',
    'people.csv 3 name empty',
    'parties.csv 2 nib nib',
    'agreements.csv 3 value rupiah',
    'agreements.csv 3 umkm unknown-party',
    'agreements.csv 3 umkm_signatory wrong-party',
  ]);
});

test('[I19] of very many problems 200 are listed and the rest is counted', async () => {
  const ceremony = smallCeremony();
  ceremony.parties.push(...Array.from({ length: 300 }, () => ({ id: '?' })));
  await using folder = await folderWith(filesOf(ceremony));
  const read = await readCeremonyFolder(folder.dir);
  if (read.ok) throw new Error('This should have been refused');
  expect(read.problems).toHaveLength(201);
  expect(read.problems.at(-1)).toMatchObject({ file: '.', code: 'more' });
  // Eight cells of each new row are wrong, and all but the first of the ids are taken.
  expect(read.problems.at(-1)?.message).toContain(`${300 * 8 + 299 - 200} further problems`);
});

test('[I20] whatever stands in one cell, or instead of a piece of a file, reading never throws', async () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.constantFrom(
      '',
      '"',
      '""',
      ',',
      ';',
      '\n',
      '\r\n',
      '\0',
      '-1',
      '1e400',
      'NaN',
      '__proto__',
      'constructor',
      '\uFEFF',
    ),
  );
  const name = fc.constantFrom(...Object.keys(filesOf(smallCeremony())));
  const codes = new Set<string>();
  const files = filesOf(smallCeremony());
  await using folder = await folderWith(files);
  await fc.assert(
    fc.asyncProperty(name, fc.nat(4000), fc.nat(40), text, async (file, at, length, piece) => {
      const whole = String(files[file]);
      const start = at % whole.length;
      const broken = whole.slice(0, start) + piece + whole.slice(start + length);
      await writeFile(join(folder.dir, file), broken);
      const read = await readCeremonyFolder(folder.dir);
      await writeFile(join(folder.dir, file), whole);
      if (read.ok) return;
      expect(read.problems.length).toBeGreaterThan(0);
      for (const problem of read.problems) codes.add(problem.code);
    }),
    { numRuns: 300 },
  );
  expect(codes.size).toBeGreaterThan(5);
});

test('[I20] whatever JSON stands in ceremony.json, reading never throws', async () => {
  await fc.assert(
    fc.asyncProperty(fc.json(), async (json) => {
      await using folder = await folderWith({ ...filesOf(smallCeremony()), 'ceremony.json': json });
      expect((await readCeremonyFolder(folder.dir)).ok).toBe(false);
    }),
    { numRuns: 100 },
  );
});
