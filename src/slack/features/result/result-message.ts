import type { types } from '@slack/bolt';
import { type Advice, formatDay } from '../../../engine/index.js';
import { ADJUST, EXPORT, SAVE_ESTIMATE, WHAT_IF, WORKING } from '../../kit/action-ids.js';
import {
  type Block,
  bullets,
  button,
  chartBlocks,
  firstThatFits,
  type Message,
  mrkdwn,
  paragraph,
  plain,
  type ResultChart,
  small,
  words,
} from '../../kit/blocks.js';
import { asOneLine, asSafeMrkdwn, cut } from '../../kit/safe-text.js';
import { encodeResult, IN_MESSAGE } from '../../kit/workload-code.js';
import { confidenceWords } from '../prices/price-words.js';
import { chosenPlan, headlineNumbers, numbersRepeatOutcome, workloadLine } from './headline-numbers.js';
import { flipSentences, oddsLine } from './how-sure-blocks.js';
import { planTable } from './plan-table.js';
import { whatIfsFor } from './what-ifs.js';

/** How much of an advice is shown. */
interface Detail {
  readonly plans: number;
  readonly reasons: number;
  readonly cautions: number;
  readonly flips: number;
  readonly sentence: number;
  readonly reasonCell: number;
}

/** From everything to the least; the first that fits is taken. */
const DETAILS: readonly Detail[] = [
  { plans: 11, reasons: 5, cautions: 5, flips: 3, sentence: 400, reasonCell: 140 },
  { plans: 11, reasons: 5, cautions: 4, flips: 3, sentence: 300, reasonCell: 90 },
  { plans: 11, reasons: 4, cautions: 3, flips: 2, sentence: 240, reasonCell: 60 },
  { plans: 11, reasons: 3, cautions: 3, flips: 2, sentence: 240, reasonCell: 40 },
  { plans: 8, reasons: 3, cautions: 2, flips: 1, sentence: 240, reasonCell: 40 },
  { plans: 6, reasons: 4, cautions: 3, flips: 2, sentence: 240, reasonCell: 80 },
  { plans: 4, reasons: 3, cautions: 2, flips: 1, sentence: 180, reasonCell: 60 },
  { plans: 2, reasons: 1, cautions: 1, flips: 0, sentence: 120, reasonCell: 40 },
];

/**
 * The answer: verdict, numbers, chart, plans, reasons, cautions, prices. Everything from outside is in objects that
 * Slack does not interpret, or escaped. Fits Slack's limits whatever the advice.
 */
export function resultMessage(advice: Advice, chart: ResultChart, notes: readonly string[] = []): Message {
  return {
    text: resultText(advice, chart, notes),
    blocks: firstThatFits(DETAILS, (detail) => resultBlocks(advice, chart, notes, detail)),
  };
}

function resultBlocks(advice: Advice, chart: ResultChart, notes: readonly string[], detail: Detail): Block[] {
  const { verdict } = advice;
  const { title, rest } = headerOf(advice);
  const { table, more } = planTable(advice, detail.plans, detail.reasonCell);
  const reasons = sentences(verdict.reasons, detail.reasons, detail.sentence);
  const cautions = sentences(verdict.cautions, detail.cautions, detail.sentence);
  const flips = sentences(flipSentences(advice), detail.flips, detail.sentence);
  const odds = oddsLine(advice);
  return [
    ...(notes.length === 0 ? [] : [paragraph(words(cut(notes.join(' '), 600), { bold: true }))]),
    { type: 'header', text: plain(title) },
    small(cut(asOneLine(workloadLine(advice)), 300)),
    ...ownPriceLine(advice).map((line) => small(line)),
    ...(rest === '' ? [] : [paragraph(words(cut(rest, 600)))]),
    numbersSection(advice),
    ...(odds === undefined ? [] : [small(odds)]),
    ...chartBlocks(chart),
    table,
    ...(more === undefined ? [] : [small(more)]),
    ...listed('Why', reasons),
    ...listed('But', cautions),
    ...listed('What would change it', flips),
    paragraph(words('Next step: ', { bold: true }), words(cut(asOneLine(verdict.nextStep), detail.sentence))),
    small(assumptionsLine(advice), pricesLine(advice)),
    ...buttons(advice, notes.length === 0),
  ];
}

/** The verdict for the header, `Prompt: switch to X`, and what comes of it for the line below. */
function headerOf(advice: Advice): { readonly title: string; readonly rest: string } {
  const { action, outcome, headline } = advice.verdict;
  const title = asOneLine(action);
  if (title.length > 150) return { title: cut(title, 150), rest: asOneLine(headline) };
  return { title, rest: numbersRepeatOutcome(advice) ? '' : asOneLine(outcome) };
}

