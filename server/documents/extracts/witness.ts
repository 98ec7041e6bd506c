import type { WitnessFacts } from '#contract/extract-facts';
import { AGREEMENT_KINDS } from '#contract/constants';
import { heading, paragraph, table } from '../blocks.ts';
import { COUNTED_APART, KIND_PLURALS } from '../kind-words.ts';
import type { Language } from '../language.ts';
import type { Block } from '../markdown.ts';
import { rupiahFigures } from '../money.ts';
import { opening, source } from './common.ts';

const WORDS = {
  id: {
    lead: (name: string, position: string, wave: string, count: number) =>
      `${name}, ${position}, sebagai saksi turut menandatangani ${count} perjanjian pada ${wave}, sebagaimana tercantum di bawah ini.`,
    list: 'Perjanjian yang disaksikan',
    head: ['No.', 'Waktu', 'Nilai', 'Para pihak'],
    sum: (kind: string, count: number, value: string) => `${kind}: ${count} perjanjian, ${value}.`,
    ledger: 'Jurnal',
  },
  en: {
    lead: (name: string, position: string, wave: string, count: number) =>
      `${name}, ${position}, countersigned ${count} agreements as witness in ${wave}, as listed below.`,
    list: 'Agreements witnessed',
    head: ['No.', 'Time', 'Value', 'Parties'],
    sum: (kind: string, count: number, value: string) => `${kind}: ${count} agreements, ${value}.`,
    ledger: 'The ledger',
  },
} as const;

/** D81: what one person witnessed in one wave. */
export const witnessBlocks = (facts: WitnessFacts, language: Language): readonly Block[] => {
  const words = WORDS[language];
  const { witness, rows } = facts;
  return [
    ...opening(facts, language),
    paragraph(words.lead(witness.name, witness.position[language], facts.wave[language], rows.length)),
    heading(words.list),
    ...AGREEMENT_KINDS.flatMap((kind): readonly Block[] => {
      const own = rows.filter((row) => row.kind === kind);
      if (own.length === 0) return [];
      const value = own.reduce((sum, row) => sum + row.value, 0);
      return [
        paragraph(words.sum(KIND_PLURALS[language][kind], own.length, rupiahFigures(value, language))),
        table(
          ['left', 'left', 'right', 'left'],
          words.head,
          own.map((row) => [row.number, row.signedAt, rupiahFigures(row.value, language), row.parties]),
        ),
      ];
    }),
    paragraph(COUNTED_APART[language]),
    heading(words.ledger),
    ...source(facts, language),
  ];
};
