import map from '@svg-maps/indonesia';

export type Outline = { readonly id: string; readonly path: string };

/** Indonesia's provinces of 2021 as SVG paths (MapSVG, CC BY 4.0); simplified when built. Load it when it is shown. */
export const outlines: readonly Outline[] = map.locations;
