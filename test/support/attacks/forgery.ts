import { attack, overwritten, type Attack } from './attack.ts';

// Universal signature forgery: the signature is there, and what would be checked of it is not.

const RANGE = /\/ByteRange \[[^\]]*\] */;
const CONTENTS = /\/Contents <[0-9a-f]+>/;

const range = (name: string, to: (numbers: readonly number[]) => string): Attack =>
  attack(name, ['byte-range', 'broken-structure'], ({ document }) =>
    overwritten(document.signed, RANGE, (found) => to([...found.matchAll(/\d+/g)].map(Number))),
  );
const contents = (name: string, says: readonly string[], to: (found: string) => string): Attack =>
  attack(name, says, ({ document }) => overwritten(document.signed, CONTENTS, to));

const UNSIGNED = ['signature-dictionary', 'cms-malformed', 'byte-range', 'broken-structure'];

export const forgeries: readonly Attack[] = [
  range('no byte range', () => '/Reason2 (none)'),
  range('a byte range that is null', () => '/ByteRange null'),
  range('a byte range of nothing', () => '/ByteRange []'),
  range('a byte range of zeros', () => '/ByteRange [0 0 0 0]'),
  range('a byte range with negative numbers', ([, first, second]) => `/ByteRange [0 ${first} ${second} -1]`),
  range('a byte range that begins before the file', ([, first, second]) => `/ByteRange [-1 ${first} ${second} 9]`),
  range('a byte range whose parts overlap', ([, , second, length]) => `/ByteRange [0 ${second} 9 ${length}]`),
  range('a byte range of the first part alone', ([, first]) => `/ByteRange [0 ${first}]`),
  range('a byte range that is a name', () => '/ByteRange /All'),
  range('a byte range beyond the end', ([, first, second]) => `/ByteRange [0 ${first} ${second} 99999999]`),
  range('a byte range with fractions', ([, first, second, length]) => `/ByteRange [0 ${first}.5 ${second} ${length}]`),
  contents('no contents', UNSIGNED, () => '/Reason3 (none)'),
  contents('contents that are null', UNSIGNED, () => '/Contents null'),
  contents('contents that are empty', UNSIGNED, () => '/Contents <>'),
  contents('contents of one zero', UNSIGNED, () => '/Contents <00>'),
  contents('contents of zeros', ['cms-malformed'], (found) =>
    found.replace(/[0-9a-f]{9,}/, (hex) => '0'.repeat(hex.length)),
  ),
  contents('contents as plain text', UNSIGNED, () => '/Contents (signed)'),
  contents('contents that stand elsewhere', UNSIGNED, () => '/Contents 1 0 R'),
  contents('contents with a space in them', UNSIGNED, (found) => found.replace(/00>$/, '0 >')),
];
