/** Points, boxes and segments of the picture, in pixels; `y` grows downwards. */

/** A point of the picture. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A rectangle, by its top left corner. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A straight piece of a line that a label should stay off. */
export interface Segment {
  readonly from: Point;
  readonly to: Point;
}

/** Whether two boxes share more than an edge. */
export function overlaps(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

/** Whether a point lies in a box or on its edge. */
export function contains(box: Box, { x, y }: Point): boolean {
  return x >= box.x && x <= box.x + box.width && y >= box.y && y <= box.y + box.height;
}

/** A box grown by `by` on each side. */
export function grow(box: Box, by: number): Box {
  return { x: box.x - by, y: box.y - by, width: box.width + 2 * by, height: box.height + 2 * by };
}

/** Whether a segment passes through a box (Liang and Barsky, 1984). */
export function crosses({ from, to }: Segment, box: Box): boolean {
  const right = box.x + box.width;
  const bottom = box.y + box.height;
  // Most segments lie on one side of a box: that is told without dividing.
  if ((from.x < box.x && to.x < box.x) || (from.x > right && to.x > right)) return false;
  if ((from.y < box.y && to.y < box.y) || (from.y > bottom && to.y > bottom)) return false;
  const across = within(to.x - from.x, from.x, box.x, right);
  const down = within(to.y - from.y, from.y, box.y, bottom);
  return Math.max(0, across.enter, down.enter) <= Math.min(1, across.leave, down.leave);
}

/** The part of a way, as shares of it, that lies between two bounds in one direction; nothing where it runs beside them. */
function within(
  step: number,
  start: number,
  low: number,
  high: number,
): { readonly enter: number; readonly leave: number } {
  if (step === 0)
    return start < low || start > high
      ? { enter: Number.POSITIVE_INFINITY, leave: Number.NEGATIVE_INFINITY }
      : { enter: 0, leave: 1 };
  const first = (low - start) / step;
  const second = (high - start) / step;
  return { enter: Math.min(first, second), leave: Math.max(first, second) };
}

/** Whether two segments cross each other. Touching does not count for sure. */
export function meet(a: Segment, b: Segment): boolean {
  const side = ({ from, to }: Segment, point: Point): number =>
    Math.sign((to.x - from.x) * (point.y - from.y) - (to.y - from.y) * (point.x - from.x));
  return side(a, b.from) !== side(a, b.to) && side(b, a.from) !== side(b, a.to);
}

/** The straight pieces of a path. */
export function segmentsOf(path: readonly Point[]): Segment[] {
  return path.slice(1).map((to, index) => ({ from: path[index] ?? to, to }));
}
