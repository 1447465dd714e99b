import { type Advice, addDays, type LedgerLine, type Plan, usdOn } from '../../../engine/index.js';
import { confidenceWords, isOwn, OWN_PRICE } from '../prices/price-words.js';
import { planParts } from './plan-parts.js';

/** A file to hand over. */
export interface ExportFile {
  readonly name: string;
  /** Shown above the file. */
  readonly title: string;
  readonly mediaType: 'text/csv' | 'application/json';
  readonly content: string;
}

/** Version of the JSON: raised when a field changes its meaning or goes away. */
const JSON_VERSION = 2;

/** Most characters of a file's name that come from the name of the workload. */
const MAX_SLUG_LENGTH = 40;

/** The name of a file about an advice, without its ending: `ftcost-ticket-triage-2026-11-30`. */
export function fileStem(advice: Advice): string {
  return `ftcost-${slugOf(advice)}-${advice.asOf}`;
}

/** An advice as files: the plans with their accuracy and cost, their ledgers, their cost month by month, and all of it as JSON. */
export function exportFiles(advice: Advice): readonly ExportFile[] {
  const stem = fileStem(advice);
  return [
    {
      name: `${stem}-plans.csv`,
      title: 'All plans: accuracy, chances and cost',
      mediaType: 'text/csv',
      content: csvFile(planTable(advice)),
    },
    {
      name: `${stem}-ledgers.csv`,
      title: 'Ledgers of all plans',
      mediaType: 'text/csv',
      content: csvFile(ledgerTable(advice)),
    },
    {
      name: `${stem}-months.csv`,
      title: 'Cost month by month',
      mediaType: 'text/csv',
      content: csvFile(curveTable(advice)),
    },
    {
      name: `${stem}-advice.json`,
      title: 'The whole advice',
      mediaType: 'application/json',
      content: `${JSON.stringify({ format: 'ftcost-advice', version: JSON_VERSION, advice }, null, 1)}\n`,
    },
  ];
}

/** A part of a file's name: lower-case letters, digits and dashes, whatever people call the workload. */
function slugOf({ workload }: Advice): string {
  const plain = (workload.name ?? workload.current.model)
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, MAX_SLUG_LENGTH)
    .replace(/^-|-$/g, '');
  return plain === '' ? 'workload' : plain;
}

/** Columns of the plans. Shares are 0..1; `judged` are answers that people judged. Costs are of the first month, and on average over the horizon in money of today. */
const PLAN_COLUMNS = [
  'plan',
  'standing',
  'grade',
  'approach',
  'month_invoice_usd',
  'month_people_usd',
  'month_mistakes_usd',
  'horizon_invoice_usd',
  'horizon_people_usd',
  'horizon_mistakes_usd',
  'upfront_usd',
  'accuracy_mean',
  'accuracy_p10',
  'accuracy_p90',
  'accuracy_basis',
  'judged_right',
  'judged_items',
  'p_good_enough',
  'p_best',
  'p_best_or_tied',
  'test_items',
  'test_pass_mark',
  'test_p_pass',
  'what_stops_it',
] as const;

/** Every plan in one row. The grade stands at the plans of the verdict, the test at those that are judged in it. */
function planTable(advice: Advice): CsvCell[][] {
  return [[...PLAN_COLUMNS], ...advice.plans.map((plan) => planCells(plan, advice))];
}

function planCells(plan: Plan, advice: Advice): CsvCell[] {
  const { verdict, uncertainty } = advice;
  const { firstMonth, horizonCost, accuracy } = plan;
  const odds = uncertainty.odds.find(({ planId }) => planId === plan.id);
  const tested = verdict.test?.plans.find(({ planId }) => planId === plan.id);
  const standing = standingOf(plan, advice);
  return [
    plan.title,
    standing,
    standing === 'possible' || standing === 'blocked' ? null : verdict.grade,
    plan.approach,
    ...[firstMonth, horizonCost].flatMap((cost) => [
      cost?.invoiceUsd ?? null,
      cost?.peopleUsd ?? null,
      cost?.mistakesUsd ?? null,
    ]),
    plan.upfront.totalUsd,
    accuracy.mean,
    accuracy.p10,
    accuracy.p90,
    accuracy.basis,
    accuracy.judged?.right ?? null,
    accuracy.judged?.items ?? null,
    plan.pGoodEnough,
    odds?.pBest ?? null,
    odds?.pBestOrTied ?? null,
    tested === undefined ? null : (verdict.test?.items ?? null),
    tested?.passMark ?? null,
    tested?.pPass ?? null,
    plan.blockers[0]?.message ?? null,
  ];
}

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
function ledgerTable(advice: Advice): CsvCell[][] {
  return [[...COLUMNS], ...advice.plans.flatMap((plan) => planRows(plan, advice))];
}

