import { type Box, type Canvas, drawLine, QUIET } from './canvas.ts';
import { drawQr } from './qr.ts';
import type { Tag } from './tag.ts';
import { addTag, placedAt, tagged } from './tags.ts';
import { fit } from './wrap.ts';

const SIZE = 46;

/** D11, D46: the QR code to the place where a document can be checked, beside it words and the address as text. */
export function drawCheck(
  canvas: Canvas,
  box: Box,
  parent: Tag,
  check: { readonly words: string; readonly alt: string; readonly url: string },
): void {
  const y = box.y + (box.height - SIZE) / 2;
  const { alt, url } = check;
  const figure = addTag(parent, 'Figure', { alt, attributes: placedAt(box.x + 2, y, SIZE, SIZE) });
  tagged(canvas, figure, () => drawQr(canvas, url, box.x + 2, y, SIZE));
  const x = box.x + SIZE + 11;
  const width = box.x + box.width - x;
  const words = fit(check.words, 'sans', { width, sizes: [7, 5], maxLines: () => 4 });
  const address = fit(url, 'sans', { width, sizes: [5.8, 4.8], maxLines: () => 4 });
  let baseline = y + SIZE;
  for (const { lines, size } of [words, address]) {
    tagged(canvas, addTag(parent, 'P'), () => {
      for (const line of lines) {
        baseline -= size * 1.26;
        drawLine(canvas, line, { x, y: baseline + size * 0.3, size, colour: QUIET });
      }
    });
    baseline -= 2.5;
  }
}
