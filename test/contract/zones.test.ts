import { assert, constantFrom, date, property } from 'fast-check';
import { expect, test } from 'vitest';
import { isoIn, partsIn, zoneName } from '#contract/zones';

test('a moment is told with the offset of its zone', () => {
  expect(isoIn('2021-01-18T02:00:00Z', 'Asia/Jakarta')).toBe('2021-01-18T09:00:00+07:00');
  expect(isoIn('2021-01-18T11:00:00+09:00', 'Asia/Makassar')).toBe('2021-01-18T10:00:00+08:00');
  expect(isoIn('2021-01-18T02:00:00.250Z', 'UTC')).toBe('2021-01-18T02:00:00.250+00:00');
  expect(isoIn('2021-01-18T01:00:00Z', 'America/St_Johns')).toBe('2021-01-17T21:30:00-03:30');
  expect(() => isoIn('soon', 'Asia/Jakarta')).toThrow(RangeError);
});

test('it stays the same moment, in every zone', () => {
  const zones = constantFrom(
    'Asia/Jakarta',
    'Asia/Makassar',
    'Asia/Jayapura',
    'Asia/Kathmandu',
    'America/St_Johns',
    'UTC',
  );
  const days = date({ min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true });
  assert(property(days, zones, (at, zone) => new Date(isoIn(at, zone)).getTime() === at.getTime()));
});

test('Indonesia’s zones have their names, others their offset', () => {
  const names = ['Asia/Jakarta', 'Asia/Pontianak', 'Asia/Makassar', 'Asia/Jayapura', 'Asia/Tokyo'].map(zoneName);
  expect(names).toEqual(['WIB', 'WIB', 'WITA', 'WIT', 'GMT+9']);
  expect(partsIn(new Date('2021-01-17T17:00:00Z'), 'Asia/Jakarta')).toMatchObject({
    day: '18',
    hour: '00',
    second: '00',
  });
});
