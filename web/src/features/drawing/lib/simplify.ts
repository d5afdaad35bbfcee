/**
 * Leaves out points of a line that nobody would miss: Ramer, Douglas and Peucker, once.
 *
 * 1. Between two points that stay, the one furthest from the line between them matters by that distance; it parts the
 *    line in two, of which the same is asked.
 * 2. No point matters more than what parted the line it lies on, so that those that matter more than something are a
 *    line of the same shape, whatever that is.
 * 3. Of too many, those that matter most are left.
 */
import type { Point } from "./stroke";

/** A share of the frame: a pixel and a half of 1080p. */
const FINE = 0.0008;

/** At most `most` points, and those that matter; both ends stay. */
export function simplify(points: readonly Point[], most: number): Point[] {
  const matters = significance(points);
  const sorted = Array.from(matters).sort((a, b) => b - a);
  const least = Math.max(FINE, sorted[most] ?? 0);
  return points.filter((_, index) => (matters[index] ?? 0) > least).slice(0, Math.max(1, most));
}

/** Of each point; that of the ends is without end. */
function significance(points: readonly Point[]): Float64Array {
  const found = new Float64Array(points.length);
  found[0] = found[points.length - 1] = Infinity;
  const open: [number, number, number][] = [[0, points.length - 1, Infinity]];
  for (let part = open.pop(); part; part = open.pop()) {
    const [first, last, most] = part;
    const [index, distance] = furthest(points, first, last);
    if (distance <= FINE) continue;
    const matters = Math.min(most, distance);
    found[index] = matters;
    open.push([first, index, matters], [index, last, matters]);
  }
  return found;
}

function furthest(points: readonly Point[], first: number, last: number): [number, number] {
  const from = points[first];
  const to = points[last];
  let index = first;
  let most = 0;
  for (let each = first + 1; from && to && each < last; each += 1) {
    const distance = distanceToSegment(points[each] ?? from, from, to);
    if (distance > most) [index, most] = [each, distance];
  }
  return [index, most];
}

/** In the unit of the points. */
export function distanceToSegment([x, y]: Point, [ax, ay]: Point, [bx, by]: Point): number {
  const [dx, dy] = [bx - ax, by - ay];
  const length = dx * dx + dy * dy;
  const along = length === 0 ? 0 : Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / length));
  return Math.hypot(x - ax - along * dx, y - ay - along * dy);
}
