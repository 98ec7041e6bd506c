import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Environment } from './config.ts';

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
  const roots = text.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  if (roots.length === 0 || !roots.every(isAuthority))
    problems.push(`TSA_ROOTS names ${file}, which does not hold certificates of authorities in PEM.`);
  return roots;
};

const isAuthority = (pem: string): boolean => {
  try {
    return new X509Certificate(pem).ca;
  } catch {
    return false;
  }
};
