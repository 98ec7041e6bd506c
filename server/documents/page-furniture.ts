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
    unreal: 'CONTOH · bukan perjanjian yang sesungguhnya',
  },
  en: {
    agreement: 'Agreement',
    page: (page: number, pages: number) => `Page ${page} of ${pages}`,
    sample: 'SAMPLE',
    unreal: 'SAMPLE · not an actual agreement',
  },
} as const;

/** D7: running head and foot: the parties' numbers, the document's number, page of pages, and "CONTOH" on every page of a sample. */
export function drawFurniture(canvas: Canvas, facts: AgreementFacts, page: number, pages: number): void {
  const languages = languagesOf(facts.language);
  const say = (text: (language: Language) => string): string => languages.map(text).join(' · ');
  const head = PAPER.height - 56;
  const foot = 50;

  const sampleWords = ['CONTOH', ...languages.map((language) => WORDS[language].sample)];
  const mark = facts.sample ? [...new Set(sampleWords)].join(' · ') : '';
  drawPart(canvas, facts.parties.map((party) => `No. ${party.number}`).join(' · '), head, 'left', 0.74);
  drawPart(canvas, mark, head, 'right', 0.24, 'sans-bold', INK);

  drawRule(canvas, { x: PAPER.left, y: foot + 14 }, TEXT_WIDTH, HAIRLINE);
  const [first = 'id'] = languages;
  drawPart(canvas, `${WORDS[first].agreement} ${facts.number}`, foot, 'left', 0.24);
  if (facts.sample) {
    const unreal = first === 'id' ? WORDS.id.unreal : `CONTOH · ${WORDS.en.unreal}`;
    drawPart(canvas, unreal, foot, 'centre', 0.48, 'sans-bold', QUIET);
  }
  drawPart(
    canvas,
    say((language) => WORDS[language].page(page, pages)),
    foot,
    'right',
    0.26,
  );
}

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
