import { expect, test } from 'vitest';
import { readCeremonyFolder } from '#cli/read-ceremony-folder';
import { filesOf, folderWith, smallCeremony, vetted, type SmallCeremony } from '#support/small-ceremony';

const read = async (change: (ceremony: SmallCeremony) => void) => {
  const ceremony = smallCeremony();
  const [, director] = ceremony.people;
  ceremony.people.push({ ...director, id: 'legal', role: 'legal', name: 'Nama hukum' });
  change(ceremony);
  vetted(ceremony);
  await using folder = await folderWith(filesOf(ceremony));
  return await readCeremonyFolder(folder.dir);
};

const problemsOf = async (change: (ceremony: SmallCeremony) => void) => {
  const outcome = await read(change);
  return outcome.ok ? [] : outcome.problems.map(({ file, row, column, code }) => [file, row, column, code]);
};

const first = (ceremony: SmallCeremony) => ceremony.parties[0] ?? {};
const signatory = (ceremony: SmallCeremony) => ceremony.people.find(({ id }) => id === 's-c1') ?? {};

test('[I25] clearances and authorities come under the name of a legal officer', async () => {
  const outcome = await read((ceremony) => {
    Object.assign(ceremony.people.find(({ id }) => id === 's-c1') ?? {}, {
      authority: 'power-of-attorney',
      authority_limit: '5000000000',
      authority_until: '2021-12-31',
    });
    ceremony.parties.forEach((party, index) => (party['kbli'] = index === 0 ? '56101' : ''));
  });
  expect(outcome).toMatchObject({ ok: true });
  if (!outcome.ok) return;
  expect(outcome.plan.parties.map(({ kbli }) => kbli)).toEqual(['56101', null, null, null]);
  expect(outcome.plan.clearances).toContainEqual({ partyId: 'c1', officer: 'legal' });
  expect(outcome.plan.authorities).toHaveLength(4);
  expect(outcome.plan.authorities[0]).toEqual({
    partyId: 'c1',
    personId: 's-c1',
    kind: 'power-of-attorney',
    document: 'Akta Contoh Nomor 1',
    limit: 5_000_000_000,
    expiresOn: '2021-12-31',
    checkedBy: 'legal',
  });
});

test('[I25] without an officer, or under the name of somebody else, nothing is cleared', async () => {
  expect(await problemsOf((ceremony) => (first(ceremony)['cleared_by'] = 'director'))).toEqual([
    ['parties.csv', 2, 'cleared_by', 'wrong-role'],
  ]);
  expect(await problemsOf((ceremony) => (first(ceremony)['cleared_by'] = 'nobody'))).toEqual([
    ['parties.csv', 2, 'cleared_by', 'unknown-person'],
  ]);
  expect(await problemsOf((ceremony) => (signatory(ceremony)['authority_checked_by'] = ''))).toEqual([
    ['people.csv', 4, 'authority_checked_by', 'empty'],
  ]);
  expect(await problemsOf((ceremony) => (signatory(ceremony)['authority_document'] = ''))).toEqual([
    ['people.csv', 4, 'authority_document', 'empty'],
  ]);
  expect(
    await problemsOf((ceremony) =>
      Object.assign(signatory(ceremony), { authority: '', authority_until: '2021-12-31' }),
    ),
  ).toEqual(expect.arrayContaining([['people.csv', 4, 'authority_until', 'must-be-empty']]));
  expect(await problemsOf((ceremony) => (first(ceremony)['kbli'] = '5610'))).toEqual([
    ['parties.csv', 2, 'kbli', 'kbli'],
  ]);
});

test('[I25] without the columns a party is registered only', async () => {
  await using folder = await folderWith(filesOf(smallCeremony()));
  expect(await readCeremonyFolder(folder.dir)).toMatchObject({ ok: true, plan: { clearances: [], authorities: [] } });
});
