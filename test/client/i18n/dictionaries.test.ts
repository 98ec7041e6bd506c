import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { PROBLEM_CODES } from '#contract/problems';
import { problemsEn } from '#client/i18n/en/problems.ts';
import { problemsId } from '#client/i18n/id/problems.ts';

const folder = (language: string): URL => new URL(`../../../client/i18n/${language}/`, import.meta.url);
const areas = readdirSync(fileURLToPath(folder('id'))).map((file) => file.replace('.ts', ''));

const dictionary = async (language: 'id' | 'en', area: string): Promise<object> => {
  const file = (await import(`${folder(language).href}${area}.ts`)) as Record<string, object>;
  const [only, ...more] = Object.values(file);
  if (only === undefined || more.length > 0) throw new Error(`${language}/${area} exports one dictionary`);
  return only;
};

const flat = (words: object, path = ''): [string, unknown][] =>
  Object.entries(words).flatMap(([key, value]: [string, unknown]) =>
    typeof value === 'object' && value !== null ? flat(value, `${path}${key}.`) : [[`${path}${key}`, value]],
  );

const shapeOf = (value: unknown): string => (typeof value === 'function' ? 'function' : typeof value);

const shape = (words: [string, unknown][]): string[] =>
  words.map(([key, value]) => `${key}: ${shapeOf(value)}`).toSorted();

const empty = (words: [string, unknown][]): string[] => words.flatMap(([key, value]) => (value === '' ? [key] : []));

test.for(areas)('%s says the same things in both languages', async (area) => {
  const id = flat(await dictionary('id', area));
  const en = flat(await dictionary('en', area));
  expect(shape(en)).toEqual(shape(id));
  // A word may be left out on purpose (no act after the last phase), but then in both.
  expect(empty(en)).toEqual(empty(id));
});

test('there are English words for every area and no others', () => {
  expect(readdirSync(fileURLToPath(folder('en'))).toSorted()).toEqual(areas.map((area) => `${area}.ts`).toSorted());
});

test('every problem has a sentence of its own, which says more than its code', () => {
  for (const sentences of [problemsId, problemsEn]) {
    expect(Object.keys(sentences).toSorted()).toEqual(PROBLEM_CODES.toSorted());
    for (const code of PROBLEM_CODES) {
      expect(sentences[code]).toMatch(/^[A-Z].*\.$/);
      expect(sentences[code]).not.toContain(code);
    }
    expect(new Set(Object.values(sentences)).size).toBeGreaterThan(PROBLEM_CODES.length - 3);
  }
});
