import { formatUsd } from '../engine/explain/wording.js';
import type { Titled } from './title.js';

/** One bill before and after. */
export interface Bill {
  /** Whose bill it is. */
  readonly name: string;
  /** What is new about it beside the amount: `now: Switch to GPT-6 Luna`. */
  readonly note?: string;
  /** USD a month. */
  readonly beforeUsd: number;
  readonly afterUsd: number;
}

/** A bill as it is drawn. */
export interface BillRow extends Bill {
  /** Both amounts, written at the end of the row: `$22.5k → $1,050`. */
  readonly amounts: string;
}

/** Monthly bills before and after, one row for each. Plain data. */
export interface BillsChart extends Titled {
  readonly type: 'bills';
  /** The same story for people who do not see the picture; at most 1,900 characters. */
  readonly altText: string;
  /** The largest move first. */
  readonly rows: readonly BillRow[];
}

/** Rows that can still be read at the size in which Slack shows a picture. */
const MAX_ROWS = 6;
/** One bill is told as well in words. */
const LEAST_ROWS = 2;
const MAX_ALT_TEXT_LENGTH = 1_900;

/**
 * Bills before and after, those that move most; `undefined` where a picture would not help: fewer than two.
 *
 * @param span The time between the two, in words: `15 Nov to 22 Nov 2026`.
 */
export function billsChart(bills: readonly Bill[], span: string): BillsChart | undefined {
  const size = ({ beforeUsd, afterUsd }: Bill): number => Math.abs(afterUsd - beforeUsd);
  const moved = bills.filter((bill) => size(bill) > 0).sort((a, b) => size(b) - size(a));
  if (moved.length < LEAST_ROWS) return undefined;
  const rows = moved.slice(0, MAX_ROWS).map((bill) => ({ ...bill, amounts: amountsOf(bill) }));
  const [before, after] = [total(moved, 'beforeUsd'), total(moved, 'afterUsd')];
  const together = `${moved.length} bills, ${after <= before ? 'down' : 'up'} ${formatUsd(Math.abs(after - before))} a month together`;
  const shown = rows.length < moved.length ? `, the ${rows.length} that move most` : '';
  const story = rows.map(
    ({ name, note, amounts }) => `${name} ${amounts}${note === undefined ? '' : `, ${note}`}`,
  );
  return {
    type: 'bills',
    title: together,
    subtitle: `Monthly bill of the recommended plan${shown}, ${span}`,
    altText: clip(`${together}, ${span}. Before and after: ${story.join('; ')}.`),
    rows,
  };
}

function total(bills: readonly Bill[], side: 'beforeUsd' | 'afterUsd'): number {
  let sum = 0;
  for (const bill of bills) sum += bill[side];
  return sum;
}

function amountsOf({ beforeUsd, afterUsd }: Bill): string {
  return `${formatUsd(beforeUsd)} → ${formatUsd(afterUsd)}`;
}

function clip(text: string): string {
  return text.length <= MAX_ALT_TEXT_LENGTH ? text : `${text.slice(0, MAX_ALT_TEXT_LENGTH - 1).trimEnd()}…`;
}
