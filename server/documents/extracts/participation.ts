import type { Bilingual } from '#contract/agreement-facts';
import type { ParticipationFacts } from '#contract/extract-facts';
import { centred, strong, text, title } from '../blocks.ts';
import { drawAligned, drawRule, GOLD, INK } from '../canvas.ts';
import { formatDate } from '../dates.ts';
import type { Figure, PageBlock, Space } from '../layout.ts';
import { type Inlines, plainText } from '../markdown.ts';
import { TEXT_WIDTH } from '../paper.ts';
import { fit } from '../wrap.ts';
import { EXTRACT_TITLES, source } from './common.ts';

/** More numbers than this make no certificate more beautiful. */
const MOST_NUMBERS = 12;
const NAME_HEIGHT = 74;

/** D83: that somebody took part: one page to be framed, in both languages, Indonesian first. */
export const participationBlocks = (facts: ParticipationFacts): readonly PageBlock[] => {
  const { signed, organiser, place, minutes, representing } = facts;
  const numbers = [...signed.slice(0, MOST_NUMBERS), ...(signed.length > MOST_NUMBERS ? ['…'] : [])].join(', ');
  const on = { id: formatDate(facts.date, 'id'), en: formatDate(facts.date, 'en') };
  const belongs = ({ id, en }: Bilingual): Bilingual =>
    facts.organisation === '' ? { id, en } : withOffice({ id, en }, facts);
  return [
    space(54),
    title(EXTRACT_TITLES.id.participation),
    centred(italic(EXTRACT_TITLES.en.participation)),
    space(26),
    ...both({ id: 'diberikan kepada', en: 'given to' }),
    nameFigure(facts.name),
    ...both(belongs(facts.position)),
    ...(representing === null
      ? []
      : both({ id: `mewakili ${representing.id}`, en: `representing ${representing.en}` })),
    space(22),
    ...both({
      id: `atas keikutsertaannya dalam acara yang diselenggarakan oleh ${organiser} di ${place} pada ${on.id}, selama ${minutes} menit menurut jurnal acara`,
      en: `for taking part in the ceremony held by ${organiser} at ${place} on ${on.en}, for ${minutes} ${minutes === 1 ? 'minute' : 'minutes'} according to its ledger`,
    }),
    space(10),
    centred(strong(facts.title.id)),
    centred(italic(facts.title.en)),
    ...(signed.length === 0
      ? []
      : [
          space(10),
          ...both({
            id: `Perjanjian yang ditandatangani yang bersangkutan: ${numbers}`,
            en: `Agreements that the bearer signed: ${numbers}`,
          }),
        ]),
    space(18),
    ...source(facts, 'id'),
  ];
};

const withOffice = (position: Bilingual, { organisation }: ParticipationFacts): Bilingual => ({
  id: `${position.id}, ${organisation}`,
  en: `${position.en}, ${organisation}`,
});

const italic = (words: string): Inlines => text(words).map((inline) => ({ ...inline, italic: true }));
const both = ({ id, en }: Bilingual): readonly PageBlock[] => [
  centred(text(id)),
  ...(en === id ? [] : [centred(italic(en))]),
];

const space = (height: number): Space => ({ kind: 'space', height });

/** The name as large as its length allows, over a rule. */
const nameFigure = (name: string): Figure => ({
  kind: 'figure',
  width: TEXT_WIDTH,
  height: NAME_HEIGHT,
  alt: name,
  draw: (canvas, x, y) => {
    const words = plainText(text(name));
    const width = TEXT_WIDTH - 40;
    const { lines, size } = fit(words, 'serif-bold', {
      width,
      sizes: [30, 12],
      maxLines: (type) => (type < 18 ? 2 : 1),
    });
    let baseline = y + 26 + (lines.length - 1) * size * 1.2;
    for (const line of lines) {
      drawAligned(canvas, line, { x, y: baseline, size, colour: INK }, TEXT_WIDTH, 'centre');
      baseline -= size * 1.2;
    }
    drawRule(canvas, { x: x + TEXT_WIDTH * 0.3, y: y + 8 }, TEXT_WIDTH * 0.4, GOLD, 0.9);
  },
});
