import {
  type Advice,
  formatCount,
  formatDay,
  formatDuration,
  formatUsd,
  isPresent,
  type Plan,
  type Workload,
} from '../../../engine/index.js';

/** The numbers that a verdict is read by, in words. */
export interface HeadlineNumbers {
  readonly saving: string;
  readonly payback: string;
  /** Invoice and people, today and after. */
  readonly cost: string;
  readonly upfront: string;
}

/** The plan that the verdict names. */
export function chosenPlan(advice: Advice): Plan | undefined {
  return advice.plans.find((plan) => plan.id === advice.verdict.planId);
}

/** The plan that changes nothing. */
function presentPlan(advice: Advice): Plan | undefined {
  return advice.plans.find(isPresent);
}

/** Whether the workload is one backlog rather than a stream. */
export function isOneOff(advice: Advice): boolean {
  return advice.workload.volume.oneOffQueries !== undefined;
}

/** How the period of a bill is said. */
function period(advice: Advice): string {
  return isOneOff(advice) ? 'in all' : 'a month';
}

/** Saving, payback, running cost and upfront cost of the chosen plan. What is unknown is said to be unknown. */
export function headlineNumbers(advice: Advice): HeadlineNumbers {
  const chosen = chosenPlan(advice);
  const present = presentPlan(advice);
  const now = present?.firstMonthUsd ?? null;
  const then = chosen?.firstMonthUsd ?? null;
  const span = period(advice);
  return {
    saving: savingWords(now, then, span, chosen?.id === present?.id),
    payback: chosen && chosen.id !== present?.id ? paybackWords(chosen) : 'Nothing to pay back',
    cost: `${chosen?.id === present?.id ? money(now) : `${money(now)} → ${money(then)}`} ${span}`,
    upfront: chosen ? money(chosen.upfront.totalUsd) : 'unknown',
  };
}

/**
 * Whether the verdict's second sentence says no more than these numbers: that it saves so much and pays for itself by
 * then, or that nothing else is worth the change.
 */
export function numbersRepeatHeadline(advice: Advice): boolean {
  const now = presentPlan(advice)?.firstMonthUsd ?? null;
  const chosen = chosenPlan(advice);
  const then = chosen?.firstMonthUsd ?? null;
  if (advice.verdict.unresolved || now === null || then === null) return false;
  return (chosen !== undefined && isPresent(chosen)) || then < now;
}

function savingWords(now: number | null, then: number | null, span: string, isPresent: boolean): string {
  if (isPresent) return 'None: nothing else is worth the change';
  if (now === null || then === null) return 'Unknown: a price is missing';
  if (then > now) return `None: costs ${formatUsd(then - now)} ${span} more`;
  return `${formatUsd(now - then)} ${span}`;
}

/** An amount, or that it is unknown. */
export function money(usd: number | null): string {
  return usd === null ? 'unknown' : formatUsd(usd);
}

/** When a plan has paid back, or that it never does. */
function paybackWords(plan: Plan): string {
  const { againstKeep } = plan.breakeven;
  if (againstKeep.kind === 'never') return 'Never';
  if (againstKeep.days === 0) return 'At once';
  const { days, date, queries } = againstKeep;
  const goLive = plan.timeToDeployDays === 0 ? '' : ` after ${formatDuration(plan.timeToDeployDays)} of work`;
  return `${formatDuration(days)}${goLive}, on ${formatDay(date)} (${formatCount(queries)} ${queries === 1 ? 'query' : 'queries'})`;
}

/** The same for a table cell. */
export function paybackCell(plan: Plan): string {
  const { againstKeep } = plan.breakeven;
  if (isPresent(plan)) return '–';
  if (againstKeep.kind === 'never') return plan.firstMonthUsd === null ? 'unknown' : 'never';
  return formatDuration(againstKeep.days);
}

/** What the workload is, in one line; the name is the person's own text. */
export function workloadLine(advice: Advice): string {
  const { name, volume, task } = advice.workload;
  const present = presentPlan(advice)?.modelName ?? advice.workload.current.model;
  const parts = [
    ...(name === undefined ? [] : [name]),
    ...(task === undefined ? [] : [task]),
    volumeWords(volume),
    `${present} today`,
  ];
  return parts.join(' · ');
}

/** How many queries a workload has: `500k queries a day`, `1 query a day`, `2M queries, once`. */
export function volumeWords({ oneOffQueries, queriesPerDay = 0 }: Workload['volume']): string {
  return oneOffQueries === undefined ? `${queries(queriesPerDay)} a day` : `${queries(oneOffQueries)}, once`;
}

function queries(count: number): string {
  return `${formatCount(count)} ${count === 1 ? 'query' : 'queries'}`;
}
