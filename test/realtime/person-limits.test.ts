import { expect, test } from 'vitest';
import { createPersonLimits, PERSON_LIMITS } from '#realtime/person-limits';

test.each(Object.entries(PERSON_LIMITS))(
  '[C115] %s has a limit for each person of its own',
  async (name, { points }) => {
    const mayNow = createPersonLimits();
    for (let count = 0; count < points; count += 1) expect(await mayNow('c/ani', { name })).toBe(true);
    expect(await mayNow('c/ani', { name })).toBe(false);
    expect(await mayNow('c/budi', { name })).toBe(true);
    expect(await mayNow('c/ani', { name: 'message:read' })).toBe(true);
  },
);

test('[C115] consenting to one text and the other, again and again, is limited, too', () => {
  expect(Object.keys(PERSON_LIMITS)).toContain('agreement:consent');
});
