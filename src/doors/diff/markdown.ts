import { formatDay, formatUsd } from '../../engine/index.js';
import type { Bill, BillDiff, BillRow } from './bills.js';

/** What is compared, and how far it may move. */
export interface DiffContent {
  readonly diff: BillDiff;
  readonly asOf: string;
  readonly bookVersion: string;
  /** Said where the change is beyond the limit. */
  readonly beyond?: string;
}

/** The comparison as Markdown: one line, then a table of what moved. Pure. */
export function diffMarkdown({ diff, asOf, bookVersion, beyond }: DiffContent): string {
  const moved = diff.rows.filter(({ changes }) => changes.length > 0);
  const same = diff.rows.length - moved.length;
  const decisions = moved.flatMap(({ name, after }) =>
    after === undefined ? [] : [`- ${cell(name)}: ${cell(after.headline)}`],
  );
  const isCounted = moved.some(({ before, after }) => before?.isExact === false || after?.isExact === false);
  return [
    `**LLM cost: ${lineOf(diff, moved.length)}**`,
    ...(beyond === undefined ? [] : [beyond]),
    ...(moved.length === 0 ? [] : [tableOf(moved)]),
    ...(decisions.length === 0 ? [] : [`What ftcost says of them:\n\n${decisions.join('\n')}`]),
    [
      ...(same === 0 ? [] : [`${same} ${same === 1 ? 'workload costs' : 'workloads cost'} the same.`]),
      `30 days at the list prices of ${formatDay(asOf)} (price book ${bookVersion}).`,
      ...(isCounted ? ['~: the tokenizer is not published, so tokens of prompts are estimates.'] : []),
    ].join(' '),
  ].join('\n\n');
}

/** `+$1,361 a month ($5,000 → $6,361, +27.2%)` */
function lineOf({ beforeUsd, afterUsd }: BillDiff, moved: number): string {
  if (moved === 0) return 'no change';
  if (beforeUsd === null || afterUsd === null) return 'not known, as a price is not known';
  const share = beforeUsd === 0 ? '' : `, ${signed(((afterUsd - beforeUsd) / beforeUsd) * 100)}%`;
  return `${difference(beforeUsd, afterUsd)} a month (${formatUsd(beforeUsd)} → ${formatUsd(afterUsd)}${share})`;
}

function tableOf(rows: readonly BillRow[]): string {
  return [
    '| workload | before | after | change a month | why |',
    '| --- | ---: | ---: | ---: | --- |',
    ...rows.map(
      ({ name, before, after, changes }) =>
        `| ${cell(name)} | ${money(before)} | ${money(after)} | ${changeOf(before, after)} | ${changes.map(cell).join('; ')} |`,
    ),
  ].join('\n');
}

function money(bill: Bill | undefined): string {
  if (bill === undefined) return '–';
  if (bill.monthUsd === null) return 'unknown';
  return `${bill.isExact ? '' : '~'}${formatUsd(bill.monthUsd)}`;
}

function changeOf(before: Bill | undefined, after: Bill | undefined): string {
  if (before?.monthUsd === null || after?.monthUsd === null) return 'unknown';
  return difference(before?.monthUsd ?? 0, after?.monthUsd ?? 0);
}

function difference(beforeUsd: number, afterUsd: number): string {
  const usd = afterUsd - beforeUsd;
  return `${usd > 0 ? '+' : ''}${formatUsd(usd)}`;
}

function signed(percent: number): string {
  return `${percent > 0 ? '+' : ''}${Number(percent.toFixed(1))}`;
}

/** Text in a cell or an item: no new column, no mention, no HTML comes out of it. */
function cell(text: string): string {
  return text
    .replaceAll('|', '\\|')
    .replaceAll('<', '&lt;')
    .replace(/@(?=\w)/g, '@\u200b');
}
