import type { Advice, LedgerLine, Plan } from '../../../engine/index.js';
import { confidenceWords } from '../prices/price-words.js';
import type { CsvCell } from './csv.js';
import { planParts } from './plan-parts.js';

/** Columns of the ledgers. `amount_usd` = `quantity` x `unit_price_usd` / `per_units`. */
const COLUMNS = [
  'plan',
  'standing',
  'part',
  'line',
  'quantity',
  'unit',
  'unit_price_usd',
  'per_units',
  'amount_usd',
  'price_source',
  'source_address',
  'source_date',
  'checked_on',
  'confidence',
  'marks',
] as const;

/**
 * The ledgers of all plans, line by line, with the source of every price. What is unknown has a line without an
 * amount: it is never 0.
 */
export function ledgerTable(advice: Advice): CsvCell[][] {
  return [[...COLUMNS], ...advice.plans.flatMap((plan) => planRows(plan, advice))];
}

function planRows(plan: Plan, advice: Advice): CsvCell[][] {
  const standing = standingOf(plan, advice);
  return planParts(plan).flatMap(({ title, ledger }) => [
    ...ledger.lines.map((line) => [plan.title, standing, title, ...lineCells(line)]),
    ...ledger.unknown.map((what) => [
      ...[plan.title, standing, title, `Unknown: ${what}`],
      ...COLUMNS.slice(4).map(() => null),
    ]),
  ]);
}

/** How a plan fares in the advice, in a word. */
function standingOf({ id, feasible }: Plan, { verdict }: Advice): string {
  if (id === verdict.planId) return verdict.unresolved ? 'kept for now' : 'recommended';
  return feasible ? 'possible' : 'blocked';
}

function lineCells(line: LedgerLine): CsvCell[] {
  const { item, quantity, unit, unitPriceUsd, per, amountUsd, price } = line;
  const numbers = [item, quantity, unit, unitPriceUsd, per, amountUsd];
  if (price === undefined) return [...numbers, 'your own figure', null, null, null, null, null];
  const { source, checkedOn, confidence, marks } = price;
  return [
    ...numbers,
    source.title,
    source.address ?? null,
    source.date,
    checkedOn,
    `${confidence}: ${confidenceWords(confidence)}`,
    marks.join(' '),
  ];
}
