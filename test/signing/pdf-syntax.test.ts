import { expect, test } from 'vitest';
import { canonical, PdfReader, PdfSyntaxError } from '#signing/pdf-syntax';

const read = (text: string): string => {
  const bytes = Buffer.from(text, 'latin1');
  return canonical(new PdfReader(bytes, 0, bytes.length, { left: 1_000 }).value());
};

test.each([
  ['7', '7'],
  ['007 ', '7'],
  ['1234567890', '1234567890'],
  ['12345678901', '12345678901'],
  ['-1.5', '-1.5'],
  ['[7 0 R]', '[7 0 R]'],
  ['[7 65535 R 8]', '[7 65535 R 8]'],
  ['[7 0 8 0 R]', '[7 0 8 0 R]'],
  ['[7\n0%comment\nR]', '[7 0 R]'],
  ['[12345678901 0 R]', '[12345678901 0 R]'],
  ['[1 1234567890123]', '[1 1234567890123]'],
  ['<</A 1/B 2 0 R/C[1 2]>>', '<</A 1 /B 2 0 R /C [1 2]>>'],
])('[S16] numbers and references are told apart, however long: %s', (text, meant) => {
  expect(read(text)).toBe(meant);
});

test.each([['[7 123456 R]'], ['[7 0 Rx]'], ['7x'], [`[1 ${'9'.repeat(41)}]`], [`[1 ${'9'.repeat(100_000)}]`]])(
  '[S16] what only looks like one is refused: %s',
  (text) => {
    expect(() => read(text)).toThrow(PdfSyntaxError);
  },
);
