import type { ExtractFacts, ExtractHead } from '#contract/extract-facts';
import { centred, paragraph, spelled, strong, text, title } from '../blocks.ts';
import { formatDate } from '../dates.ts';
import type { Language } from '../language.ts';
import type { Block } from '../markdown.ts';

/** How each extract is called at its head and in its running head. */
export const EXTRACT_TITLES: { readonly [language in Language]: { readonly [kind in ExtractFacts['kind']]: string } } =
  {
    id: {
      completion: 'Surat Keterangan Penandatanganan',
      witness: 'Lembar Saksi',
      attendance: 'Daftar Hadir',
      participation: 'Piagam Keikutsertaan',
      press: 'Ringkasan untuk Pers',
    },
    en: {
      completion: 'Certificate of Completion',
      witness: 'Witness Sheet',
      attendance: 'Attendance List',
      participation: 'Certificate of Participation',
      press: 'Press Summary',
    },
  };

/** The title, the ceremony, and where and when it was held. */
export const opening = (facts: ExtractFacts, language: Language): readonly Block[] => [
  title(EXTRACT_TITLES[language][facts.kind]),
  centred(strong(facts.title[language])),
  centred(text(`${facts.place}, ${formatDate(facts.date, language)}`)),
];

const SOURCE = {
  id: {
    drawn: ({ organiser, drawnUpAt, upTo }: ExtractHead) =>
      `Disusun oleh ${organiser} pada ${drawnUpAt} dari jurnal acara sampai dengan catatan ke-${upTo}.`,
    record: (upTo: number) => `Akar jurnal (RFC 9162, SHA-256) atas catatan 1 sampai dengan ${upTo}:`,
    open: 'Jurnal acara belum ditutup; akarnya ditetapkan pada saat acara ditutup.',
  },
  en: {
    drawn: ({ organiser, drawnUpAt, upTo }: ExtractHead) =>
      `Drawn up by ${organiser} on ${drawnUpAt} from the ledger of the ceremony up to entry ${upTo}.`,
    record: (upTo: number) => `Root of the ledger (RFC 9162, SHA-256) over entries 1 to ${upTo}:`,
    open: 'The ledger is not closed yet; its root is fixed when the ceremony closes.',
  },
} as const;

/** D85: from what it was drawn up, and the root under which that stands. */
export const source = (facts: ExtractHead, language: Language): readonly Block[] => {
  const words = SOURCE[language];
  const drawn = words.drawn(facts);
  // One paragraph, so that no page holds the root alone.
  return facts.record === null
    ? [paragraph(`${drawn} ${words.open}`)]
    : [paragraph(`${drawn} ${words.record(facts.record.upTo)}`), centred(strong(spelled(facts.record.root)))];
};
