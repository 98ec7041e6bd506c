import map from '@svg-maps/indonesia';
import { PROVINCES } from '#contract/provinces';
import { OUTLINE_OF } from './outline-of.ts';

// Comes after the first screen, with the names: nothing of the map is in the first load.

type Outline = { readonly id: string; readonly path: string };

export const provinces = {
  /** Indonesia's provinces of 2021 as SVG paths (MapSVG, CC BY 4.0); simplified when built. */
  outlines: map.locations as readonly Outline[],

  /** The outlines that stand for provinces, by Kemendagri code. */
  outlinesOf: (codes: readonly string[]): ReadonlySet<string | undefined> =>
    new Set(codes.map((code) => OUTLINE_OF[code])),

  /** Their names in alphabetical order, for those who hear the map. */
  namesOf: (codes: readonly string[]): string =>
    codes
      .map((code) => PROVINCES[code] ?? code)
      .toSorted((one, other) => one.localeCompare(other, 'id'))
      .join(', '),
};
