import { drawPlaceholderAppearance } from './appearance.ts';
import { drawCheck } from './check-address.ts';
import type { Slab } from './paginate.ts';
import { PAPER, TEXT_WIDTH } from './paper.ts';
import type { PlacedField } from './signature-page.ts';
import type { Tag } from './tag.ts';
import { addTag } from './tags.ts';

/** The one field of what the organiser draws up alone: the organiser's seal. */
export const ORGANISER_SEAL_FIELD = 'certification';

const SEAL = { width: 240, height: 64 };
const PLACE = 'Tempat segel penyelenggara\u00a0/ Place of the organiser’s seal';

type Seal = {
  readonly organiser: string;
  /** What the QR code beside it is for, and where it leads. */
  readonly check: { readonly words: string; readonly alt: string; readonly url: string };
};

/** D13: the place of the organiser's seal, with an address to compare with beside it. */
export const sealSlab = ({ organiser, check }: Seal, tag: Tag, place: (field: PlacedField) => void): Slab => ({
  height: SEAL.height,
  before: 22,
  keep: false,
  draw: (canvas, top) => {
    const y = top - SEAL.height;
    const box = { x: PAPER.left + TEXT_WIDTH - SEAL.width, y, ...SEAL };
    const { height } = SEAL;
    drawCheck(canvas, { x: PAPER.left, y, width: box.x - PAPER.left - 16, height }, tag, check);
    addTag(tag, 'Form', { alt: PLACE }).kids.push({ field: ORGANISER_SEAL_FIELD });
    place({
      name: ORGANISER_SEAL_FIELD,
      about: PLACE,
      page: canvas.page,
      box,
      placeholder: drawPlaceholderAppearance({ ...SEAL, label: PLACE, name: organiser, details: [] }).content,
    });
  },
});
