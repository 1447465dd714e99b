import type { Advice, PriceChange, Workload } from '../../../engine/index.js';

/** One thing that could be otherwise: what to work out instead. */
export interface WhatIf {
  /** Lives on in old messages: never give it another meaning. */
  readonly id: string;
  /** In the menu and before the answer, at most 75 characters: `Volume × 0.1`. */
  readonly label: string;
  readonly workload: Workload;
  /** What is otherwise in the prices of the day. */
  readonly priceChanges: readonly PriceChange[];
}

/** A kind of *what if*: what it would be for this advice, or `undefined` where it makes no sense. */
export type Scenario = (advice: Advice) => WhatIf | undefined;

/** A *what if* that leaves the prices as they are. */
export function changedWorkload(id: string, label: string, workload: Workload): WhatIf {
  return { id, label, workload, priceChanges: [] };
}
