import { z } from 'zod';
import { identifier } from './ids.ts';

// A scene: how what everyone sees is laid out, as data. The same shape in an import, a command and an event.

// Line breaks are welcome on a card; other control characters and those of direction are not.
const FORBIDDEN = /(?!\n)[\p{Cc}\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF\uFFFD]/u;

/** One or several lines of plain text, 1 to `limit` characters. */
export const plainText = (limit: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(limit)
    .refine((words) => words.isWellFormed() && !FORBIDDEN.test(words), 'plain text');
export const bilingualText = (limit: number) =>
  z.strictObject({ id: plainText(limit), en: plainText(limit) }).readonly();

/** For whom a place is: a person, or null for whoever is on stage next in order. */
const slot = identifier.nullable();
const slots = (least: number, most: number) => z.array(slot).min(least).max(most).readonly();
const head = { sceneId: identifier, title: bilingualText(200) };

export const sceneSchema = z.discriminatedUnion('kind', [
  z.strictObject({ ...head, kind: z.literal('single'), slots: slots(1, 1) }),
  z.strictObject({ ...head, kind: z.literal('pair'), slots: slots(2, 2) }),
  z.strictObject({ ...head, kind: z.literal('panel'), slots: slots(3, 6) }),
  /** A document and, beside it, at most one who speaks. */
  z.strictObject({ ...head, kind: z.literal('document'), agreementId: identifier, slots: slots(0, 1) }),
  /** All delegations, page by page. */
  z.strictObject({ ...head, kind: z.literal('wall'), pageSize: z.int().min(4).max(25) }),
  /** `media`: the name by which the house knows the film. */
  z.strictObject({ ...head, kind: z.literal('film'), media: plainText(120) }),
  z.strictObject({ ...head, kind: z.literal('card'), text: bilingualText(600) }),
  /** What is shown while nothing can be shown. */
  z.strictObject({ ...head, kind: z.literal('slate'), text: bilingualText(600).nullable() }),
]);

export type Scene = Readonly<z.output<typeof sceneSchema>>;
/** For whom each place of a scene is, in the scene's order. */
export type Slots = readonly (string | null)[];
