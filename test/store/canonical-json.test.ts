import { assert, json, property } from 'fast-check';
import { expect, test } from 'vitest';

import { canonicalJson } from '#store/canonical-json';
import type { Json } from '#store/port';

test('[L10] sorts keys by code unit at every depth and writes no white space', () => {
  expect(canonicalJson({ b: { '\u{1F600}': 1, '\uFB33': 2, a: 3 }, a: [1, { d: null, c: false }] })).toBe(
    '{"a":[1,{"c":false,"d":null}],"b":{"a":3,"\u{1F600}":1,"\uFB33":2}}',
  );
});

test('[L10] prints numbers as ECMAScript does and knows no minus zero', () => {
  expect(canonicalJson([1e21, 1e-7, 0.1, -0, 1_500_000_000_000])).toBe('[1e+21,1e-7,0.1,0,1500000000000]');
});

test('[L10] any JSON value has one text, whatever the order of its keys, and reads back as itself', () => {
  assert(
    property(json({ noUnicodeString: false }), (source) => {
      const value = JSON.parse(source) as Json;
      const text = canonicalJson(value);
      const again = JSON.parse(text, (_, member: unknown) =>
        typeof member === 'object' && member !== null && !Array.isArray(member)
          ? Object.fromEntries(Object.entries(member).toReversed())
          : member,
      ) as Json;
      expect(canonicalJson(again)).toBe(text);
    }),
  );
});

test('[L10] refuses a hole in a list', () => {
  const holed: Json[] = [1];
  holed[2] = 3;
  expect(() => canonicalJson(holed)).toThrow(/not JSON/u);
});
