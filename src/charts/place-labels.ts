import {
  type Box,
  contains,
  crosses,
  grow,
  meet,
  overlaps,
  type Point,
  type Segment,
  segmentsOf,
} from './geometry.js';

/** A label that wants a place near its anchor. */
export interface LabelRequest {
  readonly anchor: Point;
  /** Shapes that the label can take, the preferred one first. */
  readonly sizes: readonly { readonly width: number; readonly height: number }[];
}

/** Where a label goes. */
export interface PlacedLabel {
  readonly box: Box;
  /** Index in `sizes`. */
  readonly shape: number;
  /** Path from the anchor to the label, upright or level. */
  readonly leader: readonly Point[];
}

/** What labels have to respect. */
export interface Surroundings {
  /** Labels stay inside. */
  readonly bounds: Box;
  /** Lines that they should not hide. */
  readonly segments: readonly Segment[];
  /** Marks that they must not touch. */
  readonly boxes: readonly Box[];
}

interface Candidate extends PlacedLabel {
  readonly pieces: readonly Segment[];
  readonly cost: number;
}

/** Distance between two positions that are tried. */
const STEP = { x: 14, y: 9 };
/** Of the positions in a cell of this size only the best is combined with those of other labels. */
const CELL = { x: 56, y: 36 };
/** So many positions of a label are combined with those of the others, the best ones. */
const POSITIONS = 120;
/** The search for the best combination ends after so many steps: a guard, far above what charts need. */
const MAX_STEPS = 300_000;
/** Free space kept around a label. */
const CLEARANCE = 9;
/** A label closer to its anchor than this would cover the mark. */
const NEAREST = 18;
/** Between the end of a leader and the label. */
const LEADER_GAP = 6;
/** What it costs, in pixels of leader, to do what should not be done. */
const COST = {
  coverLabel: 20_000,
  coverMark: 5_000,
  leaderOverLabel: 3_000,
  coverLine: 1_500,
  leaderOverLine: 50,
  bend: 30,
  /** Above or below another mark, where that one's leader wants to pass. */
  wallIn: 25,
  /** Per row more than need be. */
  otherShape: 60,
  /** Per pixel: a level leader looks like a line of the chart. */
  level: 0.8,
};

/** An upright leader where the label is above or below its anchor, a level one where it is beside it, else both. */
function leaderTo(box: Box, anchor: Point): Point[] {
  const right = box.x + box.width;
  const bottom = box.y + box.height;
  if (anchor.x >= box.x && anchor.x <= right) {
    return [anchor, { x: anchor.x, y: anchor.y > bottom ? bottom + LEADER_GAP / 2 : box.y - LEADER_GAP / 2 }];
  }
  const x = anchor.x < box.x ? box.x - LEADER_GAP : right + LEADER_GAP;
  if (anchor.y >= box.y && anchor.y <= bottom) return [anchor, { x, y: anchor.y }];
  const y = box.y + box.height / 2;
  return [anchor, { x: anchor.x, y }, { x, y }];
}

/** Whether a piece of a line, from one coordinate to another, lies on one side of a range. */
function isBeside(
  a: number,
  b: number,
  { from, to }: { readonly from: number; readonly to: number },
): boolean {
  return (a < from && b < from) || (a > to && b > to);
}

/** A label in a box; `null` when that costs `most` or more. */
function candidate(
  box: Box,
  shape: number,
  anchor: Point,
  { boxes, segments }: Pick<Surroundings, 'boxes' | 'segments'>,
  most: number,
): Candidate | null {
  const leader = leaderTo(box, anchor);
  const pieces = segmentsOf(leader);
  const room = grow(box, CLEARANCE);
  const level = pieces.reduce((sum, { from, to }) => sum + Math.abs(to.x - from.x), 0);
  const length = level + pieces.reduce((sum, { from, to }) => sum + Math.abs(to.y - from.y), 0);
  let cost = length + level * COST.level + shape * COST.otherShape + (pieces.length - 1) * COST.bend;
  if (length < NEAREST) cost += COST.coverMark;
  const beside = Math.max(box.x - anchor.x, anchor.x - box.x - box.width);
  if (leader.length > 2 && beside < 2 * LEADER_GAP) cost += COST.coverMark;
  for (const mark of boxes) {
    if (overlaps(room, mark)) cost += COST.coverMark;
    else if (!contains(mark, anchor) && pieces.some((piece) => crosses(piece, mark)))
      cost += COST.leaderOverLabel;
  }
  const reach = { from: Math.min(room.y, anchor.y), to: Math.max(room.y + room.height, anchor.y) };
  for (const segment of segments) {
    if (cost >= most) return null;
    if (isBeside(segment.from.y, segment.to.y, reach)) continue;
    if (crosses(segment, room)) cost += COST.coverLine;
    else if (pieces.some((piece) => meet(segment, piece))) cost += COST.leaderOverLine;
  }
  return cost < most ? { box, shape, leader, pieces, cost } : null;
}

