import { expect, test } from 'vitest';

import { failureOf } from '#client/media/devices.ts';

const thrown = (name: string) => new DOMException('', name);

test.each([
  ['NotAllowedError', 'denied'],
  ['SecurityError', 'denied'],
  ['NotFoundError', 'missing'],
  ['OverconstrainedError', 'missing'],
  ['NotReadableError', 'taken'],
  ['AbortError', 'taken'],
  ['TypeError', 'unsupported'],
])('a browser that throws %s means %s', (name, outcome) => {
  expect(failureOf(thrown(name))).toBe(outcome);
});

test('what is no error means unsupported', () => {
  expect(failureOf('no')).toBe('unsupported');
});
