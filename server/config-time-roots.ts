import { readFileSync } from 'node:fs';
import type { Environment } from './config.ts';
import { rootsIn } from './config-roots.ts';

/** Whose time-stamps count as attested by somebody else when a document is verified. */
export const timeRootsSettings = [
  {
    name: 'TSA_ROOTS',
    default: 'none',
    meaning:
      'PEM file with the roots of time-stamp authorities of others; needed with TSA_URL. Only a timestamp that leads to one of them, or to Teken’s own root, is taken, and proves its time when a document is verified.',
  },
] as const satisfies readonly { readonly name: string; readonly default: string; readonly meaning: string }[];

/** PEM each. */
export const readTimeRoots = (env: Environment, problems: { push(problem: string): unknown }): readonly string[] => {
  const file = env['TSA_ROOTS']?.trim() || undefined;
  if (file === undefined) return [];
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    problems.push(`TSA_ROOTS names ${file}, which is missing or cannot be read.`);
    return [];
  }
  return rootsIn({ name: 'TSA_ROOTS', file, text }, problems);
};
