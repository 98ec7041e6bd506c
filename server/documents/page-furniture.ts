import type { AgreementFacts } from '#contract/agreement-facts';
import { type Canvas, type Colour, drawAligned, drawRule, HAIRLINE, INK, QUIET, type Align } from './canvas.ts';
import type { Family } from './fonts.ts';
import { type Language, languagesOf } from './language.ts';
import { PAPER, TEXT_WIDTH } from './paper.ts';
import { fit } from './wrap.ts';

const SIZE = 7.6;

const WORDS = {
  id: {
    agreement: 'Perjanjian',
    page: (page: number, pages: number) => `Halaman ${page} dari ${pages}`,
    sample: 'CONTOH',
    rehearsal: 'GLADI RESIK',
    unreal: 'CONTOH · bukan perjanjian yang sesungguhnya',
    rehearsed: 'GLADI RESIK · tidak berlaku, tidak mengikat siapa pun',
  },
  en: {
    agreement: 'Agreement',
    page: (page: number, pages: number) => `Page ${page} of ${pages}`,
    sample: 'SAMPLE',
    rehearsal: 'REHEARSAL',
    unreal: 'SAMPLE · not an actual agreement',
    rehearsed: 'REHEARSAL · not valid, binds nobody',
  },
} as const;

/** D7: running head and foot: the parties' numbers, the document's number, page of pages, and what a sample or a rehearsal says of itself on every page. */
export function drawFurniture(canvas: Canvas, facts: AgreementFacts, page: number, pages: number): void {
  const languages = languagesOf(facts.language);
  const say = (text: (language: Language) => string): string => languages.map(text).join(' · ');
  const head = PAPER.height - 56;
  const foot = 50;

  const mark = [...new Set(facts.rehearsal ? rehearsalWords(languages) : facts.sample ? sampleWords(languages) : [])];
  drawPart(canvas, facts.parties.map((party) => `No. ${party.number}`).join(' · '), head, 'left', 0.74);
  drawPart(canvas, mark.join(' · '), head, 'right', 0.24, 'sans-bold', INK);

  drawRule(canvas, { x: PAPER.left, y: foot + 14 }, TEXT_WIDTH, HAIRLINE);
  const [first = 'id'] = languages;
  drawPart(canvas, `${WORDS[first].agreement} ${facts.number}`, foot, 'left', 0.24);
  if (facts.rehearsal || facts.sample) drawPart(canvas, unreal(facts, first), foot, 'centre', 0.48, 'sans-bold', QUIET);
  drawPart(
    canvas,
    say((language) => WORDS[language].page(page, pages)),
    foot,
    'right',
    0.26,
  );
}

const sampleWords = (languages: readonly Language[]): readonly string[] => [
  'CONTOH',
  ...languages.map((language) => WORDS[language].sample),
];
const rehearsalWords = (languages: readonly Language[]): readonly string[] => [
  'GLADI RESIK',
  ...languages.map((language) => WORDS[language].rehearsal),
];

/** What the foot of a page says of a document that is not meant: of a rehearsal first. */
const unreal = ({ rehearsal, sample }: AgreementFacts, language: Language): string => {
  if (!rehearsal) return language === 'id' ? WORDS.id.unreal : `CONTOH · ${WORDS.en.unreal}`;
  const words = language === 'id' ? WORDS.id.rehearsed : `GLADI RESIK · ${WORDS.en.rehearsed}`;
  return sample ? `${words} · CONTOH` : words;
};

function drawPart(
  canvas: Canvas,
  text: string,
  y: number,
  align: Align,
  share: number,
  family: Family = 'sans',
  colour: Colour = QUIET,
): void {
  const { lines, size } = fit(text, family, { width: TEXT_WIDTH * share, sizes: [SIZE, 6], maxLines: () => 1 });
  for (const line of lines) drawAligned(canvas, line, { x: PAPER.left, y, size, colour }, TEXT_WIDTH, align);
}
