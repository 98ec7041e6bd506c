import { z } from 'zod';

// Control and direction characters have no place in what others read beside a name.
const FORBIDDEN = /[\p{Cc}\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF\uFFFD]/u;

/** One line of 1 to `most` characters that is what it looks like. */
export const line = (most: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(most)
    .refine((text) => text.isWellFormed() && !FORBIDDEN.test(text), 'one line of plain text');

export const bilingualLine = (most: number) => z.strictObject({ id: line(most), en: line(most) });