/** The best position of every cell, cheapest first. */
function candidatesFor({ anchor, sizes }: LabelRequest, around: Surroundings): Candidate[] {
  const { bounds } = around;
  const best = new Map<string, Candidate>();
  for (const [shape, size] of sizes.entries()) {
    const right = bounds.x + Math.max(0, bounds.width - size.width);
    const bottom = bounds.y + Math.max(0, bounds.height - size.height);
    for (let x = bounds.x; x <= right; x += STEP.x) {
      // What neither a label in this column nor its leader can reach.
      const reach = {
        from: Math.min(x - CLEARANCE, anchor.x),
        to: Math.max(x + size.width + CLEARANCE, anchor.x),
      };
      const segments = around.segments.filter(({ from, to }) => !isBeside(from.x, to.x, reach));
      for (let y = bounds.y; y <= bottom; y += STEP.y) {
        const cell = `${shape} ${Math.floor(x / CELL.x)} ${Math.floor(y / CELL.y)}`;
        const most = best.get(cell)?.cost ?? Number.POSITIVE_INFINITY;
        const found = candidate(
          { x, y, width: size.width, height: size.height },
          shape,
          anchor,
          { boxes: around.boxes, segments },
          most,
        );
        if (found !== null) best.set(cell, found);
      }
    }
  }
  return [...best.values()].sort((a, b) => a.cost - b.cost).slice(0, POSITIONS);
}

function conflict(a: Candidate, b: Candidate): number {
  if (overlaps(grow(a.box, CLEARANCE), b.box)) return COST.coverLabel;
  const roomA = grow(a.box, 4);
  const roomB = grow(b.box, 4);
  let cost = 0;
  if (a.pieces.some((piece) => crosses(piece, roomB))) cost += COST.leaderOverLabel;
  if (b.pieces.some((piece) => crosses(piece, roomA))) cost += COST.leaderOverLabel;
  if (a.pieces.some((piece) => b.pieces.some((other) => meet(piece, other)))) cost += 2 * COST.leaderOverLine;
  return cost;
}

/**
 * Finds places for labels, each near its anchor: positions within the bounds at which no label covers a line, a mark
 * or another label, with the shortest leaders; or the least bad ones where nothing is free. The labels are weighed
 * together (branch and bound), for the best place of one may wall another in.
 *
 * @returns a place for every request, in their order
 */
export function placeLabels(requests: readonly LabelRequest[], around: Surroundings): PlacedLabel[] {
  const candidates = requests.map((request) => candidatesFor(request, around));
  let best: readonly Candidate[] = [];
  let bestCost = Number.POSITIVE_INFINITY;
  let steps = 0;
  const place = (placed: readonly Candidate[], cost: number): void => {
    const [options, ...later] = candidates.slice(placed.length);
    if (options === undefined) {
      best = placed;
      bestCost = cost;
      return;
    }
    const least = later.reduce((sum, [cheapest]) => sum + (cheapest?.cost ?? 0), cost);
    for (const next of options) {
      // They come cheapest first: no later one can lead to something better.
      if (least + next.cost >= bestCost || (steps > MAX_STEPS && best.length > 0)) return;
      steps++;
      const extra = placed.reduce((sum, other) => sum + conflict(next, other), next.cost);
      if (least + extra < bestCost) place([...placed, next], cost + extra);
    }
  };
  place([], 0);
  return [...best];
}
