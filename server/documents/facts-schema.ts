import { z } from 'zod';
import type { AgreementFacts } from '#contract/agreement-facts';
import { AGREEMENT_KINDS, OWNERSHIPS, PARTY_KINDS, PATTERNS, SCALES, SECTORS } from '#contract/constants';
import { MAX_SPELLED } from './terbilang.ts';

const text = z.string().trim().min(1).max(2000);
const bilingual = z.object({ id: text, en: text });
const day = z.iso.date();
/** D2: what can be written out in words. */
const rupiah = z.int().nonnegative().max(MAX_SPELLED);

const party = z.object({
  field: text,
  kind: z.enum(PARTY_KINDS),
  name: text,
  ownership: z.enum(OWNERSHIPS).nullable(),
  scale: z.enum(SCALES),
  nib: z.string().regex(/^\d{13}$/),
  address: text,
  region: text,
  number: text,
  signatory: z.object({ name: text, position: bilingual, basis: bilingual }),
});

/** A template's `sample.json`: facts as a file brings them. */
export const agreementFactsSchema = z.object({
  agreementId: text,
  number: text,
  kind: z.enum(AGREEMENT_KINDS),
  language: z.enum(['id', 'en', 'id-en']),
  sample: z.boolean(),
  rehearsal: z.boolean().default(false),
  title: bilingual,
  activity: bilingual,
  sector: z.enum(SECTORS),
  pattern: z.enum(PATTERNS),
  value: rupiah,
  signedOn: day,
  termYears: z.int().positive(),
  endsOn: day,
  targets: z.array(z.object({ year: z.int(), value: rupiah })),
  annex: z
    .array(z.object({ item: bilingual, quantity: z.int().positive(), unit: bilingual, price: rupiah }))
    .max(200)
    .refine((rows) => rows.reduce((sum, { quantity, price }) => sum + quantity * price, 0) <= MAX_SPELLED, {
      error: `the rows come to more than ${MAX_SPELLED} rupiah, which no words say`,
    })
    .default([]),
  parties: z.array(party),
  witness: z.object({ field: text, name: text, position: bilingual, organisation: text }).nullable(),
  ceremony: z.object({ title: bilingual, place: text, organiser: text }),
  verifyUrl: z.url(),
}) satisfies z.ZodType<AgreementFacts>;
