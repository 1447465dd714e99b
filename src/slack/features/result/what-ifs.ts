import type { Advice } from '../../../engine/index.js';
import { todaysPriceHalves, winnersPriceHalves } from './price-scenarios.js';
import type { Scenario, WhatIf } from './what-if-question.js';
import { cacheHits, halfTheLife, lessAccurate, peopleCostTwice, volumeTimes } from './workload-scenarios.js';

/** In the order of the menu. */
const SCENARIOS: readonly Scenario[] = [
  volumeTimes(0.1),
  volumeTimes(0.5),
  volumeTimes(2),
  volumeTimes(10),
  winnersPriceHalves,
  todaysPriceHalves,
  lessAccurate,
  cacheHits,
  halfTheLife,
  peopleCostTwice,
];

/** What can be asked of an advice. */
export function whatIfsFor(advice: Advice): readonly WhatIf[] {
  return SCENARIOS.flatMap((scenario) => scenario(advice) ?? []);
}
