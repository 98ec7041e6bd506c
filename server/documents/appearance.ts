import {
  type Canvas,
  type Colour,
  contentOf,
  createPortableCanvas,
  drawAligned,
  GOLD,
  HAIRLINE,
  INK,
  QUIET,
  strokeBox,
} from './canvas.ts';
import type { Family } from './fonts.ts';
import { drawKawung, drawTick } from './marks.ts';
import { codeName, drawCarriedQr, drawQr } from './qr.ts';
import { fit } from './wrap.ts';

// D9: what stands in a signature field, before and after signing. These content streams name only fonts and glyphs that every
// document carries in the `/Resources` of its fields; rarer letters are drawn as outlines.

const PAD = 8;
const LEADING = 1.24;

type Area = { readonly x: number; readonly width: number };
type Text = {
  readonly text: string;
  readonly family: Family;
  readonly sizes: readonly [number, number];
  /** The same at every size, or by the size. */
  readonly maxLines: number | ((size: number) => number);
  readonly colour: Colour;
};

type Setting = ReturnType<typeof fit>;
const settings = new Map<string, Setting>();
const MOST_SETTINGS = 2_000;

/** Labels, positions and institutions are the same in field after field. */
function settingOf({ text, family, sizes, maxLines }: Text, width: number): Setting {
  const room = { width, sizes };
  if (typeof maxLines === 'function') return fit(text, family, { ...room, maxLines });
  const key = [family, width, ...sizes, maxLines, text].join('/');
  const known = settings.get(key);
  if (known !== undefined) return known;
  const setting = fit(text, family, { ...room, maxLines: () => maxLines });
  if (settings.size >= MOST_SETTINGS) settings.clear();
  settings.set(key, setting);
  return setting;
}

/** Sets texts one under another from `top` down; answers with where the next may start. */
function drawStack(canvas: Canvas, texts: readonly Text[], area: Area, top: number, align: 'left' | 'centre'): number {
  let y = top;
  for (const one of texts) {
    if (one.text.trim() === '') continue;
    const { colour } = one;
    const { lines, size } = settingOf(one, area.width);
    for (const line of lines) {
      y -= size * LEADING;
      drawAligned(canvas, line, { x: area.x, y: y + size * 0.3, size, colour }, area.width, align);
    }
    y -= 1.5;
  }
  return y;
}

const heightOf = (texts: readonly Text[], width: number): number =>
  texts
    .filter(({ text }) => text.trim() !== '')
    .reduce((sum, one) => {
      const { lines, size } = settingOf(one, width);
      return sum + lines.length * size * LEADING + 1.5;
    }, 0);

/** What a signed field shows: who, as what, when, and where to check it. Sizes in points; `time` is ready to print. */
export function drawSignatureAppearance(input: {
  readonly width: number;
  readonly height: number;
  readonly name: string;
  readonly role: string;
  readonly organisation: string;
  readonly time: string;
  readonly qrUrl: string;
  /** Drawings that the field's document carries, by name. */
  readonly carried?: ReadonlySet<string>;
  readonly label: string;
  readonly sample: boolean;
  readonly rehearsal: boolean;
}): { content: Uint8Array } {
  const canvas = createPortableCanvas();
  const { width, height } = input;
  const inner = width - 2 * PAD;
  strokeBox(canvas, { x: 0, y: 0, width, height }, GOLD, 0.8);

  drawTick(canvas, PAD + 4, height - PAD - 3.6, 3.8);
  const label: Text = { text: input.label, family: 'sans', sizes: [5.8, 4.8], maxLines: 2, colour: GOLD };
  const head = drawStack(canvas, [label], { x: PAD + 11, width: inner - 11 }, height - PAD + 0.8, 'left');
  const qr = Math.min(42, height * 0.36);
  // D95: a document of an older Teken, and a form, does not carry the code.
  const drawCode = input.carried?.has(codeName(input.qrUrl)) === true ? drawCarriedQr : drawQr;
  drawCode(canvas, input.qrUrl, PAD, PAD, qr);
  const role: Text = { text: input.role, family: 'sans', sizes: [6.6, 5.1], maxLines: 3, colour: INK };
  // The name takes what label, role and code leave: a long one is set smaller, in more lines.
  const room = head - 2 - heightOf([role], inner) - (PAD + qr + 4);
  const lines = (size: number): number => Math.floor(room / (size * LEADING));
  const name: Text = { text: input.name, family: 'serif-bold', sizes: [11, 5], maxLines: lines, colour: INK };
  drawStack(canvas, [name, role], { x: PAD, width: inner }, head - 2, 'left');

  const side: Area = { x: PAD + qr + 7, width: inner - qr - 7 };
  const foot: Text[] = [
    { text: input.organisation, family: 'sans', sizes: [6.4, 4.9], maxLines: 2, colour: INK },
    { text: input.time, family: 'sans', sizes: [6.4, 4.9], maxLines: 2, colour: QUIET },
    {
      text: [...(input.rehearsal ? ['GLADI RESIK'] : []), ...(input.sample ? ['CONTOH'] : [])].join(' · '),
      family: 'sans',
      sizes: [5.8, 4.9],
      maxLines: 1,
      colour: GOLD,
    },
  ];
  drawStack(canvas, foot, side, PAD + heightOf(foot, side.width) - 2.5, 'left');
  return { content: contentOf(canvas) };
}

/** What the organiser's certified field shows. */
export function drawCertificationAppearance(input: {
  readonly width: number;
  readonly height: number;
  readonly organiser: string;
  readonly time: string;
  readonly label: string;
}): { content: Uint8Array } {
  const canvas = createPortableCanvas();
  const { width, height } = input;
  strokeBox(canvas, { x: 0, y: 0, width, height }, GOLD, 0.8);
  drawKawung(canvas, PAD + 11, height / 2, 11);
  const texts: Text[] = [
    { text: input.label, family: 'sans', sizes: [5.8, 4.8], maxLines: 2, colour: GOLD },
    { text: input.organiser, family: 'serif-bold', sizes: [8.5, 5.5], maxLines: 3, colour: INK },
    { text: input.time, family: 'sans', sizes: [6.2, 4.9], maxLines: 2, colour: QUIET },
  ];
  const area: Area = { x: PAD + 30, width: width - 2 * PAD - 30 };
  drawStack(canvas, texts, area, (height + heightOf(texts, area.width)) / 2, 'left');
  return { content: contentOf(canvas) };
}

/** What a field shows while it is empty: calmly, who is expected. */
export function drawPlaceholderAppearance(input: {
  readonly width: number;
  readonly height: number;
  readonly label: string;
  readonly name: string;
  readonly details: readonly string[];
}): { content: Uint8Array } {
  const canvas = createPortableCanvas();
  const { width, height } = input;
  strokeBox(canvas, { x: 0, y: 0, width, height }, HAIRLINE, 0.8, [2.5, 2]);
  const texts: Text[] = [
    { text: input.label, family: 'sans', sizes: [6, 5], maxLines: 2, colour: QUIET },
    { text: input.name, family: 'serif-bold', sizes: [9.5, 6], maxLines: 3, colour: INK },
    ...input.details.map((text): Text => ({
      text,
      family: 'sans',
      sizes: [6.4, 5.2],
      maxLines: 2,
      colour: QUIET,
    })),
  ];
  const area: Area = { x: PAD, width: width - 2 * PAD };
  drawStack(canvas, texts, area, (height + heightOf(texts, area.width)) / 2, 'centre');
  return { content: contentOf(canvas) };
}
