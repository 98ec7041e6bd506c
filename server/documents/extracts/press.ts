import { AGREEMENT_KINDS } from '#contract/constants';
import type { PressFacts, PressTallies } from '#contract/extract-facts';
import { sectorBars } from '../bars.ts';
import { heading, paragraph, table } from '../blocks.ts';
import { COUNTED_APART, KIND_PLURALS } from '../kind-words.ts';
import type { Language } from '../language.ts';
import type { PageBlock } from '../layout.ts';
import { rupiahFigures } from '../money.ts';
import { opening, source } from './common.ts';

const WORDS = {
  id: {
    lead: ({ companies, umkm, delegations }: PressFacts) =>
      `${companies.all} perusahaan (${companies.PMA} PMA, ${companies.PMDN} PMDN) dan ${umkm} UMKM terdaftar dalam acara ini; hadir ${delegations.present} dari ${delegations.of} delegasi, dari ${delegations.provinces} provinsi.`,
    signed: 'Yang ditandatangani',
    head: ['Jenis', 'Keadaan', 'Banyak', 'Nilai'],
    states: { signed: 'Ditandatangani', paper: 'Di atas kertas', planned: 'Direncanakan' },
    potential: 'Nilai prakontrak adalah nilai potensial yang belum mengikat.',
    sectors: 'Menurut bidang usaha',
    provinces: 'Menurut provinsi',
    where: ['Provinsi', 'Kontrak', 'Prakontrak', 'Nilai kontrak', 'Nilai prakontrak'],
  },
  en: {
    lead: ({ companies, umkm, delegations }: PressFacts) =>
      `${companies.all} companies (${companies.PMA} PMA, ${companies.PMDN} PMDN) and ${umkm} UMKM are on the list of this ceremony; ${delegations.present} of ${delegations.of} delegations attended, from ${delegations.provinces} provinces.`,
    signed: 'What was signed',
    head: ['Kind', 'State', 'Count', 'Value'],
    states: { signed: 'Signed', paper: 'On paper', planned: 'Planned' },
    potential: 'The value of a pre-contract is potential and does not bind yet.',
    sectors: 'By sector',
    provinces: 'By province',
    where: ['Province', 'Contracts', 'Pre-contracts', 'Contract value', 'Pre-contract value'],
  },
} as const;

/** D84: figures for those who write about it: contracts and pre-contracts apart, and nobody's name. */
export const pressBlocks = (facts: PressFacts, language: Language): readonly PageBlock[] => {
  const words = WORDS[language];
  const states = ['signed', 'paper', 'planned'] as const;
  const rows = AGREEMENT_KINDS.flatMap((kind) =>
    states.flatMap((state) => {
      const { count, value } = facts[state][kind];
      return count === 0
        ? []
        : [[KIND_PLURALS[language][kind], words.states[state], String(count), rupiahFigures(value, language)]];
    }),
  );
  const apart = (label: string, tallies: PressTallies): readonly string[] => [
    label,
    ...AGREEMENT_KINDS.map((kind) => String(tallies[kind].count)),
    ...AGREEMENT_KINDS.map((kind) => rupiahFigures(tallies[kind].value, language)),
  ];
  const columns = ['left', 'right', 'right', 'right', 'right'] as const;
  const sectors = facts.sectors.filter(({ signed }) => AGREEMENT_KINDS.some((kind) => signed[kind].count > 0));
  return [
    ...opening(facts, language),
    paragraph(words.lead(facts)),
    heading(words.signed),
    ...(rows.length === 0 ? [] : [table(['left', 'left', 'right', 'right'], words.head, rows)]),
    paragraph(`${COUNTED_APART[language]} ${words.potential}`),
    ...(sectors.length === 0
      ? []
      : [
          heading(words.sectors),
          sectorBars(
            sectors.map(({ sector, signed }) => ({ sector, kinds: signed })),
            language,
          ),
        ]),
    ...(facts.provinces.length === 0
      ? []
      : [
          heading(words.provinces),
          table(
            columns,
            words.where,
            facts.provinces.map(({ province, signed }) => apart(province, signed)),
          ),
        ]),
    ...source(facts, language),
  ];
};