function planRows(plan: Plan, advice: Advice): CsvCell[][] {
  const standing = standingOf(plan, advice);
  return planParts(plan).flatMap(({ title, ledger }) => [
    ...ledger.lines.map((line) => [plan.title, standing, title, ...lineCells(line, advice)]),
    ...ledger.unknown.map((what) => [
      ...[plan.title, standing, title, `Unknown: ${what}`],
      ...COLUMNS.slice(4).map(() => null),
    ]),
  ]);
}

/** How a plan fares in the advice, in a word. */
function standingOf({ id, feasible }: Plan, { verdict }: Advice): string {
  const { planId, meanwhilePlanId, test, tiedPlanIds, unresolved } = verdict;
  if (id === meanwhilePlanId && id !== planId) return 'until it is tested';
  if (test?.plans.some((tested) => tested.planId === id) === true) return 'to be tested';
  if (id === planId) return unresolved ? 'kept for now' : 'recommended';
  if (tiedPlanIds.includes(id)) return 'as good';
  return feasible ? 'possible' : 'blocked';
}

/** The field whose value is the unit price of a line without a published one. */
const RATE_FIELDS: Partial<Record<LedgerLine['part'], string>> = {
  work: 'people.engineerMonthlyUsd',
  upkeep: 'people.engineerMonthlyUsd',
  labels: 'data.labelCostUsd',
};

/** Whose a unit price without a source is: stated in the question, set by the workspace, or taken as usual. */
function ownRate({ part }: LedgerLine, { assumptions }: Advice): string {
  const field = RATE_FIELDS[part];
  if (part === 'retries') return 'worked out from the other lines';
  const assumed = assumptions.find((one) => one.field === field);
  if (assumed === undefined) return 'your own';
  return assumed.setBy === 'workspace' ? 'set by the workspace' : 'ftcost default';
}

function lineCells(line: LedgerLine, advice: Advice): CsvCell[] {
  const { item, quantity, unit, unitPriceUsd, per, amountUsd, price } = line;
  const numbers = [item, quantity, unit, unitPriceUsd, per, amountUsd];
  if (price === undefined) return [...numbers, ownRate(line, advice), null, null, null, null, null];
  const { source, checkedOn, confidence, marks } = price;
  if (isOwn(price))
    return [...numbers, source.title, null, source.date, checkedOn, OWN_PRICE, marks.join(' ')];
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

/** Days between two rows: a month. */
const DAYS_BETWEEN = 30;

/**
 * What every plan has cost in all by the end of each month of 30 days, from the decision on. `runs` is `no` from the
 * day on which the plan's model or offer has ended: what stands there would be paid if it went on.
 */
function curveTable({ curve, plans, asOf }: Advice): CsvCell[][] {
  const titles = new Map(plans.map(({ id, title }) => [id, title]));
  const days = monthEnds(curve.horizonDays);
  const rows = curve.lines.flatMap((line) =>
    days.map((day) => [
      titles.get(line.planId) ?? line.planId,
      Number((day / DAYS_BETWEEN).toFixed(2)),
      addDays(asOf, Math.ceil(day)),
      usdOn(line, day),
      line.endsOnDay === undefined || day < line.endsOnDay ? 'yes' : 'no',
    ]),
  );
  return [['plan', 'month', 'date', 'cost_so_far_usd', 'runs'], ...rows];
}

/** Day 0, the end of each month, and the end of the horizon. */
function monthEnds(horizonDays: number): number[] {
  const days: number[] = [];
  for (let day = 0; day < horizonDays; day += DAYS_BETWEEN) days.push(day);
  return [...days, horizonDays];
}

/** Writing CSV for spreadsheets, as RFC 4180 has it, with nothing in it that a spreadsheet would calculate. */

/** A cell: text, a number, or nothing. */
export type CsvCell = string | number | null;

/** Says that the file is UTF-8. Excel takes a file without it for the system's own code page. */
const BYTE_ORDER_MARK = '\uFEFF';

/**
 * What starts a formula, in plain and in full width, behind anything that a spreadsheet may skip. It is looked for
 * after separators and quotes, too: a spreadsheet that splits at semicolons begins a cell in the middle of ours.
 */
const FORMULA = /(?=[=+\-@＝＋－＠])(?<=(?:^|[,;|\t\r\n"])[\s\p{Cc}\p{Cf}]*)/gu;

/** Text from outside for a cell: an apostrophe keeps a spreadsheet from reading it as a formula. */
export function withoutFormulas(text: string): string {
  return text.replace(FORMULA, "'");
}

/**
 * Rows as a CSV file: byte order mark, commas, CRLF after every row, quotes where needed. Text is made harmless;
 * numbers stay numbers, with a point and twelve digits.
 */
export function csvFile(rows: readonly (readonly CsvCell[])[]): string {
  const lines = rows.map((row) => `${row.map(cellText).join(',')}\r\n`);
  return `${BYTE_ORDER_MARK}${lines.join('')}`;
}

function cellText(cell: CsvCell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(Number(cell.toPrecision(12)));
  const text = withoutFormulas(cell);
  return /[",;|\t\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
