import { z } from 'zod';
import { ITEM_KINDS, SKIP_REASONS } from '../constants.ts';
import { instant, wave } from '../fields.ts';
import { identifier } from '../ids.ts';
import { bilingualLine, line } from '../text.ts';

const nothing = z.strictObject({});
const oneItem = z.strictObject({ itemId: identifier });

/** Several lines, each of plain text. */
const paragraphs = (most: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(most)
    .refine((typed) => line(most).safeParse(typed.replaceAll('\n', ' ')).success, 'plain text');
const script = z.strictObject({ id: paragraphs(4000), en: paragraphs(4000) }).nullable();

const details = {
  kind: z.enum(ITEM_KINDS),
  title: bilingualLine(200),
  plannedStart: instant,
  lengthMinutes: z.int().min(1).max(600),
  wave: wave.nullable(),
  scripts: z.strictObject({ a: script, b: script }),
  responsible: identifier.nullable(),
  scene: identifier.nullable(),
  notes: paragraphs(2000).nullable(),
};

/** Right before or right after another item; null: at the end. */
const place = z.union([z.strictObject({ before: identifier }), z.strictObject({ after: identifier })]).nullable();

export const rundownCommands = {
  'rundown:cue': oneItem,
  'rundown:start': oneItem,
  'rundown:finish': oneItem,
  'rundown:skip': z.strictObject({ itemId: identifier, reason: z.enum(SKIP_REASONS) }),
  'rundown:restore': oneItem,
  'rundown:hold': nothing,
  'rundown:resume': nothing,
  'rundown:insert': z.strictObject({ item: z.strictObject({ itemId: identifier, ...details }), place }),
  'rundown:move': z.strictObject({ itemId: identifier, place }),
  'rundown:correct': z.strictObject({
    itemId: identifier,
    changes: z.strictObject({
      kind: details.kind.exactOptional(),
      title: details.title.exactOptional(),
      plannedStart: details.plannedStart.exactOptional(),
      lengthMinutes: details.lengthMinutes.exactOptional(),
      wave: details.wave.exactOptional(),
      scripts: details.scripts.exactOptional(),
      responsible: details.responsible.exactOptional(),
      scene: details.scene.exactOptional(),
      notes: details.notes.exactOptional(),
    }),
  }),
} as const;
