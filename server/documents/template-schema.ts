import { z } from 'zod';
import { AGREEMENT_KINDS, SIGNING_ORDERS } from '#contract/constants';
import { nearestWord } from '#platform/nearest-word';

// template.json: what a template says of itself.

const label = z.strictObject({ id: z.string().min(1), en: z.string().min(1) });
const word = z.string().regex(/^[a-z][a-z0-9-]*$/);

/** Points from the lower left of a page, as in PDF. */
const box = z.strictObject({
  page: z.int().min(1),
  x: z.number().min(0),
  y: z.number().min(0),
  width: z.number().min(60, 'at least 60 points, or nothing can be read in it'),
  height: z.number().min(40, 'at least 40 points, or nothing can be read in it'),
});

const place = z.union([z.string().min(1), box], {
  error: 'name a field of the form, or { page, x, y, width, height }',
});

const form = z.strictObject({
  /** What each field of the form is filled with, by its name in the PDF; empty: it stays empty. */
  fields: z.record(z.string(), z.string()),
  /** Where each signs: in the place of a field of the form, or in a box. The organiser certifies, too. */
  signatures: z.array(
    z.strictObject({
      field: word,
      at: place,
    }),
  ),
  /** D73: where the QR code to the page that checks stands, and where the e-Meterai has its place. */
  qr: place.optional(),
  stamp: place.optional(),
});

export const LAYOUTS = ['consecutive', 'side-by-side'] as const;

const CERTIFICATION = 'certification';
const PARTIES = ['party-1', 'party-2', 'party-3'];
const WITNESS = 'witness-1';

export const templateSchema = z
  .strictObject({
    name: word,
    version: z.string().regex(/^\d+\.\d+\.\d+$/),
    title: label,
    languages: z
      .array(z.enum(['id', 'en']))
      .refine((languages) => languages.join() === 'id' || languages.join() === 'id,en', {
        error: 'a language is missing: Indonesian stands first, ["id"] or ["id", "en"]',
      }),
    prevailingLanguage: z.enum(['id', 'en']),
    parties: z.array(word).refine((parties) => parties.length > 1 && parties.join() === namedParties(parties.length), {
      error: 'two or three parties, called party-1, party-2 and party-3',
    }),
    /** D32: whether the parties sign one after another or side by side. */
    order: z.enum(SIGNING_ORDERS),
    /** D63: how two languages stand: one after the other, or in two columns. */
    layout: z.enum(LAYOUTS).default('consecutive'),
    signatures: z
      .array(z.strictObject({ field: word, label }))
      .min(2)
      .max(4),
    certification: label,
    /** What it may be used for: a memorandum binds nobody, and is no contract in any figure. */
    kinds: z
      .array(z.enum(AGREEMENT_KINDS))
      .min(1)
      .default([...AGREEMENT_KINDS]),
    form: form.optional(),
  })
  .superRefine((template, context) => {
    const refuse = (path: PropertyKey[], message: string) => context.addIssue({ code: 'custom', path, message });
    const known = [...template.parties, WITNESS];
    const fields = template.signatures.map(({ field }) => field);
    fields.forEach((field, index) => {
      const path = ['signatures', index, 'field'];
      if (!known.includes(field)) refuse(path, unknown(field, known));
      else if (fields.indexOf(field) < index) refuse(path, `"${field}" has a signature block already`);
    });
    for (const party of template.parties) {
      if (!fields.includes(party)) refuse(['signatures'], `"${party}" has no signature block`);
    }
    if (!template.languages.includes(template.prevailingLanguage)) {
      refuse(['prevailingLanguage'], 'the language that prevails is none of its languages');
    }
    if (template.form === undefined) {
      if (template.languages.length < 2) refuse(['languages'], 'a language is missing: a text has both, ["id", "en"]');
      return;
    }
    const placed = template.form.signatures.map(({ field }) => field);
    const wanted = [CERTIFICATION, ...fields];
    placed.forEach((field, index) => {
      const path = ['form', 'signatures', index, 'field'];
      if (!wanted.includes(field)) refuse(path, unknown(field, wanted));
      else if (placed.indexOf(field) < index) refuse(path, `"${field}" has a place already`);
    });
    for (const field of wanted) {
      if (!placed.includes(field)) refuse(['form', 'signatures'], `"${field}" has no place on the form`);
    }
  });

export type TemplateHead = Readonly<z.output<typeof templateSchema>>;

const namedParties = (count: number): string => PARTIES.slice(0, count).join();

const unknown = (field: string, known: readonly string[]): string => {
  const meant = nearestWord(field, known);
  const hint = meant === null ? `there are ${known.join(', ')}` : `"${meant}" is probably meant`;
  return `nobody signs in "${field}"; ${hint}`;
};
