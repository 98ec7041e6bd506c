type Point = readonly [x: number, y: number];

/** Rings of an SVG path made of `m`/`M` runs with implied lines and `z` only, in absolute coordinates. */
const ringsOf = (path: string): Point[][] => {
  const rings: Point[][] = [];
  let ring: Point[] = [];
  let x = 0;
  let y = 0;
  let start: Point = [0, 0];
  let relative = true;
  let first = true;
  for (const [token, dx, dy] of path.matchAll(/[mMzZ]|(-?[\d.]+(?:e-?\d+)?)[\s,]+(-?[\d.]+(?:e-?\d+)?)/g)) {
    if (token === 'z' || token === 'Z') {
      // SVG 2 §9.3.4: after closing, the current point is the start of the ring.
      [x, y] = start;
      if (ring.length > 0) rings.push(ring);
      ring = [];
    } else if (token === 'm' || token === 'M') {
      // Some rings of the map are left open; filling closes them.
      if (ring.length > 0) rings.push(ring);
      relative = token === 'm';
      first = true;
      ring = [];
    } else {
      x = relative ? x + Number(dx) : Number(dx);
      y = relative ? y + Number(dy) : Number(dy);
      if (first) start = [x, y];
      first = false;
      ring.push([x, y]);
    }
  }
  if (ring.length > 0) rings.push(ring);
  return rings;
};

const distanceToLine = ([px, py]: Point, [ax, ay]: Point, [bx, by]: Point): number => {
  const length = Math.hypot(bx - ax, by - ay);
  if (length === 0) return Math.hypot(px - ax, py - ay);
  return Math.abs((bx - ax) * (ay - py) - (ax - px) * (by - ay)) / length;
};

/** Ramer–Douglas–Peucker. */
const thinned = (points: readonly Point[], tolerance: number): Point[] => {
  const from = points[0];
  const to = points.at(-1);
  if (from === undefined || to === undefined || points.length < 3) return [...points];
  let worst = 0;
  let at = 0;
  points.forEach((point, index) => {
    const distance = distanceToLine(point, from, to);
    if (distance > worst) [worst, at] = [distance, index];
  });
  if (worst <= tolerance) return [from, to];
  return [...thinned(points.slice(0, at + 1), tolerance).slice(0, -1), ...thinned(points.slice(at), tolerance)];
};

const extentOf = (ring: readonly Point[]): number => {
  const xs = ring.map(([x]) => x);
  const ys = ring.map(([, y]) => y);
  return Math.max(Math.max(...xs) - Math.min(...xs), Math.max(...ys) - Math.min(...ys));
};

const tenths = (value: number): string => String(Math.round(value * 10) / 10);

/** The same outline with fewer points; rings smaller than `smallest` are left out, but never the largest of a province. */
export const simplifyPath = (
  path: string,
  { tolerance, smallest }: { readonly tolerance: number; readonly smallest: number },
): string => {
  const rings = ringsOf(path);
  const largest = Math.max(...rings.map(extentOf));
  return rings
    .filter((ring) => extentOf(ring) >= Math.min(smallest, largest))
    .map((ring) => {
      const points = thinned(ring, tolerance);
      let [x, y] = [0, 0];
      // Relative steps of rounded positions: short, and errors do not add up.
      const steps = points.map(([px, py]) => {
        const [nx, ny] = [Math.round(px * 10) / 10, Math.round(py * 10) / 10];
        const step = `${tenths(nx - x)} ${tenths(ny - y)}`;
        [x, y] = [nx, ny];
        return step;
      });
      return `M${steps[0] ?? ''}l${steps.slice(1).join(' ')}z`;
    })
    .join('');
};
