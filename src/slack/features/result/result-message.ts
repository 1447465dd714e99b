import type { types } from '@slack/bolt';
import { type Advice, formatDay } from '../../../engine/index.js';
import type { PriceFact } from '../../../prices/price-book.js';
import { ADJUST, EXPORT, SAVE_ESTIMATE, WHAT_IF, WHY, WORKING } from '../../kit/action-ids.js';
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
import { asOneLine, asSafeMrkdwn, counted, cut } from '../../kit/safe-text.js';
import { encodeResult, IN_MESSAGE } from '../../kit/workload-code.js';
import { suretyWords } from '../prices/price-words.js';
import { firstThings } from './first-things.js';
import { shortOdds, sureWords } from './grade-words.js';
import { chosenPlan, headlineNumbers, workloadLine } from './headline-numbers.js';
import { moreMenu } from './more-menu.js';
import { pricesOfPlan } from './plan-parts.js';
import { whatIfsFor } from './what-ifs.js';

/** How much of an advice is shown: rows of a phone for words, and the longest sentence. */
interface Detail {
  readonly rows: number;
  readonly sentence: number;
}

/** From what a screen of a phone has room for to the least; the first that fits Slack's limits is taken. */
const DETAILS: readonly Detail[] = [
  { rows: 19, sentence: 400 },
  { rows: 19, sentence: 240 },
  { rows: 12, sentence: 160 },
  { rows: 0, sentence: 120 },
];

/** Letters in a row of a phone, 400 pixels wide. */
const LETTERS_IN_A_ROW = 38;

function rowsOf(text: string): number {
  return Math.ceil(text.length / LETTERS_IN_A_ROW);
}

/** Where a result comes from, and what it offers beyond Slack. */
export interface ResultSetting {
  /** What it was made with, where that was not Slack, and what was changed there. */
  readonly origin?: string;
  /** Whether it can be opened in the browser. */
  readonly live?: boolean;
}

/**
 * The answer, on one screen of a phone: verdict, grade and odds; invoice, people and mistakes; what bounds the plan;
 * the chart. All else opens from *Why*. Everything from outside is in objects that Slack does not interpret, or
 * escaped. Fits Slack's limits whatever the advice.
 */
export function resultMessage(
  advice: Advice,
  chart: ResultChart,
  notes: readonly string[] = [],
  setting: ResultSetting = {},
): Message {
  return {
    text: resultText(advice, chart, notes),
    blocks: firstThatFits(DETAILS, (detail) => resultBlocks(advice, chart, notes, setting, detail)),
  };
}

function resultBlocks(
  advice: Advice,
  chart: ResultChart,
  notes: readonly string[],
  { origin, live = false }: ResultSetting,
  detail: Detail,
): Block[] {
  const { title, rest } = headerOf(advice);
  return [
    ...(notes.length === 0 ? [] : [paragraph(words(cut(notes.join(' '), 600), { bold: true }))]),
    ...(origin === undefined ? [] : [small(cut(asOneLine(origin), 600))]),
    { type: 'header', text: plain(title) },
    small(cut(asOneLine(workloadLine(advice)), 300)),
    small(shortOdds(advice)),
    ...(rest === '' ? [] : [paragraph(words(cut(rest, 700)))]),
    ...ownPriceLine(advice).map((line) => small(line)),
    numbersSection(advice),
    ...firstBlocks(advice, detail, rowsOf(title) + rowsOf(rest)),
    ...chartBlocks(chart),
    small(groundsLine(advice)),
    ...buttons(advice, notes.length === 0, live),
  ];
}

/** The verdict for the header, `Prompt: switch to X`, and what comes of it for the line below. */
function headerOf({ verdict }: Advice): { readonly title: string; readonly rest: string } {
  const { action, outcome, headline } = verdict;
  const title = asOneLine(action);
  if (title.length > 150) return { title: cut(title, 150), rest: asOneLine(headline) };
  return { title, rest: asOneLine(outcome) };
}

function numbersSection(advice: Advice): types.SectionBlock {
  return {
    type: 'section',
    fields: headlineNumbers(advice).map(({ label, value }) =>
      mrkdwn(`*${label}*\n${asSafeMrkdwn(cut(asOneLine(value), 200))}`),
    ),
  };
}

/** Fields of the assumptions that state what a team pays by its own word. */
const OWN_PRICES = /^(?:negotiated|current\.(?:price|commitmentUsdPerMonth)|tuning\..*)$/;

