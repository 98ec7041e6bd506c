import { assert, integer, property } from 'fast-check';
import { beforeEach, expect, test } from 'vitest';
import { clock, clockWithSeconds, dateWithDay, rupiah, rupiahShort, span } from '#client/i18n/formats.ts';
import { besideHere, date, percent, stamp } from '#client/i18n/later-formats.ts';
import { language } from '#client/i18n/language.ts';
import { zoneName } from '#contract/zones';

beforeEach(() => {
  language.value = 'id';
});

const at = '2021-01-18T03:42:07Z';

test('money is said as the state says it', () => {
  expect(rupiahShort(1_040_000_000_000)).toBe('Rp1,04 triliun');
  expect(rupiahShort(1_500_000_000_000)).toBe('Rp1,5 triliun');
  expect(rupiahShort(800_000_000)).toBe('Rp0,8 miliar');
  expect(rupiahShort(45_000_000)).toBe('Rp45 juta');
  expect(rupiahShort(950_000)).toBe('Rp950.000');
  expect(rupiahShort(0)).toBe('Rp0');
  expect(rupiah(4_250_000_000)).toBe('Rp4.250.000.000');
  language.value = 'en';
  expect(rupiahShort(1_040_000_000_000)).toBe('Rp1.04 trillion');
  expect(rupiah(4_250_000_000)).toBe('Rp4,250,000,000');
});

/** Read back what was shown, in rupiah. */
const shown = (value: number): number => {
  const [figure = '', scale = ''] = rupiahShort(value).slice(2).split(' ');
  const unit = { triliun: 1e12, miliar: 1e9, juta: 1e6 }[scale] ?? 1;
  return Number(figure.replaceAll('.', '').replace(',', '.')) * unit;
};

test('a sum never looks reached before it is', () => {
  expect(rupiahShort(1_499_999_999_999)).toBe('Rp1,49 triliun');
  expect(percent(0.999)).toBe('99 %');
  assert(
    property(integer({ min: 0, max: 9_000_000_000_000_000 }), (value) => {
      expect(shown(value)).toBeLessThanOrEqual(value * (1 + 1e-12));
      expect(shown(value)).toBeGreaterThanOrEqual(value * 0.89);
    }),
  );
});

test('the time of day carries its Indonesian zone', () => {
  expect(clock(at, 'Asia/Jakarta')).toBe('10.42 WIB');
  expect(clock(at, 'Asia/Makassar')).toBe('11.42 WITA');
  expect(clock(at, 'Asia/Jayapura')).toBe('12.42 WIT');
  expect(clock(at, 'Asia/Jakarta', false)).toBe('10.42');
  expect(clockWithSeconds(at, 'Asia/Jakarta')).toBe('10.42.07');
  expect(clockWithSeconds('2021-01-17T17:00:00Z', 'Asia/Jakarta')).toBe('00.00.00');
  expect(zoneName('Asia/Tokyo')).toBe('GMT+9');
  language.value = 'en';
  expect(clock(at, 'Asia/Jakarta')).toBe('10:42 WIB');
});

test('a reader in another of Indonesia’s zones sees their own time beside it', () => {
  expect(besideHere(at, 'Asia/Jakarta', 'Asia/Jayapura')).toBe(' (12.42 WIT)');
  expect(besideHere(at, 'Asia/Makassar', 'Asia/Jakarta')).toBe(' (10.42 WIB)');
  expect(besideHere(at, 'Asia/Jakarta', 'Asia/Pontianak')).toBe('');
  expect(besideHere(at, 'Asia/Jakarta', 'Europe/Berlin')).toBe('');
});

test('dates are of the ceremony, not of the machine', () => {
  expect(date('2021-01-18')).toBe('18 Januari 2021');
  expect(dateWithDay('2021-01-18')).toBe('Senin, 18 Januari 2021');
  expect(stamp('2021-01-17T18:30:00Z', 'Asia/Jakarta')).toBe('18 Jan 2021 01.30.00 WIB');
  language.value = 'en';
  expect(date('2021-01-18')).toBe('18 January 2021');
});

test('a span is never negative, and has hours only when it needs them', () => {
  expect(span(6 * 60_000 + 18_000)).toBe('06.18');
  expect(span(66 * 60_000 + 18_000)).toBe('1.06.18');
  expect(span(-5)).toBe('00.00');
});
