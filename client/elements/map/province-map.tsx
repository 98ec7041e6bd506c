import './province-map.css';
import { useEffect, useState } from 'preact/hooks';

type Map = (typeof import('./outlines.ts'))['provinces'];

/** Indonesia with the given provinces lit. The outlines come after the screen; the place for them is kept. */
export const ProvinceMap = ({ lit, label }: { readonly lit: readonly string[]; readonly label: string }) => {
  const [map, setMap] = useState<Map | null>(null);
  useEffect(() => {
    let here = true;
    import('./outlines.ts').then(
      (loaded) => here && setMap(loaded.provinces),
      // Without the drawing the count beside it still says what matters.
      () => undefined,
    );
    return () => {
      here = false;
    };
  }, []);
  const isLit = map?.outlinesOf(lit);
  return (
    <div class="province-map">
      <svg viewBox="0 26 793 295" role="img" aria-label={label}>
        {map?.outlines.map(({ id, path }) => (
          <path key={id} d={path} class={isLit?.has(id) === true ? 'is-lit' : undefined} />
        ))}
      </svg>
      <p class="for-ears">{map?.namesOf(lit)}</p>
    </div>
  );
};
