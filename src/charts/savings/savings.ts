import type { Titled } from '../title.js';

/** What the savings chart shows, as plain data. */

/** Who a line stands for: decides how it is drawn. */
export type LineRole = 'winner' | 'today' | 'other';

/** Cumulative cost of one plan. */
export interface SavingsLine {
  readonly planId: string;
  readonly role: LineRole;
  /** Written at the end of the line: `GPT-6 Luna`, `Today: gpt-4o`. */
  readonly name: string;
  /** Written below the name: `$15k`, `$41k, blocked`, `$270k if it could go on`. */
  readonly amount: string;
  /** Cumulative cost at the end of the chart, USD. */
  readonly totalUsd: number;
  /** True when the plan cannot be recommended, and is drawn to show why not. */
  readonly blocked: boolean;
  /** Ascending by `x`, in months of 30 days from the decision; `y` in USD. Straight in between. */
  readonly points: readonly { readonly x: number; readonly y: number }[];
  /** Month from which the line is notional, because its model or offer has ended. It has a point there. */
  readonly endsAt?: number;
}

/** Cumulative cost of the winner in the 10th and 90th of 100 scenarios; ascending by `x`, in months. */
export type SavingsBand = readonly { readonly x: number; readonly low: number; readonly high: number }[];

/** Something that happens on one or more lines, with a label. */
export interface SavingsMarker {
  readonly kind: 'breakeven' | 'end';
  /** `breakeven, day 7`, `gpt-4o ends 14 Jan 2027`. */
  readonly label: string;
  readonly points: readonly { readonly planId: string; readonly x: number; readonly y: number }[];
}

/** Cumulative cost of up to four plans and the moment at which the recommended one pays back. Plain data. */
export interface SavingsChart extends Titled {
  readonly type: 'savings';
  /** The same story for people who do not see the picture; at most 1,900 characters. */
  readonly altText: string;
  /** Length of the time axis, in months of 30 days. */
  readonly months: number;
  /** Empty when no cost is known. */
  readonly lines: readonly SavingsLine[];
  /** Shaded behind the winner's line; empty when nothing was simulated. */
  readonly band: SavingsBand;
  readonly markers: readonly SavingsMarker[];
}
