import { expect, test } from 'vitest';
import { isSameName } from '#flow/same-name';

test.each([
  ['Siti Contoh', 'SITI CONTOH', true],
  ['Ir. Tiopilus Contoh, M.T.', 'Tiopilus Contoh', true],
  ['Dr. H. Budi Santoso', 'BUDI SANTOSO', true],
  ['Budi Santoso', 'Budi', true],
  ['André Contoh', 'Andre Contoh', true],
  ['Suharto', 'Suharto', true],
  ['Budi Santoso', 'Ayu Santoso', false],
  ['Budi Santoso', 'B', false],
  ['Budi Santoso', '', false],
  ['Budi Santoso', 'Dr. Ir.', false],
  ['Budi Santoso', 'Budiman Santoso', false],
])('[C224] %s and %s: the same name is %s', (one, other, same) => {
  expect(isSameName(one, other)).toBe(same);
  expect(isSameName(other, one)).toBe(same);
});
