import type { types } from '@slack/bolt';
import { type Advice, bestFineTune, isPresent, type Plan } from '../../../engine/index.js';
import { type Cell, cell, tableOf } from '../../kit/blocks.js';
import { counted } from '../../kit/safe-text.js';
import { isOneOff, money, paybackCell } from './headline-numbers.js';

/** The plans of an advice as a Slack table. */

/**
 * The plans to list: the chosen one and the present one first, then as ranked. The best of every kind is among
 * them, blocked or not, so that nobody has to ask "and fine-tuning?".
 */
function listed(advice: Advice, most: number): readonly Plan[] {
  const { plans, verdict } = advice;
  const chosen = plans.filter((plan) => plan.id === verdict.planId || isPresent(plan));
  const tune = bestFineTune(plans);
  const firsts = plans.filter((plan, rank) => plans.findIndex(({ kind }) => kind === plan.kind) === rank);
  const wanted = new Set([...chosen, ...(tune === undefined ? [] : [tune]), ...firsts, ...plans]);
  const shown = new Set([...wanted].slice(0, most));
  const lead = chosen.sort((a, b) => Number(b.id === verdict.planId) - Number(a.id === verdict.planId));
  return [...new Set([...lead, ...plans])].filter((plan) => shown.has(plan));
}

/** The table with at most `most` plans, and a line on those that are left out. */
export function planTable(
  advice: Advice,
  most: number,
  reasonLength: number,
): { readonly table: types.TableBlock; readonly more: string | undefined } {
  const shown = listed(advice, most);
  const hidden = advice.plans.filter((plan) => !shown.includes(plan));
  const head = [
    'Plan (✓: recommended)',
    isOneOff(advice) ? 'In all' : 'First month',
    'Upfront',
    'Payback',
    'What stops it',
  ];
  return {
    table: tableOf(
      ['text', 'number', 'number', 'number', 'text'],
      head,
      shown.map((plan) => row(plan, advice, reasonLength)),
    ),
    more: moreLine(hidden),
  };
}

function row(plan: Plan, advice: Advice, reasonLength: number): Cell[] {
  const mark = plan.id === advice.verdict.planId && !advice.verdict.unresolved ? '✓ ' : '';
  return [
    cell(`${mark}${plan.title}`),
    cell(money(plan.firstMonthUsd)),
    cell(money(plan.upfront.totalUsd)),
    cell(paybackCell(plan)),
    cell(plan.blockers[0]?.message ?? '–', reasonLength),
  ];
}

function moreLine(hidden: readonly Plan[]): string | undefined {
  if (hidden.length === 0) return undefined;
  const blocked = hidden.filter((plan) => !plan.feasible).length;
  const others = hidden.length - blocked;
  const parts = [
    ...(others > 0 ? [counted(others, 'more plan')] : []),
    ...(blocked > 0 ? [counted(blocked, 'blocked plan')] : []),
  ];
  return `Under Working: ${parts.join(' and ')}.`;
}
