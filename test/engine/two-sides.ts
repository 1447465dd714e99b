import type { Breakeven } from '../../src/engine/advice.js';
import { breakeven } from '../../src/engine/cost/breakeven.js';
import { type CostPath, costPath } from '../../src/engine/cost/cost-path.js';
import { AS_OF } from './test-book.js';

/** What is paid when one side costs `upfrontUsd` and nothing more, the other a constant rate. */
export function sides(
  upfrontUsd: number,
  perQueryUsd: number,
  monthlyUsd: number,
  perDay: number,
  untilDay: number,
) {
  const demand = { perDayInMonth: () => perDay };
  const running = (usd: number, monthly: number) => [
    { fromDay: 0, cost: { perQuery: [{ fromDay: 0, usd }], monthlyUsd: monthly } },
  ];
  const path: CostPath = costPath(running(0, 0), [{ day: 0, usd: upfrontUsd }], demand, untilDay);
  const reference: CostPath = costPath(running(perQueryUsd, monthlyUsd), [], demand, untilDay);
  return { demand, path, reference };
}

function found(upfrontUsd: number, perQueryUsd: number, monthlyUsd: number, perDay: number): Breakeven {
  const { demand, path, reference } = sides(upfrontUsd, perQueryUsd, monthlyUsd, perDay, 3600);
  return breakeven(
    {
      path,
      reference,
      perQueryUsd: 0,
      referencePerQueryUsd: perQueryUsd,
      monthlyUsd: 0,
      referenceMonthlyUsd: monthlyUsd,
      pricesChange: false,
      goLiveDay: 0,
      waitDays: 0,
      referenceName: 'the other side',
    },
    demand,
    AS_OF,
    3600,
  );
}

/** Days until the upfront cost is earned back; not a number when it never is. */
export function paybackDays(
  upfrontUsd: number,
  perQueryUsd: number,
  monthlyUsd: number,
  perDay: number,
): number {
  const one = found(upfrontUsd, perQueryUsd, monthlyUsd, perDay);
  return one.kind === 'reached' ? one.days : Number.NaN;
}

/** Queries until the upfront cost is earned back, which takes about a day; `null` when it never is. */
export function paybackQueries(upfrontUsd: number, savingUsd: number): number | null {
  const perDay = savingUsd > 0 ? Math.max(1, upfrontUsd / savingUsd) : 1;
  const one = found(upfrontUsd, savingUsd, 0, perDay);
  return one.kind === 'reached' ? one.queries : null;
}
