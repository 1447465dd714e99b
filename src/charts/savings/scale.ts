import type { SavingsChart } from '../savings-chart.js';

/** Beyond this many times the lines that matter, a line leaves the chart at the top. */
const OFF_SCALE = 3;
const HEADROOM = 1.06;

/**
 * Upper end of the money axis, USD. It fits the winner and today's plan. Others fit in if they are not much
 * dearer; a line of a hundred times the cost would press the ones that matter into the ground, so it leaves the
 * chart at the top and its label says where it goes.
 */
export function moneyMax({ lines }: SavingsChart): number {
  const highest = (of: typeof lines): number =>
    Math.max(0, ...of.flatMap(({ points }) => points.map(({ y }) => y)));
  const all = highest(lines);
  const compared = lines.filter(({ role }) => role !== 'other');
  if (compared.length < 2) {
    const cheapest = [...lines]
      .filter(({ role }) => role === 'other')
      .sort((a, b) => a.totalUsd - b.totalUsd)[0];
    if (cheapest !== undefined) compared.push(cheapest);
  }
  const focus = highest(compared);
  const max = focus > 0 && all > OFF_SCALE * focus ? focus * 1.4 : all;
  return max > 0 ? max * HEADROOM : 1;
}
