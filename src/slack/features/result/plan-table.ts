import type { types } from '@slack/bolt';
import { type Advice, bestFineTune, formatOdds, isPresent, type Plan } from '../../../engine/index.js';
import { type Cell, cell, tableOf } from '../../kit/blocks.js';
import { counted } from '../../kit/safe-text.js';
import { basisWords, chanceCell, spreadOfAccuracy } from './accuracy-words.js';
import { isOneOff, money, paybackCell } from './headline-numbers.js';

/** The plans of an advice as a Slack table. */

/** What a mark before a plan says. */
const MARKS = { '✓': 'do now', '?': 'test', '≈': 'as good' } as const;
type Mark = keyof typeof MARKS;

/** What the verdict says of a plan: to do it now, to test it, or that it is as good as what is done. */
function markOf({ id }: Plan, { verdict }: Advice): Mark | undefined {
  const { planId, meanwhilePlanId, test, tiedPlanIds, unresolved } = verdict;
  if (unresolved) return undefined;
  if (id === meanwhilePlanId) return '✓';
  if (test?.plans.some((tested) => tested.planId === id) === true) return '?';
  if (id === planId) return '✓';
  return tiedPlanIds.includes(id) ? '≈' : undefined;
}

/**
 * The plans to list: those of the verdict and the present one first, then as ranked. The best of every kind is among
 * them, blocked or not, so that nobody has to ask "and fine-tuning?".
 */
export function listedPlans(advice: Advice, most: number): readonly Plan[] {
  const { plans, verdict } = advice;
  const rankOf = (plan: Plan) => Object.keys(MARKS).indexOf(markOf(plan, advice) ?? '≈');
  const lead = plans
    .filter((plan) => plan.id === verdict.planId || plan.id === verdict.meanwhilePlanId || isPresent(plan))
    .sort((a, b) => rankOf(a) - rankOf(b));
  const named = plans.filter((plan) => markOf(plan, advice) !== undefined);
  const tune = bestFineTune(plans);
  const firsts = plans.filter((plan, rank) => plans.findIndex(({ kind }) => kind === plan.kind) === rank);
  const wanted = new Set([...lead, ...named, ...(tune === undefined ? [] : [tune]), ...firsts, ...plans]);
  const shown = new Set([...wanted].slice(0, most));
  return [...new Set([...lead, ...named, ...plans])].filter((plan) => shown.has(plan));
}

/** The table with at most `most` plans, and a line on those that are left out. */
export function planTable(
  advice: Advice,
  most: number,
  reasonLength: number,
): { readonly table: types.TableBlock; readonly more: string | undefined } {
  const shown = listedPlans(advice, most);
  const hidden = advice.plans.filter((plan) => !shown.includes(plan));
  const used = new Set(shown.flatMap((plan) => markOf(plan, advice) ?? []));
  const key = [...used].map((mark) => `${mark}: ${MARKS[mark]}`).join(', ');
  const head = [
    key === '' ? 'Plan' : `Plan (${key})`,
    isOneOff(advice) ? 'Invoice in all' : 'Invoice a month',
    'Payback',
    'Right answers, 8 of 10 times',
    'Good enough',
    'Best or tied, or what stops it',
  ];
  return {
    table: tableOf(
      ['text', 'number', 'number', 'text', 'number', 'text'],
      head,
      shown.map((plan) => row(plan, advice, reasonLength)),
    ),
    more: moreLine(hidden),
  };
}

/** The title of a plan with what the verdict says of it in words, where a mark may be no letter of the font. */
export function titleInWords(plan: Plan, advice: Advice): string {
  const mark = markOf(plan, advice);
  const said = [...(mark === undefined ? [] : [MARKS[mark]]), ...(plan.feasible ? [] : ['blocked'])];
  return said.length === 0 ? plan.title : `${plan.title} (${said.join(', ')})`;
}

/** The title of a plan behind the mark that the verdict gives it. */
export function markedTitle(plan: Plan, advice: Advice): string {
  const mark = markOf(plan, advice);
  return `${mark === undefined ? '' : `${mark} `}${plan.title}`;
}

function row(plan: Plan, advice: Advice, reasonLength: number): Cell[] {
  const [blocker] = plan.blockers;
  return [
    cell(markedTitle(plan, advice)),
    cell(money(plan.firstMonth?.invoiceUsd)),
    cell(paybackCell(plan, advice)),
    cell(`${spreadOfAccuracy(plan.accuracy)} (${basisWords(plan.accuracy)})`),
    cell(chanceCell(plan, advice.verdict)),
    cell(blocker?.message ?? oddsWords(plan, advice), reasonLength),
  ];
}

function oddsWords({ id }: Plan, { uncertainty }: Advice): string {
  const own = uncertainty.odds.find(({ planId }) => planId === id);
  return own === undefined ? '–' : formatOdds(own.pBestOrTied);
}

function moreLine(hidden: readonly Plan[]): string | undefined {
  if (hidden.length === 0) return undefined;
  const blocked = hidden.filter((plan) => !plan.feasible).length;
  const others = hidden.length - blocked;
  const parts = [
    ...(others > 0 ? [counted(others, 'more plan')] : []),
    ...(blocked > 0 ? [counted(blocked, 'blocked plan')] : []),
  ];
  return `Under Why and in the export: ${parts.join(' and ')}.`;
}