/** The team's own prices, where figures rest on any. */
function ownPriceLine({ assumptions }: Advice): string[] {
  const stated = assumptions.filter(({ field }) => OWN_PRICES.test(field)).map(({ statement }) => statement);
  return stated.length === 0 ? [] : [cut(asOneLine(stated.join(' ')), 600)];
}

/** Conditions that are shown however little room there is. */
const MAX_CONDITIONS = 3;

/** As many of them as have room below so many rows, each whole, and how many more there are. */
function firstBlocks(advice: Advice, { rows, sentence }: Detail, rowsAbove: number): Block[] {
  const all = firstThings(advice);
  const sure = Math.min(MAX_CONDITIONS, Math.max(1, advice.verdict.conditions.length));
  const shown: string[] = [];
  // Two rows are for the heading and for what is left out.
  let room = rows - rowsAbove - 2;
  for (const one of all) {
    room -= rowsOf(one);
    if (shown.length >= sure && room < 0) break;
    shown.push(cut(asOneLine(one), sentence) || '–');
  }
  if (shown.length === 0) return [];
  const more = all.length - shown.length;
  const items = more === 0 ? shown : [...shown, `And ${more} more, under Why.`];
  return [
    bullets(
      'Before you act',
      items.map((item) => [words(item)]),
    ),
  ];
}

/** A price without the mark that most have: that it was published goes without saying. */
function withoutUsualMark({ confidence, marks }: PriceFact): Pick<PriceFact, 'confidence' | 'marks'> {
  return { confidence, marks: marks.filter((mark) => mark !== 'published') };
}

/** What the figures rest on, in one line: day and surety of the prices, and how much was assumed. */
function groundsLine(advice: Advice): string {
  const { asOf, oldestCheckedOn, stale } = advice.prices;
  const chosen = chosenPlan(advice);
  const assumed = (chosen?.assumptions.length ?? 0) + advice.assumptions.length;
  const facts = chosen === undefined ? [] : pricesOfPlan(chosen);
  const parts = [
    `Prices of ${formatDay(asOf)}`,
    ...(stale && oldestCheckedOn !== null ? [`some last checked on ${formatDay(oldestCheckedOn)}`] : []),
    ...(facts.length === 0 ? [] : [suretyWords(facts.map(withoutUsualMark))]),
    assumed === 0 ? 'nothing assumed' : counted(assumed, 'assumption'),
  ];
  return cut(`${parts.join(' · ')}. Sources and sums under Working.`, 400);
}

/** Longest workload that a private answer carries again and again: a longer one would take the place of the numbers. */
const MAX_REPEATED = 1_000;

/**
 * Slack hands the message back with what was pressed, and the workload of the menus and of *Save and watch* is found in
 * it. It does not hand back a private answer: that one has buttons alone.
 */
function buttons(advice: Advice, isHandedBack: boolean, live: boolean): Block[] {
  const value = encodeResult({ workload: advice.workload, asOf: advice.asOf });
  if (value === undefined) {
    return [
      small(
        'This workload is too long for a button. To change it or to see the working, open the form with /ftcost.',
      ),
    ];
  }
  const fits = value.length <= MAX_REPEATED;
  return [
    {
      type: 'actions',
      elements: isHandedBack
        ? [
            button(WHY, 'Why', value),
            whatIfMenu(advice),
            button(SAVE_ESTIMATE, 'Save and watch', IN_MESSAGE),
            button(ADJUST, 'Adjust', value),
            moreMenu(advice, live),
          ]
        : [
            button(WHY, 'Why', value),
            button(SAVE_ESTIMATE, 'Save and watch', value),
            button(ADJUST, 'Adjust', value),
            ...(fits ? [button(WORKING, 'Working', value), button(EXPORT, 'Export', value)] : []),
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
  const firsts = firstThings(advice);
  const parts = [
    ...notes,
    verdict.headline,
    `${workloadLine(advice)}.`,
    numbers.join(' '),
    ...firsts.slice(0, 3).map((one) => `Before you act: ${one}`),
    sureWords(advice),
    ...verdict.reasons.slice(0, 3),
    `Next step: ${verdict.nextStep}`,
    groundsLine(advice),
    ...(chart.kind === 'none' && chart.note !== undefined ? [chart.note] : []),
  ];
  return parts.map((part) => asSafeMrkdwn(cut(part, 700))).join('\n');
}
