import type { Plugin } from 'vite';
import { simplifyPath } from './simplify-path.ts';

const LOCATION = /"id":"([a-z-]+)","path":"([^"]+)"/g;

/**
 * Build step: replaces the 112 kB outlines of @svg-maps/indonesia by outlines of about a tenth that look the same at
 * the width of a hand. Unbuilt (in tests) the package itself answers.
 */
export const simplifiedMap = (): Plugin => ({
  name: 'teken:simplified-map',
  transform: {
    filter: { id: /@svg-maps[\\/]indonesia[\\/]index\.js$/ },
    handler(source) {
      const locations = [...source.matchAll(LOCATION)].map(([, id = '', path = '']) => ({
        id,
        path: simplifyPath(path, { tolerance: 0.45, smallest: 0.9 }),
      }));
      return { code: `export default ${JSON.stringify({ locations })};`, map: null };
    },
  },
});