function sentences(all: readonly string[], most: number, length: number): string[] {
  return all.slice(0, most).map((sentence) => cut(asOneLine(sentence), length) || '–');
}

function listed(heading: string, items: readonly string[]): Block[] {
  if (items.length === 0) return [];
  return [
    bullets(
      heading,
      items.map((item) => [words(item)]),
    ),
  ];
}

function numbersSection(advice: Advice): types.SectionBlock {
  return {
    type: 'section',
    fields: headlineNumbers(advice).map(({ label, value }) =>
      mrkdwn(`*${label}*\n${asSafeMrkdwn(cut(asOneLine(value), 200))}`),
    ),
  };
}

function assumptionsLine(advice: Advice): string {
  const all = [...(chosenPlan(advice)?.assumptions ?? []), ...advice.assumptions];
  if (all.length === 0) return 'Nothing had to be assumed.';
  const [first] = all;
  const example = first === undefined ? '' : ` For example: ${cut(asOneLine(first.statement), 160)}`;
  return `${all.length} ${all.length === 1 ? 'assumption' : 'assumptions'}, all under Working.${example}`;
}

/** Fields of the assumptions that state what a team pays by its own word. */
const OWN_PRICES = /^(?:negotiated|current\.(?:price|commitmentUsdPerMonth)|tuning\..*)$/;

/** The team's own prices, where figures rest on any. */
function ownPriceLine({ assumptions }: Advice): string[] {
  const stated = assumptions.filter(({ field }) => OWN_PRICES.test(field)).map(({ statement }) => statement);
  return stated.length === 0 ? [] : [cut(asOneLine(stated.join(' ')), 600)];
}

function pricesLine(advice: Advice): string {
  const { asOf, bookVersion, oldestCheckedOn, stale } = advice.prices;
  const weakest = chosenPlan(advice)?.weakestConfidence ?? null;
  const parts = [
    `Prices of ${formatDay(asOf)}, price book ${bookVersion}.`,
    ...(oldestCheckedOn === null
      ? []
      : [`The oldest was checked on ${formatDay(oldestCheckedOn)}${stale ? ': some are stale' : ''}.`]),
    ...(weakest === null ? [] : [`Weakest source: ${confidenceWords(weakest)}.`]),
  ];
  return cut(parts.join(' '), 400);
}

/** Longest workload that a private answer carries a fourth time: a longer one would take the place of the numbers. */
const MAX_REPEATED = 1_000;

/**
 * Slack hands the message back with what was pressed, and the workload of the menu and of *Save and watch* is found in
 * it: a third copy would take the place of plans and reasons. It does not hand back a private answer: that one has no
 * menu.
 */
function buttons(advice: Advice, isHandedBack: boolean): Block[] {
  const value = encodeResult({ workload: advice.workload, asOf: advice.asOf });
  if (value === undefined) {
    return [
      small(
        'This workload is too long for a button. To change it or to see the working, open the form with /ftcost.',
      ),
    ];
  }
  return [
    {
      type: 'actions',
      elements: [
        button(ADJUST, 'Adjust', value),
        ...(isHandedBack ? [whatIfMenu(advice)] : []),
        button(WORKING, 'Working', value),
        button(SAVE_ESTIMATE, 'Save and watch', isHandedBack ? IN_MESSAGE : value),
        ...(isHandedBack || value.length <= MAX_REPEATED
          ? [button(EXPORT, 'Export', isHandedBack ? IN_MESSAGE : value)]
          : []),
      ],
    },
  ];
}

function whatIfMenu(advice: Advice): types.StaticSelect {
  return {
    type: 'static_select',
    action_id: WHAT_IF,
    placeholder: plain('What if …'),
    options: whatIfsFor(advice).map(({ id, label }) => ({ text: plain(label), value: id })),
  };
}

/** The whole story in one text, for notifications, search and screen readers. */
function resultText(advice: Advice, chart: ResultChart, notes: readonly string[]): string {
  const { verdict } = advice;
  const numbers = headlineNumbers(advice).map(({ label, value }) => `${label}: ${value}.`);
  const odds = oddsLine(advice);
  const parts = [
    ...notes,
    numbersRepeatOutcome(advice) ? `${verdict.action}.` : verdict.headline,
    `${workloadLine(advice)}.`,
    numbers.join(' '),
    ...(odds === undefined ? [] : [odds]),
    ...verdict.reasons.slice(0, 3),
    ...verdict.cautions.slice(0, 2).map((caution) => `But: ${caution}`),
    ...flipSentences(advice).slice(0, 1),
    `Next step: ${verdict.nextStep}`,
    pricesLine(advice),
    ...(chart.kind === 'none' && chart.note !== undefined ? [chart.note] : []),
  ];
  return parts.map((part) => asSafeMrkdwn(cut(part, 500))).join('\n');
}
