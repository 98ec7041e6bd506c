import { expect, test } from 'vitest';
import { readCeremonyFolder } from '#cli/read-ceremony-folder';
import { planCeremony } from '#flow/plan-ceremony';
import { problemsAfter } from '#support/import-problems';
import { filesOf, folderWith, smallCeremony } from '#support/small-ceremony';

const arsip = { id: 'arsip', name: 'Kepala Contoh Arsip', institution: 'Arsip Contoh', email: 'arsip@contoh.example' };
const notaris = { id: 'notaris', name: 'Notaris Contoh', institution: 'Kantor Contoh' };

test('[I33] [C145] custodians that the plan names are in the ledger, their names beside it', async () => {
  const ceremony = smallCeremony();
  ceremony.head['custodians'] = [arsip, notaris];
  await using folder = await folderWith(filesOf(ceremony));
  const read = await readCeremonyFolder(folder.dir);
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  const request = planCeremony(read.plan, new Date('2021-01-01T00:00:00Z'), (length) => new Uint8Array(length));
  const named = request.writes.flatMap(({ events }) => events).filter(({ type }) => type === 'custodian-named');
  expect(named.map(({ data }) => data['custodianId'])).toEqual(['arsip', 'notaris']);
  expect(JSON.stringify(named)).not.toContain('Kepala');
  const beside = request.personal?.find(({ subject }) => subject === 'custodian/arsip');
  expect(beside?.data).toEqual({ name: arsip.name, institution: arsip.institution, email: arsip.email });
});

test('[I33] what is wrong with a custodian is told', async () => {
  const problems = await problemsAfter(({ head }) => {
    head['custodians'] = [arsip, { ...notaris, id: 'arsip' }];
  });
  expect(problems).toEqual(['ceremony.json - custodians.1.id duplicate']);
  const others = await problemsAfter(({ head }) => {
    head['custodians'] = [
      { ...arsip, email: 'nobody' },
      { id: 'x', name: '' },
    ];
  });
  expect(others.length).toBeGreaterThan(1);
  expect(others.every((line) => line.startsWith('ceremony.json - custodians.'))).toBe(true);
});
