import { z } from 'zod';
import { cell, codeOf, date, id, line, wholeNumber, zone } from './cells.ts';
import type { Report } from './import-problem.ts';
import { nearestWord } from '#platform/nearest-word';

// ceremony.json: what is said once for the whole ceremony.

const FILE = 'ceremony.json';

const bilingual = z.strictObject(
  { id: cell(line(200), 'In Indonesian'), en: cell(line(200), 'In English') },
  { error: shapeSentence('a text in both languages: { "id": "…", "en": "…" }') },
);

const waveNumber = wholeNumber(1, 99);

const CEREMONY = z.strictObject(
  {
    ceremonyId: cell(id, 'Name of the ceremony’s ledger'),
    title: bilingual,
    zone: cell(zone, 'Time zone of the place'),
    date: cell(date, 'Day of the ceremony and date of its agreements'),
    place: cell(line(200), 'Place'),
    organiser: cell(line(200), 'Organiser'),
    sample: z.boolean({ error: 'Write true for a sample or an exercise, false for a real ceremony.' }),
    waves: z
      .array(
        z.strictObject(
          {
            wave: z
              .number({ error: 'Write the number of the wave: 1.' })
              .refine((wave) => waveNumber(String(wave)).ok, {
                error: 'Write a whole number from 1 to 99.',
                params: { code: 'number' },
              }),
            title: bilingual,
          },
          { error: shapeSentence('a wave: { "wave": 1, "title": { "id": "…", "en": "…" } }') },
        ),
        { error: 'A list of waves is expected here.' },
      )
      .min(1, 'Name at least one wave of signing.')
      .max(99, 'At most 99 waves fit into a ceremony.'),
    custodians: z
      .array(
        z.strictObject(
          {
            id: cell(id, 'Name of the custodian in the ledger'),
            name: cell(line(200), 'Name'),
            institution: cell(line(200), 'Institution'),
            email: z.email({ error: 'Write an e-mail address, or leave it out.' }).nullable().default(null),
          },
          { error: shapeSentence('a custodian: { "id": "…", "name": "…", "institution": "…" }') },
        ),
        { error: 'A list of custodians is expected here.' },
      )
      .max(20, 'At most 20 custodians keep a root.')
      .default([]),
  },
  { error: shapeSentence('one object with ceremonyId, title, zone, date, place, organiser, sample and waves') },
);

/** Fields of what stands inside: of texts, waves and custodians. */
const WITHIN = { id: '', en: '', wave: '', name: '', institution: '', email: '' };

export type CeremonyHead = z.output<typeof CEREMONY>;

export function readHead(text: string | null, report: Report): CeremonyHead | null {
  if (text === null) return null;
  let written: unknown;
  try {
    written = JSON.parse(text);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    const message = `${FILE} is not valid JSON: ${reason}. Check quotation marks, commas and brackets.`;
    report({ file: FILE, row: null, column: null, code: 'malformed', message });
    return null;
  }
  const parsed = CEREMONY.safeParse(written);
  for (const issue of parsed.error?.issues ?? []) {
    const column = issue.path.length === 0 ? null : issue.path.join('.');
    report({ file: FILE, row: null, column, code: codeOf(issue), message: issue.message });
  }
  if (!parsed.success) return null;
  const distinct = [areWavesDistinct(parsed.data, report), areCustodiansDistinct(parsed.data, report)];
  return distinct.every(Boolean) ? parsed.data : null;
}

function areWavesDistinct(head: CeremonyHead, report: Report): boolean {
  const seen = new Set<number>();
  for (const [index, { wave }] of head.waves.entries()) {
    if (seen.has(wave)) {
      const message = `Wave ${wave} is there twice. Give every wave its own number.`;
      report({ file: FILE, row: null, column: `waves.${index}.wave`, code: 'duplicate', message });
    }
    seen.add(wave);
  }
  return seen.size === head.waves.length;
}

function areCustodiansDistinct(head: CeremonyHead, report: Report): boolean {
  const ids = head.custodians.map(({ id: custodianId }) => custodianId);
  const again = ids.findIndex((custodianId, index) => ids.indexOf(custodianId) < index);
  if (again < 0) return true;
  const message = `The custodian "${ids[again]}" is there twice. Give every custodian an id of their own.`;
  report({ file: FILE, row: null, column: `custodians.${again}.id`, code: 'duplicate', message });
  return false;
}

function shapeSentence(shape: string): z.core.$ZodErrorMap {
  return (issue) => {
    if (issue.code !== 'unrecognized_keys') return `Expected here: ${shape}.`;
    const known = Object.keys({ ...CEREMONY.shape, ...WITHIN });
    const hints = issue.keys.map((key) => {
      const meant = nearestWord(key, known);
      return meant === null ? `"${key}" is not known here.` : `"${key}" is probably meant to be "${meant}".`;
    });
    return hints.join(' ');
  };
}
