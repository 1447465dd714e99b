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
export function crosses(segment: Segment, box: Box): boolean {
  const { from, to } = segment;
  const dx = to.x - from.x;
  const dy = to.y - from.y;
  let enter = 0;
  let leave = 1;
  for (const [step, room] of [
    [-dx, from.x - box.x],
    [dx, box.x + box.width - from.x],
    [-dy, from.y - box.y],
    [dy, box.y + box.height - from.y],
  ] as const) {
    if (step === 0) {
      if (room < 0) return false;
      continue;
    }
    if (step < 0) enter = Math.max(enter, room / step);
    else leave = Math.min(leave, room / step);
    if (enter > leave) return false;
  }
  return true;
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
