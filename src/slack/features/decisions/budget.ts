import { formatDay, formatShare, formatUsd } from '../../../engine/index.js';
import type { KeptActual } from '../../../workspace/actual.js';
import { type Budget, type Measured, stateOfBudget, usdPerMonth } from '../../../workspace/budget.js';
import type { Words } from '../../entry/request.js';
import { vocabulary } from '../../entry/services.js';
import { usdField } from '../../grammar/field.js';
import { readField } from '../../grammar/read-field.js';
import { noticeMessage } from '../../kit/notice-message.js';
import { asOneLine } from '../../kit/safe-text.js';
import { findByName } from './by-name.js';

/** What a saved workload may cost a month: set here, judged by imported usage, told of by digests and alerts. */

const HOW =
  'Say what it may cost a month: /ftcost budget Ticket triage $9k, or /ftcost budget Ticket triage off.';

const FIELD = { ...usdField('budget', ['budget'], 'budget a month', '$9k'), aboveMin: true };

/** `/ftcost budget [NAME amount|off]`. */
export async function answerWithBudget(request: Words, after: string): Promise<void> {
  await request.received();
  const { services, workspaceId, person } = request;
  const { budgets, actuals, settings } = services.workspaces;
  if (asOneLine(after) === '') return request.tell(noticeMessage(await listOf(request)));
  const [, name = '', said = ''] = /^(.*\s)?(\S+)$/s.exec(asOneLine(after)) ?? [];
  const isOff = /^(off|none)$/i.test(said);
  const usdPer = new Map(Object.entries((await settings.current(workspaceId))?.settings.usdPer ?? {}));
  const reading = readField(FIELD, said, { ...vocabulary(services), usdPer });
  const value = reading.ok ? reading.values.budget : undefined;
  if (!isOff && typeof value !== 'number') {
    const why = reading.ok ? '' : `I cannot read “${said}” as money: ${reading.problem} `;
    return request.tell(noticeMessage([`${why}${HOW}`]));
  }
  const found = await findByName(request, name.trim(), 'budget');
  if (found.kind === 'none') return request.tell(noticeMessage([found.why]));
  const { estimate } = found;
  const usage = (await actuals.list(workspaceId)).filter(({ estimateId }) => estimateId === estimate.id);
  const newest = [...usage].sort((a, b) => a.toDay.localeCompare(b.toDay)).at(-1);
  const budget = await budgets.set(
    workspaceId,
    estimate.id,
    isOff || typeof value !== 'number' ? null : value,
    newest && measuredOf(newest),
    person,
    services.clock(),
  );
  const called = `“${asOneLine(estimate.name)}”`;
  const sentence =
    budget === undefined
      ? `${called} has no budget any more.`
      : `${called} may cost ${formatUsd(budget.usdPerMonth)} a month. ${seenOf(budget)} Digests and alerts tell once when usage passes it, and once when its trend will.`;
  await request.tell(noticeMessage([sentence]));
}

/** What imported usage comes to. */
export function measuredOf(
  { fromDay, toDay, actual }: Pick<KeptActual, 'fromDay' | 'toDay' | 'actual'>,
  growth?: number,
): Measured {
  return {
    usdPerMonth: usdPerMonth(actual.spendUsd, actual.days),
    ...(growth !== undefined && { growthPerMonth: growth }),
    fromDay,
    toDay,
  };
}

async function listOf({ services, workspaceId }: Words): Promise<readonly string[]> {
  const { budgets, estimates } = services.workspaces;
  const [kept, { estimates: saved }] = await Promise.all([
    budgets.list(workspaceId),
    estimates.list(workspaceId),
  ]);
  const lines = kept.flatMap((budget) => {
    const estimate = saved.find(({ id }) => id === budget.estimateId);
    if (estimate === undefined) return [];
    return [`“${asOneLine(estimate.name)}”: ${formatUsd(budget.usdPerMonth)} a month. ${seenOf(budget)}`];
  });
  return lines.length === 0 ? [`No budget is set. ${HOW}`] : lines;
}

/** What its usage shows, in a sentence. */
function seenOf({ usdPerMonth: budgetUsd, measured }: Budget): string {
  if (measured === undefined) {
    return 'No usage is known of it yet: send me its exports with the words /ftcost actuals and its name.';
  }
  const { usdPerMonth: spentUsd, growthPerMonth, fromDay, toDay } = measured;
  const state = stateOfBudget(budgetUsd, measured);
  const what = `Usage of ${formatDay(fromDay)} to ${formatDay(toDay)} comes to ${formatUsd(spentUsd)} a month`;
  if (state.kind === 'passed') return `${what}: more than that.`;
  if (state.kind !== 'trend') return `${what}.`;
  return `${what} and grows by ${formatShare(growthPerMonth ?? 0)}: more than that from ${formatDay(state.on)}.`;
}
