import { drawLine, fillBox, GOLD, HAIRLINE, INK, QUIET, type Canvas, type Colour } from './canvas.ts';
import type { AgreementKind, Sector } from '#contract/constants';
import { AGREEMENT_KINDS } from '#contract/constants';
import { SECTOR_NAMES } from './agreement-names.ts';
import { KIND_PLURALS } from './kind-words.ts';
import type { Language } from './language.ts';
import type { Figure } from './layout.ts';
import { rupiahFigures } from './money.ts';
import { TEXT_WIDTH } from './paper.ts';
import { fit } from './wrap.ts';

type BarRow = {
  readonly label: string;
  /** In the order of the series; `words` stand beside the bar. */
  readonly bars: readonly { readonly value: number; readonly words: string }[];
};

const COLOURS: readonly Colour[] = [GOLD, HAIRLINE];
const BAR = 9;
const GAP = 3;
const ROW_GAP = 8;
const LEGEND = 18;
const LABEL = 132;
const WORDS = 118;
const SIZE = 8.4;
const COUNTED = { id: ': banyak · nilai', en: ': count · value' } as const;

/**
 * D87: horizontal bars, all to one scale, each with its own figure beside it: nothing has to be read from lengths or
 * colours alone. Series are never stacked, for contracts and pre-contracts are not added up.
 */
function barsFigure(series: readonly string[], rows: readonly BarRow[]): Figure {
  const most = Math.max(1, ...rows.flatMap(({ bars }) => bars.map(({ value }) => value)));
  const heights = rows.map(({ bars }) => bars.length * (BAR + GAP) - GAP + ROW_GAP);
  const height = LEGEND + heights.reduce((sum, one) => sum + one, 0);
  return {
    kind: 'figure',
    width: TEXT_WIDTH,
    height,
    alt: rows
      .map(({ label, bars }) => `${label}: ${bars.map(({ words }, at) => `${series[at] ?? ''} ${words}`).join(', ')}`)
      .join('; '),
    draw: (canvas, x, y) => {
      drawLegend(canvas, series, x + LABEL, y + height - 11);
      let top = y + height - LEGEND;
      rows.forEach((row, index) => {
        drawRow(canvas, row, { x, top, most });
        top -= heights[index] ?? 0;
      });
    },
  };
}

function drawLegend(canvas: Canvas, series: readonly string[], x: number, y: number): void {
  series.forEach((name, index) => {
    const left = x + index * 130;
    fillBox(canvas, { x: left, y: y - 1, width: 7, height: 7 }, COLOURS[index] ?? QUIET);
    drawText(canvas, name, { x: left + 12, y }, 112);
  });
}

function drawRow(
  canvas: Canvas,
  { label, bars }: BarRow,
  { x, top, most }: { readonly x: number; readonly top: number; readonly most: number },
): void {
  drawText(canvas, label, { x, y: top - BAR + 1.6 }, LABEL - 10);
  const room = TEXT_WIDTH - LABEL - WORDS;
  bars.forEach(({ value, words }, index) => {
    const y = top - BAR - index * (BAR + GAP);
    const width = Math.max(0.8, (room * value) / most);
    fillBox(canvas, { x: x + LABEL, y, width, height: BAR }, COLOURS[index] ?? QUIET);
    drawText(canvas, words, { x: x + LABEL + width + 5, y: y + 1.6 }, WORDS - 5);
  });
}

function drawText(canvas: Canvas, words: string, place: { x: number; y: number }, width: number): void {
  const { lines, size } = fit(words, 'sans', { width, sizes: [SIZE, 6], maxLines: () => 1 });
  for (const line of lines) drawLine(canvas, line, { ...place, size, colour: INK });
}

/** The value of what was signed by sector, contracts and pre-contracts side by side; with how many they are, if told. */
export const sectorBars = (
  sectors: readonly {
    readonly sector: Sector;
    readonly kinds: { readonly [kind in AgreementKind]: { readonly value: number; readonly count?: number } };
  }[],
  language: Language,
): Figure =>
  barsFigure(
    AGREEMENT_KINDS.map((kind) => {
      const isCounted = sectors.some(({ kinds }) => kinds[kind].count !== undefined);
      return `${KIND_PLURALS[language][kind]}${isCounted ? COUNTED[language] : ''}`;
    }),
    sectors.map(({ sector, kinds }) => ({
      label: SECTOR_NAMES[language][sector],
      bars: AGREEMENT_KINDS.map((kind) => ({
        value: kinds[kind].value,
        words: [kinds[kind].count, rupiahFigures(kinds[kind].value, language)]
          .filter((part) => part !== undefined)
          .join(' · '),
      })),
    })),
  );
