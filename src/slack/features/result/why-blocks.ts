import { type Advice, formatOdds, type Plan, stepWords } from '../../../engine/index.js';
import { type Block, bullets, type RichTextPart, small, words } from '../../kit/blocks.js';
import { asOneLine, counted, cut } from '../../kit/safe-text.js';
import { basisWords, chanceCell, spreadOfAccuracy } from './accuracy-words.js';
import { firstThings } from './first-things.js';
import { flipSentences } from './flip-sentences.js';
import { sureWords } from './grade-words.js';
import { limitsBlocks, waysBlocks } from './guide-blocks.js';
import { isOneOff, money, paybackCell } from './headline-numbers.js';
import { listedPlans, markedTitle, planTable } from './plan-table.js';

/** What is behind a verdict, in pages: the same in a window and, posted, in the thread of the result. */

/** The pages, by what they are called. The names live on in open windows. */
export const WHY_PAGES = {
  reasons: 'Reasons, cautions, next step',
  plans: 'All plans',
  ways: 'Prompting, retrieval or tuning?',
  limits: 'Your data, and the limits of this',
} as const;

/** One of them. */
export type WhyPage = keyof typeof WHY_PAGES;

/** Whether a value is the name of a page. */
export function isWhyPage(value: string | undefined): value is WhyPage {
  return value !== undefined && Object.hasOwn(WHY_PAGES, value);
}

/** Where a page stands. A message has less room than a window, and tables are for messages alone. */
export interface WhyPlace {
  readonly kind: 'window' | 'message';
  /** Most items of a list. */
  readonly most: number;
  /** Longest sentence. */
  readonly sentence: number;
}

/** A list, and how many of it have no room. */
function listOf(heading: string, items: readonly string[], { most, sentence }: WhyPlace): Block[] {
  if (items.length === 0 || most === 0) return [];
  const hidden = items.length - most;
  return [
    bullets(
      heading,
      items.slice(0, most).map((item) => [words(cut(asOneLine(item), sentence) || '–')]),
    ),
    ...(hidden > 0 ? [small(`And ${hidden} more, in the window that Why opens.`)] : []),
  ];
}

function evidenceBlocks({ verdict }: Advice, { most }: WhyPlace): Block[] {
  if (verdict.evidence.length === 0 || most === 0) return [];
  const items = verdict.evidence.map(({ source, year, finding, address, verified }): RichTextPart[] => [
    { type: 'link', url: address, text: cut(asOneLine(`${source}, ${year}`), 120) },
    words(cut(asOneLine(`${verified ? '' : ' (known from others)'}: ${finding}`), 400)),
  ]);
  return [bullets('Published evidence', items)];
}

function reasonsPage(advice: Advice, place: WhyPlace): Block[] {
  const { verdict } = advice;
  return [
    small(sureWords(advice)),
    ...listOf('Why', verdict.reasons, place),
    ...listOf('Before you act', firstThings(advice), place),
    ...listOf('What would change it', flipSentences(advice), place),
    ...listOf('Next step', verdict.facts.nextSteps.map(stepWords), place),
    ...evidenceBlocks(advice, place),
  ];
}

/** One plan in a line: a window has no tables. */
function planLine(plan: Plan, advice: Advice): RichTextPart[] {
  const { verdict, uncertainty } = advice;
  const span = isOneOff(advice) ? 'in all' : 'a month';
  const odds = uncertainty.odds.find(({ planId }) => planId === plan.id);
  const parts = [
    `${money(plan.firstMonth?.invoiceUsd)} ${span} invoiced`,
    `${money(plan.firstMonth?.peopleUsd)} of people`,
    ...(plan.firstMonth?.mistakesUsd == null ? [] : [`${money(plan.firstMonth.mistakesUsd)} of mistakes`]),
    `payback ${paybackCell(plan, advice)}`,
    `${spreadOfAccuracy(plan.accuracy)} right (${basisWords(plan.accuracy)})`,
    `good enough ${chanceCell(plan, verdict)}`,
    ...(odds === undefined ? [] : [`best or tied ${formatOdds(odds.pBestOrTied)}`]),
  ];
  const stops = plan.blockers[0] === undefined ? '' : ` Blocked: ${plan.blockers[0].message}`;
  return [
    words(`${cut(asOneLine(markedTitle(plan, advice)), 120)}: `, { bold: true }),
    words(cut(asOneLine(`${parts.join('; ')}.${stops}`), 600)),
  ];
}

/** Plans in one block of a window. */
const PLANS_IN_A_BLOCK = 10;
/** Plans that a window lists; the export has all of them. */
const MAX_PLANS = 80;

function plansPage(advice: Advice, { kind, most, sentence }: WhyPlace): Block[] {
  if (kind === 'message') {
    const { table, more } = planTable(advice, most, sentence);
    return [table, ...(more === undefined ? [] : [small(more)])];
  }
  const shown = listedPlans(advice, MAX_PLANS);
  const blocks: Block[] = [];
  for (let start = 0; start < shown.length; start += PLANS_IN_A_BLOCK) {
    const heading = start === 0 ? counted(advice.plans.length, 'plan') : 'More plans';
    blocks.push(
      bullets(
        heading,
        shown.slice(start, start + PLANS_IN_A_BLOCK).map((plan) => planLine(plan, advice)),
      ),
    );
  }
  const hidden = advice.plans.length - shown.length;
  return hidden > 0 ? [...blocks, small(`And ${hidden} more, in the export.`)] : blocks;
}

/** A page of what is behind a verdict. */
export function whyBlocks(advice: Advice, page: WhyPage, place: WhyPlace): Block[] {
  switch (page) {
    case 'reasons':
      return reasonsPage(advice, place);
    case 'plans':
      return plansPage(advice, place);
    case 'ways':
      return waysBlocks(advice);
    case 'limits':
      return limitsBlocks(advice);
  }
}
