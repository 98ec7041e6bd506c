import { readFileSync } from 'node:fs';
import type { Environment } from './config.ts';
import { rootsIn } from './config-roots.ts';

export type TimeStampSettings = {
  /** External time-stamp authorities (RFC 3161), asked in this order; none: the house's own attests every time. */
  readonly tsaUrls: readonly string[];
  /** In milliseconds: how long a signature waits for a timestamp, all authorities together. */
  readonly tsaTimeout: number;
  /** PEM: roots of time-stamp authorities of others, by which timestamps are judged. */
  readonly tsaRoots: readonly string[];
};

export const timeStampSettings = [
  {
    name: 'TSA_URL',
    default: 'none',
    meaning:
      'Addresses of time-stamp authorities (RFC 3161), separated by commas and asked in this order. Without one Teken’s own authority stamps, and the time is attested by the organiser only.',
  },
  {
    name: 'TSA_TIMEOUT',
    default: '1500',
    meaning: 'Milliseconds (100 to 10000) that a signature waits for a timestamp at most.',
  },
  {
    name: 'TSA_ROOTS',
    default: 'none',
    meaning:
      'PEM file with the roots of time-stamp authorities of others; needed with TSA_URL. Only a timestamp that leads to one of them, or to Teken’s own root, is taken, and proves its time when a document is verified.',
  },
] as const satisfies readonly { readonly name: string; readonly default: string; readonly meaning: string }[];

type Name = (typeof timeStampSettings)[number]['name'];
type Problems = { readonly length: number; push(problem: string): unknown };

export const readTimeStamps = (env: Environment, problems: Problems): TimeStampSettings => {
  const mistakes = problems.length;
  const tsaUrls = readUrls(env, problems);
  const tsaTimeout = readTimeout(env, problems);
  const tsaRoots = readRoots(env, problems);
  // S55: what proves nothing to ourselves is not asked for.
  if (problems.length === mistakes && tsaUrls.length > 0 && tsaRoots.length === 0)
    problems.push('TSA_URL is given without TSA_ROOTS; name the file with the roots of its authorities, too.');
  return { tsaUrls, tsaTimeout, tsaRoots };
};

const given = (env: Environment, name: Name): string | undefined => env[name]?.trim() || undefined;

const readUrls = (env: Environment, problems: Problems): readonly string[] => {
  const texts = (given(env, 'TSA_URL') ?? '').split(',').map((text) => text.trim());
  return texts.filter(Boolean).flatMap((text) => {
    const url = URL.parse(text);
    // Tokens are signed, so that plain http takes nothing from them; most authorities offer nothing else.
    if (url && (url.protocol === 'http:' || url.protocol === 'https:')) return [url.href];
    problems.push(`TSA_URL must hold addresses such as http://tsa.example.go.id/tsr, not "${text}".`);
    return [];
  });
};

const readTimeout = (env: Environment, problems: Problems): number => {
  const text = given(env, 'TSA_TIMEOUT') ?? '1500';
  const timeout = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (timeout < 100 || timeout > 10_000)
    problems.push(`TSA_TIMEOUT must be a whole number of milliseconds from 100 to 10000, not "${text}".`);
  return timeout;
};

/** PEM each. */
const readRoots = (env: Environment, problems: Problems): readonly string[] => {
  const file = given(env, 'TSA_ROOTS');
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
