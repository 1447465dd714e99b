import type { types } from '@slack/bolt';
import { resultChart } from '../../../charts/result-chart.js';
import type { Advice } from '../../../engine/index.js';
import { RESULT_MORE } from '../../kit/action-ids.js';
import { plain } from '../../kit/blocks.js';

/** The menu of what is needed less often on a result. */

/** What it offers. The values live on in old messages: never give one another meaning. */
const CHOICES = {
  live: 'Open live: try other values in the browser',
  working: 'Working: every price and sum',
  memo: 'Memo: one page to forward (PDF)',
  export: 'Export: CSV and JSON',
  share: 'Share in another conversation',
  'money-chart': 'Chart: cost over time',
} as const;

/** One of them. */
export type MoreChoice = keyof typeof CHOICES;

/** Whether a value is one of the menu's. */
export function isMoreChoice(value: string): value is MoreChoice {
  return Object.hasOwn(CHOICES, value);
}

/**
 * The menu, as three dots: the same choice can be taken twice there, as it cannot in a select. Slack takes five at
 * most: what can be opened in the browser shows its cost over time there.
 */
export function moreMenu(advice: Advice, live: boolean): types.Overflow {
  const isOffered: Readonly<Record<MoreChoice, boolean>> = {
    live,
    working: true,
    memo: true,
    export: true,
    share: true,
    'money-chart': !live && resultChart(advice).type !== 'savings',
  };
  return {
    type: 'overflow',
    action_id: RESULT_MORE,
    options: Object.entries(CHOICES)
      .filter(([value]) => isMoreChoice(value) && isOffered[value])
      .map(([value, label]) => ({ text: plain(label), value })),
  };
}
