import { percent } from '../i18n/later-formats.ts';
import { pdf } from '../i18n/pdf.ts';

export const ZOOMS: readonly number[] = [0.75, 1, 1.25, 1.5, 2, 3];

export const ZoomControl = ({ zoom, onStep }: { readonly zoom: number; readonly onStep: (by: 1 | -1) => void }) => {
  const words = pdf();
  return (
    <div class="pdf-zoom" role="group" aria-label={words.zoom}>
      <button type="button" aria-label={words.smaller} disabled={zoom === ZOOMS[0]} onClick={() => onStep(-1)}>
        −
      </button>
      <output>{percent(zoom)}</output>
      <button type="button" aria-label={words.larger} disabled={zoom === ZOOMS.at(-1)} onClick={() => onStep(1)}>
        +
      </button>
    </div>
  );
};
