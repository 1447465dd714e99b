import {
  type Effort,
  formatCount,
  formatUsd,
  isPresent,
  type Outcome,
  type Workload,
} from '../../engine/index.js';
import type { NamedWorkload } from './workloads-file.js';

/** What a workload costs a month, and what is decided about it. */
export interface Bill {
  readonly workload: Workload;
  readonly isExact: boolean;
  /** Invoice of 30 days, USD; `null` when a price is not known. */
  readonly monthUsd: number | null;
  /** The verdict in one line. */
  readonly headline: string;
}

/** One workload before and after. */
export interface BillRow {
  readonly name: string;
  readonly before?: Bill;
  readonly after?: Bill;
  /** What is otherwise in it, a few words each. */
  readonly changes: readonly string[];
}

/** All workloads before and after. */
export interface BillDiff {
  /** The largest move first, then by name. */
  readonly rows: readonly BillRow[];
  /** USD a month; `null` when a bill is not known. */
  readonly beforeUsd: number | null;
  readonly afterUsd: number | null;
}

/**
 * Compares the bills of two files of workloads.
 *
 * @param redecide what a workload comes to; asked once for each that differs
 */
export async function diffBills(
  base: readonly NamedWorkload[],
  head: readonly NamedWorkload[],
  redecide: (workload: Workload) => Promise<Outcome>,
): Promise<BillDiff> {
  const known = new Map<string, Promise<Outcome>>();
  async function billOf({ workload, isExact }: NamedWorkload): Promise<Bill> {
    const key = JSON.stringify(workload);
    const asked = known.get(key) ?? redecide(workload);
    known.set(key, asked);
    const { plans, verdict } = await asked;
    const present = plans.find(isPresent);
    return {
      workload,
      isExact,
      monthUsd: present?.firstMonth?.invoiceUsd ?? null,
      headline: verdict.headline,
    };
  }

  const names = [...new Set([...base, ...head].map(({ name }) => name))];
  const rows: BillRow[] = [];
  for (const name of names) {
    const [old, fresh] = [base, head].map((file) => file.find((one) => one.name === name));
    const before = old && (await billOf(old));
    const after = fresh && (await billOf(fresh));
    rows.push({
      name,
      ...(before && { before }),
      ...(after && { after }),
      changes: changesBetween(before?.workload, after?.workload),
    });
  }
  return {
    rows: rows.sort((a, b) => sizeOf(b) - sizeOf(a) || a.name.localeCompare(b.name)),
    beforeUsd: sumOf(rows.map(({ before }) => (before === undefined ? 0 : before.monthUsd))),
    afterUsd: sumOf(rows.map(({ after }) => (after === undefined ? 0 : after.monthUsd))),
  };
}

/** How far a bill moves, USD; infinite where one is not known. */
function sizeOf({ before, after, changes }: BillRow): number {
  if (changes.length === 0) return -1;
  if (before?.monthUsd === null || after?.monthUsd === null) return Number.POSITIVE_INFINITY;
  return Math.abs((after?.monthUsd ?? 0) - (before?.monthUsd ?? 0));
}

function sumOf(bills: readonly (number | null)[]): number | null {
  return bills.reduce<number | null>((sum, one) => (sum === null || one === null ? null : sum + one), 0);
}

/** A quantity that a bill depends on, and how it is said. */
interface Quantity {
  readonly label: string;
  readonly of: (workload: Workload) => string;
}

const QUANTITIES: readonly Quantity[] = [
  { label: 'model', of: ({ current }) => `\`${current.model}\`` },
  { label: 'effort', of: ({ current }) => effortWords(current.effort) },
  { label: 'queries a day', of: ({ volume }) => formatCount(volume.queriesPerDay ?? 0) },
  {
    label: 'fixed prompt',
    of: ({ tokens }) => (tokens.staticPrompt ?? 0).toLocaleString('en-US'),
  },
  { label: 'examples in the prompt', of: ({ tokens }) => (tokens.fewShot ?? 0).toLocaleString('en-US') },
  { label: 'input', of: ({ tokens }) => tokens.user.toLocaleString('en-US') },
  { label: 'retrieved', of: ({ tokens }) => (tokens.retrieved ?? 0).toLocaleString('en-US') },
  { label: 'output', of: ({ tokens }) => tokens.output.toLocaleString('en-US') },
  { label: 'reasoning', of: ({ tokens }) => (tokens.reasoning ?? 0).toLocaleString('en-US') },
  { label: 'cached', of: ({ current }) => percent(current.cacheHitRate) },
  { label: 'batched', of: ({ current }) => percent(current.batchShare) },
  { label: 'sent again', of: ({ current }) => percent(current.retryRate) },
  { label: 'price', of: ({ current }) => priceWords(current.price) },
];

function changesBetween(before: Workload | undefined, after: Workload | undefined): readonly string[] {
  if (before === undefined) return ['new'];
  if (after === undefined) return ['removed'];
  return QUANTITIES.flatMap(({ label, of }) => {
    const [old, now] = [of(before), of(after)];
    return old === now ? [] : [`${label} ${old} → ${now}`];
  });
}

function effortWords(effort: Effort | undefined): string {
  return effort ?? 'as its maker sets it';
}

function percent(share = 0): string {
  return `${Number((share * 100).toFixed(1))}%`;
}

function priceWords(price: Workload['current']['price']): string {
  if (price === undefined) return 'as listed';
  return `${formatUsd(price.inputUsdPerMTok)} in, ${formatUsd(price.outputUsdPerMTok)} out`;
}
