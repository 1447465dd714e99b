import { type Bill, type BillsChart, billsChart } from '../charts/bills-chart.js';
import { formatDay, lowerFirst } from '../engine/index.js';
import type { Digest } from './digest.js';

/** The bills that a digest tells of, before and after, or `undefined` where a picture would not help. */
export function digestChart({ decisions, from, until }: Digest): BillsChart | undefined {
  const bills = decisions.moves.flatMap(({ name, before, after, flipped, oneOff }): Bill[] => {
    const { chosenUsd: beforeUsd } = before;
    const { chosenUsd: afterUsd, planTitle } = after;
    if (oneOff || beforeUsd === null || afterUsd === null) return [];
    return [
      {
        name,
        beforeUsd,
        afterUsd,
        ...(flipped && !after.unresolved && { note: `now: ${lowerFirst(planTitle)}` }),
      },
    ];
  });
  return billsChart(bills, `${formatDay(from)} to ${formatDay(until)}`);
}
