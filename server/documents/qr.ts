import QRCode from 'qrcode';
import { type Canvas, INK } from './canvas.ts';
import { decimal } from './text.ts';

type Drawing = { readonly modules: number; readonly path: string };

// The same code stands on the document, then in the appearance of every signature.
const CACHE_LIMIT = 500;
const cache = new Map<string, Drawing>();

/**
 * D11: a QR code as vector rectangles, `size` points wide without its quiet zone, lower left corner at `x`, `y`.
 * Neighbouring dark modules of a row are one rectangle, all in one path, so that no seams show.
 */
export function drawQr(canvas: Canvas, url: string, x: number, y: number, size: number): void {
  const { modules, path } = drawingOf(url);
  const unit = size / modules;
  // The quiet zone of four modules is painted: nothing behind the code may reach into it.
  const quiet = `-4 -4 ${modules + 8} ${modules + 8} re f`;
  canvas.operators.push(
    `q ${unit.toFixed(6)} 0 0 ${unit.toFixed(6)} ${decimal(x)} ${decimal(y)} cm 1 g ${quiet}`,
    `${INK.map(decimal).join(' ')} rg`,
    path,
    'f Q',
  );
}

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
