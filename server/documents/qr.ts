import { createHash } from 'node:crypto';
import QRCode from 'qrcode';
import { type Canvas, INK } from './canvas.ts';
import { decimal } from './text.ts';

type Drawing = { readonly modules: number; readonly path: string };

// The same code stands on the document, then in the appearance of every signature.
const CACHE_LIMIT = 500;
const cache = new Map<string, Drawing>();

/**
 * D11: a QR code as vector rectangles, `size` points wide without its quiet zone, lower left corner at `x`, `y`; on a page
 * whose document carries its codes, by name.
 */
export function drawQr(canvas: Canvas, url: string, x: number, y: number, size: number): void {
  if (canvas.codes !== null) {
    canvas.codes.add(url);
    return drawCarriedQr(canvas, url, x, y, size);
  }
  const { modules, path } = drawingOf(url);
  const unit = size / modules;
  canvas.operators.push(
    `q ${unit.toFixed(6)} 0 0 ${unit.toFixed(6)} ${decimal(x)} ${decimal(y)} cm 1 g ${quietZone(modules)}`,
    `${INK.map(decimal).join(' ')} rg`,
    path,
    'f Q',
  );
  return undefined;
}

/** D95: the code of an address as the document carries it: `name` stands for this very address. */
export function drawCarriedQr(canvas: Canvas, url: string, x: number, y: number, size: number): void {
  const [width, left, bottom] = [size, x, y].map(decimal);
  canvas.operators.push(`q ${width} 0 0 ${width} ${left} ${bottom} cm /${codeName(url)} Do Q`);
}

/** Name in `/Resources /XObject` of the code of this address, and of no other. */
export const codeName = (url: string): string => `TkQr${createHash('sha256').update(url).digest('hex').slice(0, 16)}`;

/** The code as a form XObject one unit wide: entries of its dictionary, and its content. */
export function codeForm(url: string): { readonly entries: string; readonly content: Uint8Array } {
  const { modules, path } = drawingOf(url);
  const unit = (1 / modules).toFixed(8);
  return {
    entries: `/Type/XObject/Subtype/Form/BBox[-4 -4 ${modules + 4} ${modules + 4}]/Matrix[${unit} 0 0 ${unit} 0 0]/Resources<<>>`,
    content: Buffer.from(`1 g ${quietZone(modules)}\n${INK.map(decimal).join(' ')} rg\n${path}\nf\n`),
  };
}

// The quiet zone of four modules is painted: nothing behind the code may reach into it.
const quietZone = (modules: number): string => `-4 -4 ${modules + 8} ${modules + 8} re f`;

/** Neighbouring dark modules of a row are one rectangle, all in one path, so that no seams show. */
function drawingOf(url: string): Drawing {
  const known = cache.get(url);
  if (known !== undefined) return known;
  const { modules } = QRCode.create(url, { errorCorrectionLevel: 'M' });
  const path: string[] = [];
  for (let row = 0; row < modules.size; row += 1) {
    for (let column = 0; column < modules.size; column += 1) {
      if (modules.get(row, column) === 0) continue;
      const start = column;
      while (column + 1 < modules.size && modules.get(row, column + 1) !== 0) column += 1;
      path.push(`${start} ${modules.size - 1 - row} ${column + 1 - start} 1 re`);
    }
  }
  const drawing = { modules: modules.size, path: path.join(' ') };
  if (cache.size >= CACHE_LIMIT) cache.clear();
  cache.set(url, drawing);
  return drawing;
}
