import { z } from 'zod';
import { unprintable } from '#documents/unprintable';
import { REGION_CODE } from '#contract/precedence';
import { PROVINCES } from '#contract/provinces';
import type { ImportProblemCode } from './import-problem.ts';
import { nearestWord } from '#platform/nearest-word';

// One reader per kind of cell: text in, fact or sentence out.

type Reading<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly code: ImportProblemCode; readonly message: string };
type Read<T> = (text: string) => Reading<T>;

const take = <T>(value: T): Reading<T> => ({ ok: true, value });
const refuse = (code: ImportProblemCode, message: string): Reading<never> => ({ ok: false, code, message });

/** A cell as zod sees it; `says` is what the documentation of the column says. */
export function cell<T>(read: Read<T>, says: string) {
  return z
    .string({ error: 'A text is expected here.' })
    .transform((text, context): T => {
      const reading = read(text);
      if (reading.ok) return reading.value;
      context.issues.push({
        code: 'custom',
        message: reading.message,
        input: text,
        params: { code: reading.code },
      });
      return z.NEVER;
    })
    .describe(says);
}

/** The stable code of an issue: our own readers bring theirs, what zod says itself is about the shape. */
export function codeOf(issue: z.core.$ZodIssue): ImportProblemCode {
  if (issue.code !== 'custom') return 'malformed';
  const code: unknown = issue.params?.['code'];
  // Only `cell` makes custom issues, and it takes nothing but codes.
  return isCode(code) ? code : 'malformed';
}
const isCode = (code: unknown): code is ImportProblemCode => typeof code === 'string';

export function mayBeEmpty<T>(read: Read<T>): Read<T | null> {
  return (text) => (text === '' ? take(null) : read(text));
}

// I6: control and direction characters have no place in a name that stands on a contract, nor has the mark of a lost letter.
const FORBIDDEN = /[\p{Cc}\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF\uFFFD]/u;

/** One line of at most `limit` characters, each of which can be printed (I66). */
export function line(limit: number): Read<string> {
  const check = plainLine(limit);
  return (text) => {
    const reading = check(text);
    const letter = reading.ok ? unprintable(text) : null;
    if (letter === null) return reading;
    return refuse('characters', `No typeface of the documents has the character "${letter}". Write it in another way.`);
  };
}

function plainLine(limit: number): Read<string> {
  return (text) => {
    if (text === '') return refuse('empty', 'The cell is empty. Fill it in.');
    if (text.length > limit)
      return refuse('too-long', `The text has ${text.length} characters; at most ${limit} fit here.`);
    if (FORBIDDEN.test(text)) {
      return refuse(
        'characters',
        'The text contains a line break, an invisible character or a lost letter. Type it again on one line.',
      );
    }
    return take(text);
  };
}

/** Several lines, such as the script of the master of ceremonies. */
export function paragraphs(limit: number): Read<string> {
  const checkLines = plainLine(limit);
  return (text) => {
    const reading = checkLines(text.replaceAll(/\r?\n|\r/g, ' '));
    return reading.ok ? take(text.replaceAll(/\r\n?/g, '\n')) : reading;
  };
}

/** `elsewhere` says of words that are right in another place where that is. */
export function oneOf<const W extends string>(words: readonly W[], elsewhere: Record<string, string> = {}): Read<W> {
  return (text) => {
    if (text === '') return refuse('empty', `The cell is empty. Write one of: ${words.join(', ')}.`);
    const found = words.find((word) => word === text);
    if (found !== undefined) return take(found);
    const meant = nearestWord(text, words);
    const place = Object.hasOwn(elsewhere, text) ? elsewhere[text] : undefined;
    if (place !== undefined) return refuse('word', `"${text}" does not stand here. ${place}`);
    const hint = meant === null ? `Write one of: ${words.join(', ')}.` : `It is probably meant to be "${meant}".`;
    return refuse('word', `"${clip(text)}" is not known here. ${hint}`);
  };
}

