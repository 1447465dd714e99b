import {
  type Advice,
  type CostParts,
  formatCount,
  formatDay,
  formatDuration,
  formatOdds,
  formatUsd,
  isPresent,
  listed,
  type Plan,
  passPhrase,
  testCostWords,
  upperFirst,
  type Workload,
} from '../../../engine/index.js';

/** A number that a verdict is read by: `Invoice`, `$13.2k → $7,670 a month`. */
export interface HeadlineNumber {
  readonly label: string;
  readonly value: string;
}

/** The plan that the verdict names. */
export function chosenPlan(advice: Advice): Plan | undefined {
  return planOf(advice, advice.verdict.planId);
}

/** The plan of an id, where there is one. */
function planOf({ plans }: Advice, id: string | undefined): Plan | undefined {
  return plans.find((plan) => plan.id === id);
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

/** Invoice, people and mistakes of a month, each today and under the chosen plan: never added up. */
function costNumbers(advice: Advice): HeadlineNumber[] {
  const [present, chosen] = [presentPlan(advice), chosenPlan(advice)];
  const changes = chosen?.id !== present?.id;
  function change(part: keyof CostParts): string {
    const [today, after] = [present?.firstMonth?.[part], chosen?.firstMonth?.[part]];
    return `${changes ? `${money(today)} → ${money(after)}` : money(today)} ${period(advice)}`;
  }
  const hasPeople = [present, chosen].some((plan) => (plan?.firstMonth?.peopleUsd ?? 0) !== 0);
  // Mistakes are as expected now: a plan that passes a test makes fewer.
  const condition = advice.verdict.grade === 'test-first' && changes ? ', if it passes' : '';
  return [
    { label: `Invoice${condition}`, value: change('invoiceUsd') },
    ...(hasPeople ? [{ label: `People${condition}`, value: change('peopleUsd') }] : []),
    ...(advice.workload.quality?.lossPerErrorUsd === undefined
      ? []
      : [{ label: 'Mistakes, as expected', value: change('mistakesUsd') }]),
  ];
}

/** A change without any risk to quality, where the verdict is another one. */
function safeStepNumber(advice: Advice): HeadlineNumber[] {
  const { safeStep, planId, meanwhilePlanId } = advice.verdict;
  const step = planOf(advice, safeStep?.planId);
  if (safeStep === null || step === undefined || step.id === planId) return [];
  const saving = `${step.title}: saves ${formatUsd(safeStep.savesUsdPerMonth)} ${period(advice)}`;
  return [{ label: step.id === meanwhilePlanId ? 'Until then' : 'Without any risk', value: saving }];
}

/** What the test takes, and what its pass means. Where the verdict is a test, it has named the plans. */
function testNumbers(advice: Advice): HeadlineNumber[] {
  const { test, grade } = advice.verdict;
  if (test === null) return [];
  const names = test.plans.map(({ planId }) => planOf(advice, planId)?.names.tested ?? planId);
  const who = grade === 'test-first' ? '' : `${upperFirst(listed(names))}: `;
  const worth = test.gainIfPassUsdPerMonth;
  const gain = worth > 0 ? `, worth ${formatUsd(worth)} ${period(advice)}` : '';
  const one = test.plans.length === 1 ? 'a pass' : 'one that passes';
  return [
    { label: 'Test', value: `${who}${testCostWords(test)}` },
    {
      label: 'Pass mark',
      value: `${passPhrase(test, advice.plans)}. Chance of ${one}: ${formatOdds(test.pPass)}${gain}`,
    },
  ];
}

/** Whether these numbers say all that the verdict's second sentence does: what a test takes and what comes of it. */
export function numbersRepeatOutcome({ verdict }: Advice): boolean {
  return verdict.test !== null;
}

/**
 * The numbers that a verdict is read by: what sellers bill, what people and mistakes cost, each today and then; what
 * the change takes; the step without any risk; the test; the day by which to move. What is unknown is said to be unknown.
 */
export function headlineNumbers(advice: Advice): readonly HeadlineNumber[] {
  const chosen = chosenPlan(advice);
  const changes = chosen !== undefined && !isPresent(chosen);
  const { forcedMove } = advice.verdict;
  return [
    ...costNumbers(advice),
    ...(changes
      ? [
          { label: 'Upfront', value: money(chosen.upfront.totalUsd) },
          { label: 'Payback', value: paybackWords(chosen) },
        ]
      : []),
    ...safeStepNumber(advice),
    ...testNumbers(advice),
    ...(forcedMove === null ? [] : [{ label: 'Move by', value: formatDay(forcedMove.by) }]),
  ];
}

/** An amount, or that it is unknown. */
export function money(usd: number | null | undefined): string {
  return usd === null || usd === undefined ? 'unknown' : formatUsd(usd);
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
