import { type Box, type Canvas, drawLine, HAIRLINE, QUIET, strokeBox } from './canvas.ts';
import { drawQr } from './qr.ts';
import { fit } from './wrap.ts';

// D73: what a form may have a place for besides signatures.

/** Of the box; the quiet zone of four modules on each side takes the rest. */
const CODE = 0.78;

/** The QR code to the place where the document can be checked, as large as the box allows. */
export function drawFormCode(canvas: Canvas, box: Box, url: string): void {
  const size = Math.min(box.width, box.height) * CODE;
  drawQr(canvas, url, box.x + (box.width - size) / 2, box.y + (box.height - size) / 2, size);
}

/** D12: an empty labelled box; Teken draws no stamp. */
export function drawFormStamp(canvas: Canvas, box: Box, isBilingual: boolean): void {
  strokeBox(canvas, box, HAIRLINE, 0.6);
  const words = isBilingual ? 'Tempat e-Meterai\u00a0/ Place for e-Meterai' : 'Tempat e-Meterai';
  const { lines, size } = fit(words, 'sans', { width: box.width - 10, sizes: [7, 5], maxLines: () => 2 });
  lines.forEach((line, index) => {
    const y = box.y + box.height - 5 - (index + 0.8) * size * 1.2;
    drawLine(canvas, line, { x: box.x + 5, y, size, colour: QUIET });
  });
}