export const id: Read<string> = (text) => {
  if (text === '') return refuse('empty', 'The cell is empty. Give every row an id of its own, such as c01.');
  if (/^[a-z0-9][a-z0-9-]{0,39}$/.test(text)) return take(text);
  return refuse('id', `"${clip(text)}" is no id. Use lower-case letters, digits and hyphens, at most 40.`);
};

export function wholeNumber(least: number, most: number): Read<number> {
  return (text) => {
    if (text === '') return refuse('empty', `The cell is empty. Write a number from ${least} to ${most}.`);
    const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
    if (value >= least && value <= most) return take(value);
    return refuse('number', `"${clip(text)}" is no whole number from ${least} to ${most}.`);
  };
}

/** Whole rupiah, digits only: a dot is a thousand in Jakarta and a fraction in London, so neither is guessed at. */
export const rupiah: Read<number> = (text) => {
  if (text === '') return refuse('empty', 'The amount is empty. Write whole rupiah, digits only: 4250000000.');
  if (/^[1-9]\d{0,14}$/.test(text)) return take(Number(text));
  return refuse(
    'rupiah',
    `"${clip(text)}" is no whole number of rupiah. Write digits only, without Rp, dots, commas or spaces: 4250000000.`,
  );
};

export const nib: Read<string> = (text) => {
  if (text === '') return refuse('empty', 'The NIB is empty. Write its 13 digits.');
  if (/^\d{13}$/.test(text)) return take(text);
  const hint = /[eE][+]|^\d{1,12}$/.test(text)
    ? ' A spreadsheet shortens long numbers: format the column as text and enter it again.'
    : '';
  return refuse('nib', `"${clip(text)}" is no NIB. It has 13 digits and nothing else.${hint}`);
};

export const kbli: Read<string> = (text) =>
  /^\d{5}$/.test(text)
    ? take(text)
    : refuse(
        'kbli',
        `"${clip(text)}" is no KBLI. It has 5 digits and nothing else; empty the cell if it is not known.`,
      );

export const province: Read<string> = (text) => {
  if (text === '')
    return refuse('empty', 'The province is empty. Write its Kemendagri code of two digits, such as 62.');
  if (Object.hasOwn(PROVINCES, text)) return take(text);
  const named = Object.entries(PROVINCES).find(([, name]) => name.toLowerCase() === text.toLowerCase());
  const hint = named === undefined ? 'such as 62 for Kalimantan Tengah.' : `here ${named[0]}.`;
  return refuse('province', `"${clip(text)}" is no province. Write the Kemendagri code of two digits, ${hint}`);
};

export const regionCode: Read<string> = (text) => {
  if (REGION_CODE.test(text) && Object.hasOwn(PROVINCES, text.slice(0, 2))) return take(text);
  return refuse(
    'region',
    `"${clip(text)}" is no region. Write the Kemendagri code of a province, such as 62, or of a regency or city, such as 62.71.`,
  );
};

const ISO_DATE = z.iso.date();
export const date: Read<string> = (text) => {
  if (ISO_DATE.safeParse(text).success) return take(text);
  return refuse('date', `"${clip(text)}" is no date of the calendar. Write year, month, day: 2021-01-18.`);
};

const ISO_TIME = z.iso.datetime({ offset: true });
export const time: Read<string> = (text) => {
  if (ISO_TIME.safeParse(text).success) return take(text);
  return refuse(
    'time',
    `"${clip(text)}" is no time with offset. Write date, time and distance from UTC: 2021-01-18T09:00:00+07:00.`,
  );
};

export const zone: Read<string> = (text) => {
  try {
    if (text.includes('/')) return take(new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone);
  } catch {
    // Intl throws for a zone it does not know; the sentence below says so.
  }
  return refuse('zone', `"${clip(text)}" is no time zone. Write Asia/Jakarta, Asia/Makassar or Asia/Jayapura.`);
};

function clip(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
