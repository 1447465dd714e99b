import type { SavingsChart } from './savings.js';

/** Beyond this many times the lines that matter, a line leaves the chart at the top. */
const OFF_SCALE = 3;
/** The band may raise the axis by this much; beyond it, the band leaves the chart at the top. */
const ROOM_FOR_BAND = 1.25;
const HEADROOM = 1.06;

/**
 * Upper end of the money axis, USD. It fits the winner and today's plan. Others fit in if they are not much
 * more expensive; a line of a hundred times the cost would press the ones that matter into the ground, so it leaves the
 * chart at the top and its label says where it goes.
 */
export function moneyMax({ lines, band }: SavingsChart): number {
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
  const bandTop = Math.max(0, ...band.map(({ high }) => high));
  const top = Math.max(max, Math.min(bandTop, max * ROOM_FOR_BAND));
  return top > 0 ? top * HEADROOM : 1;
}
