import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { settings } from '#server/config';
import { SUPPORTED_BROWSERS } from '#client/browsers.ts';

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');

test('README lists every setting as it is', () => {
  for (const { name, default: standard, meaning } of settings) {
    expect(readme).toContain(`| \`${name}\` | ${standard} | ${meaning} |`);
  }
});

test('README names the browsers that the client names', () => {
  for (const { name, from } of SUPPORTED_BROWSERS) {
    expect(readme).toMatch(new RegExp(`${name}[^.;]*? from ${from.replace('.', '\\.')}|${name} and Edge from ${from}`));
  }
});
