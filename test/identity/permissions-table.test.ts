import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { commandSchemas } from '#contract/commands';
import { PHASES, ROLES, TOPICS } from '#contract/constants';
import { groupWords } from '#identity/permission-words';
import { permissionsTable } from '#identity/permissions-table';

const FILE = 'server/identity/PERMISSIONS.md';
const written = readFileSync(fileURLToPath(new URL(`../../${FILE}`, import.meta.url)), 'utf8');

test('[P12] the table that a lawyer reads says what the permissions say', () => {
  expect(written, `Make it anew: npm run -s permissions > ${FILE}`).toBe(`${permissionsTable()}\n`);
});

test('[P12] every command, view, role and phase is in it, with words', () => {
  for (const name of [...Object.keys(commandSchemas), ...TOPICS, ...ROLES]) expect(written).toContain(`| \`${name}\``);
  const heads = written.split('\n').filter((line) => line.startsWith('| Perbuatan / Act'));
  for (const head of heads) expect(head.split('|')).toHaveLength(PHASES.length + 5);
  for (const name of Object.keys(commandSchemas)) expect(Object.keys(groupWords)).toContain(name.split(':')[0]);
});

const row = (name: string): readonly string[] =>
  (written.split('\n').find((line) => line.endsWith(`\`${name}\` |`) || line.includes(`| \`${name}\` `)) ?? '')
    .split('|')
    .map((cell) => cell.trim());

test('[P12] a row tells roles by phase and under which condition', () => {
  expect(row('ceremony:open').slice(1, 7)).toEqual([
    'Membuka acara untuk tamu / Open the ceremony to its guests',
    'pengarah',
    '–',
    '–',
    '–',
    '–',
  ]);
  expect(row('signing:complete').slice(2, 8)).toEqual([
    '–',
    '–',
    'semua',
    '–',
    '–',
    'penanda tangan atau saksi perjanjian itu sendiri / signatory or witness of that very agreement',
  ]);
});
