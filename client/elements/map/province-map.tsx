import './province-map.css';
import { useEffect, useState } from 'preact/hooks';
import { PROVINCES } from '#contract/provinces';
import { OUTLINE_OF } from './outline-of.ts';
import type { Outline } from './outlines.ts';

/** Indonesia with the given provinces lit. The outlines come after the screen; the place for them is kept. */
export const ProvinceMap = ({ lit, label }: { readonly lit: readonly string[]; readonly label: string }) => {
  const [outlines, setOutlines] = useState<readonly Outline[]>([]);
  useEffect(() => {
    let here = true;
    import('./outlines.ts').then(
      (map) => here && setOutlines(map.outlines),
      // Without the drawing the count and the list below still say everything.
      () => undefined,
    );
    return () => {
      here = false;
    };
  }, []);
  const isLit = new Set(lit.map((code) => OUTLINE_OF[code]));
  const names = lit.map((code) => PROVINCES[code] ?? code).toSorted((one, other) => one.localeCompare(other, 'id'));
  return (
    <div class="province-map">
      <svg viewBox="0 26 793 295" role="img" aria-label={label}>
        {outlines.map(({ id, path }) => (
          <path key={id} d={path} class={isLit.has(id) ? 'is-lit' : undefined} />
        ))}
      </svg>
      <p class="for-ears">{names.join(', ')}</p>
    </div>
  );
};
