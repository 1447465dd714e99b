/**
 * Moves labels stacked in a column apart, as little as possible: each keeps its place if it can, none overlaps
 * another, and all stay between `min` and `max` as long as there is room for them.
 *
 * @param wanted middle of each label
 * @param heights height of each label, its gap included
 * @returns the middles, in the order given; labels keep their vertical order
 */
export function spreadLabels(
  wanted: readonly number[],
  heights: readonly number[],
  min: number,
  max: number,
): number[] {
  const order = wanted.map((_, index) => index).sort((a, b) => (wanted[a] ?? 0) - (wanted[b] ?? 0) || a - b);
  const groups: { members: number[]; height: number; top: number; wish: number }[] = [];
  const settle = (group: { height: number; top: number; wish: number; members: number[] }): void => {
    const free = group.wish / group.members.length;
    group.top = Math.max(min, Math.min(free, max - group.height));
  };
  for (const index of order) {
    const height = heights[index] ?? 0;
    let group = { members: [index], height, top: 0, wish: (wanted[index] ?? 0) - height / 2 };
    settle(group);
    let above = groups.at(-1);
    while (above !== undefined && above.top + above.height > group.top) {
      groups.pop();
      // The wish of a group is the sum of the tops that its members would give it.
      group = {
        members: [...above.members, ...group.members],
        height: above.height + group.height,
        top: 0,
        wish: above.wish + group.wish - above.height * group.members.length,
      };
      settle(group);
      above = groups.at(-1);
    }
    groups.push(group);
  }
  const middles = wanted.map(() => 0);
  for (const group of groups) {
    let top = group.top;
    for (const index of group.members) {
      const height = heights[index] ?? 0;
      middles[index] = top + height / 2;
      top += height;
    }
  }
  return middles;
}
