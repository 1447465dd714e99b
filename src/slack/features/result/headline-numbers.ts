import {
  type CostParts,
  daysToPayback,
  formatCount,
  formatPayback,
  formatUsd,
  type Glance,
  isPresent,
  type Plan,
  paybackOn,
  splitPeople,
  upperFirst,
  type Workload,
} from '../../../engine/index.js';

/** A number that a verdict is read by: `Invoice`, `$13.2k → $7,670 a month`. */
export interface HeadlineNumber {
  readonly label: string;
  readonly value: string;
}

/** The plan that the verdict names. */
export function chosenPlan(advice: Glance): Plan | undefined {
  return planOf(advice, advice.verdict.planId);
}

/** The plan of an id, where there is one. */
function planOf({ plans }: Glance, id: string | undefined): Plan | undefined {
  return plans.find((plan) => plan.id === id);
}

/** The plan that changes nothing. */
function presentPlan(advice: Glance): Plan | undefined {
  return advice.plans.find(isPresent);
}

/** Whether the workload is one backlog rather than a stream. */
export function isOneOff(advice: Glance): boolean {
  return advice.workload.volume.oneOffQueries !== undefined;
}

/** What is said of a part that costs nothing, today or then. */
const NOTHING = 'none';

/** How the period of a bill is said. */
function period(advice: Glance): string {
  return isOneOff(advice) ? 'in all' : 'a month';
}

/** Invoice, people and mistakes, each today and under the chosen plan, never added up, with what is paid once. */
function costNumbers(advice: Glance): HeadlineNumber[] {
  const [present, chosen] = [presentPlan(advice), chosenPlan(advice)];
  const changes = chosen?.id !== present?.id;
  function change(part: keyof CostParts): string {
    const [today, after] = [present?.firstMonth?.[part], chosen?.firstMonth?.[part]];
    if (today === 0 && (!changes || after === 0)) return NOTHING;
    return `${changes ? `${money(today)} → ${money(after)}` : money(today)} ${period(advice)}`;
  }
  const once = chosen === undefined || !changes ? undefined : splitPeople(chosen.upfront);
  const isOnceKnown = chosen?.upfront.totalUsd !== null;
  function withOnce(said: string, usd: number | undefined): string {
    if (usd === undefined || (usd === 0 && isOnceKnown)) return said;
    const paid = isOnceKnown ? formatUsd(usd) : 'unknown';
    return said === NOTHING ? `${paid} once` : `${said}, ${paid} once`;
  }
  const hasLoss = advice.workload.quality?.lossPerErrorUsd !== undefined;
  return [
    { label: 'Invoice', value: withOnce(change('invoiceUsd'), once?.otherUsd) },
    { label: 'People', value: withOnce(change('peopleUsd'), once?.peopleUsd) },
    {
      label: 'Mistakes',
      value: hasLoss ? `${change('mistakesUsd')}, as expected` : 'not priced: no loss per error is given',
    },
  ];
}

/**
 * The numbers that a verdict is read by: what sellers bill, what people and what mistakes cost, each today and then;
 * and when invoice and people have paid back. What is unknown is said to be unknown.
 */
export function headlineNumbers(advice: Glance): readonly HeadlineNumber[] {
  const chosen = chosenPlan(advice);
  const changes = chosen !== undefined && !isPresent(chosen);
  const numbers = [
    ...costNumbers(advice),
    ...(changes ? [{ label: 'Payback', value: paybackWords(chosen, advice) }] : []),
  ];
  // Mistakes are as expected now: a plan that passes a test makes fewer.
  return advice.verdict.grade === 'test-first' && changes
    ? numbers.map((one) => (one.label === 'Mistakes' ? one : { ...one, label: `${one.label}, if it passes` }))
    : numbers;
}

/** An amount, or that it is unknown. */
export function money(usd: number | null | undefined): string {
  return usd === null || usd === undefined ? 'unknown' : formatUsd(usd);
}

/** When a plan has paid back; where it never does, why, and what it is worth all the same. */
function paybackWords(plan: Plan, advice: Glance): string {
  const { againstKeep } = plan.breakeven;
  if (againstKeep.kind === 'reached') return upperFirst(paybackOn(plan, advice.asOf));
  const [now, then] = [presentPlan(advice)?.firstMonth?.mistakesUsd, plan.firstMonth?.mistakesUsd];
  const fewer = now == null || then == null ? 0 : now - then;
  return fewer > 0
    ? `Never in invoice and people; it spares ${formatUsd(fewer)} of mistakes ${period(advice)}`
    : `Never in invoice and people: ${againstKeep.why}`;
}

/** The same for a table cell. */
export function paybackCell(plan: Plan, { asOf }: Pick<Glance, 'asOf'>): string {
  if (isPresent(plan)) return '–';
  const days = daysToPayback(plan, asOf);
  return days === null && plan.firstMonthUsd === null ? 'unknown' : formatPayback(days);
}

/** What the workload is, in one line; the name is the person's own text. */
export function workloadLine(advice: Glance): string {
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
