import type { types } from '@slack/bolt';
import {
  type Advice,
  billsOf,
  earlyStopWords,
  formatCount,
  formatDay,
  formatDuration,
  formatOdds,
  formatShare,
  formatUsd,
  formatWorkdays,
  isPresent,
  judgingWords,
  type Plan,
  passWords,
  paybackOn,
} from '../../../engine/index.js';
import { WORKING_PAGE, WORKING_PLAN, WORKING_VIEW } from '../../kit/action-ids.js';
import {
  type Block,
  bullets,
  button,
  type ModalView,
  type PlainOption,
  paragraph,
  plain,
  type RichTextPart,
  small,
  words,
} from '../../kit/blocks.js';
import { asOneLine, counted, cut } from '../../kit/safe-text.js';
import { sentenceWindow } from '../../kit/window.js';
import { barWords, basisWords, chanceCell, spreadOfAccuracy } from './accuracy-words.js';
import { isOneOff, money } from './headline-numbers.js';
import { driverBlocks, howSureBlocks } from './how-sure-blocks.js';
import { createFootnotes, ledgerBlocks } from './ledger-blocks.js';
import { planParts } from './plan-parts.js';

/** What the ledgers show. */
export interface WorkingContent {
  readonly advice: Advice;
  /** Any plan of the advice; the recommended one when there is none of this id. */
  readonly planId?: string;
  /** From 0. */
  readonly page?: number;
  /** What brings the view back: goes into `private_metadata`. */
  readonly metadata: string;
  readonly notice?: string;
}

/** Blocks of one page; Slack takes 100 in a modal, and the frame needs some. */
const PAGE = 80;
/** Plans that can be chosen: Slack's limit for a select. */
const MAX_PLANS = 100;

/** The working behind a verdict: every line of the ledgers of one plan, with prices, sources and dates. */
export function workingModal(content: WorkingContent): ModalView {
  const { advice, metadata, notice } = content;
  const plan = advice.plans.find(({ id }) => id === content.planId) ?? recommended(advice);
  const body = plan === undefined ? [] : planBlocks(plan, advice);
  const pages = Math.max(1, Math.ceil(body.length / PAGE));
  const page = Math.min(Math.max(0, content.page ?? 0), pages - 1);
  return {
    type: 'modal',
    callback_id: WORKING_VIEW,
    title: plain('Working'),
    close: plain('Close'),
    private_metadata: metadata,
    blocks: [
      ...(notice === undefined ? [] : [small(notice)]),
      ...(plan === undefined ? [] : [planSelect(advice, plan)]),
      ...body.slice(page * PAGE, (page + 1) * PAGE),
      ...(pages === 1 ? [] : [pager(page, pages)]),
    ],
  };
}

function recommended(advice: Advice): Plan | undefined {
  return advice.plans.find(({ id }) => id === advice.verdict.planId) ?? advice.plans[0];
}

/** The value of a plan in the select; ids longer than Slack allows are cut, and found again by their beginning. */
export function planOptionValue(plan: Plan): string {
  return plan.id.slice(0, 150);
}

function planSelect(advice: Advice, chosen: Plan): types.SectionBlock {
  const option = (plan: Plan): PlainOption => ({
    text: plain(cut(asOneLine(`${plan.title}${plan.feasible ? '' : ' (blocked)'}`), 75)),
    value: planOptionValue(plan),
  });
  const listed = advice.plans.slice(0, MAX_PLANS);
  const options = listed.includes(chosen) ? listed : [chosen, ...listed.slice(1)];
  return {
    type: 'section',
    block_id: 'plan',
    text: plain('Plan'),
    accessory: {
      type: 'static_select',
      action_id: WORKING_PLAN,
      options: options.map(option),
      initial_option: option(chosen),
    },
  };
}

function pager(page: number, pages: number): types.ActionsBlock {
  const previous = button(`${WORKING_PAGE}:previous`, 'Previous page', String(page - 1));
  const next = button(`${WORKING_PAGE}:next`, 'Next page', String(page + 1));
  return {
    type: 'actions',
    block_id: 'pager',
    elements: [...(page > 0 ? [previous] : []), ...(page < pages - 1 ? [next] : [])],
  };
}

function planBlocks(plan: Plan, advice: Advice): Block[] {
  const footnotes = createFootnotes();
  const stops = plan.blockers.map(({ message }) => [words(cut(asOneLine(message), 400))]);
  return [
    { type: 'header', text: plain(cut(asOneLine(plan.title), 150)) },
    ...(stops.length === 0 ? [] : [bullets('What stops it', stops)]),
    bullets(
      'In short',
      summary(plan, advice).map((line) => [words(cut(asOneLine(line), 400))]),
    ),
    accuracyBlock(plan, advice),
    ...testBlocks(plan, advice),
    ...planParts(plan).flatMap(({ title, ledger }) => ledgerBlocks(title, ledger, footnotes)),
    ...footnotes.blocks(),
    ...driverBlocks(advice),
    ...howSureBlocks(advice),
    ...assumptionBlocks(plan, advice),
    ...evidenceBlocks(advice),
    small(pricesLine(advice)),
  ];
}

/** Invoice, people and mistakes, each by itself. */
function partsWords({ invoiceUsd, peopleUsd, mistakesUsd }: NonNullable<Plan['horizonCost']>): string {
  const mistakes = mistakesUsd === null ? '' : `, mistakes ${formatUsd(mistakesUsd)}`;
  return `invoice ${formatUsd(invoiceUsd)}, people ${formatUsd(peopleUsd)}${mistakes}`;
}

function costLines(
  { firstMonth, firstMonthUsd, horizonCost, horizonCostUsd }: Plan,
  oneOff: boolean,
): string[] {
  const month = firstMonth === null ? money(firstMonthUsd) : partsWords(firstMonth);
  return [
    `${oneOff ? 'In all' : 'First month'}: ${month}.`,
    `Over the horizon, in today's money, invoice and people together, if all is as stated: ${money(horizonCostUsd)}.`,
    ...(horizonCost === null ? [] : [`On average over the scenarios: ${partsWords(horizonCost)}.`]),
  ];
}

/** The bill by day, month and year, against today's, and what it comes to as the volume grows. */
function billLines(plan: Plan, { workload, asOf, plans }: Advice): string[] {
  const present = plans.find(isPresent);
  const bills = billsOf(plan, workload, asOf);
  const todays = present === undefined ? null : billsOf(present, workload, asOf);
  if (bills === null) return [];
  const { dayUsd, monthUsd, yearUsd, laterUsd } = bills;
  const isOther = todays !== null && todays.yearUsd > 0 && !isPresent(plan);
  const share = isOther ? yearUsd / todays.yearUsd - 1 : 0;
  const against = isOther
    ? `, ${formatShare(Math.abs(share))} ${share > 0 ? 'more' : 'less'} than today`
    : '';
  const later = laterUsd.map(({ month, usd }, index) => {
    const today = todays?.laterUsd[index]?.usd;
    return `${formatUsd(usd)} in month ${month}${isOther && today !== undefined ? ` (today's plan ${formatUsd(today)})` : ''}`;
  });
  return [
    `Invoice and people: ${formatUsd(dayUsd)} a day, ${formatUsd(monthUsd)} a month, ${formatUsd(yearUsd)} in 12 months of 30 days${against}.`,
    ...(laterUsd.some(({ usd }) => Math.abs(usd - monthUsd) > 1e-9 * monthUsd)
      ? [`As volume and announced prices go: ${later.join(', ')}.`]
      : []),
  ];
}

function summary(plan: Plan, advice: Advice): string[] {
  const { againstBestUntuned } = plan.breakeven;
  const { lifetime } = plan;
  const changesNothing = isPresent(plan);
  return [
    ...costLines(plan, isOneOff(advice)),
    ...billLines(plan, advice),
    ...(changesNothing ? [] : [`Against today: ${paybackSentence(plan, advice)}`]),
    ...(againstBestUntuned === null
      ? []
      : [`Against the best untuned plan: ${breakevenWords(againstBestUntuned)}`]),
    ...(changesNothing
      ? []
      : [
          `Serves ${plan.timeToDeployDays === 0 ? 'at once' : `after ${formatDuration(plan.timeToDeployDays)}`}.`,
        ]),
    lifetime.months === null
      ? 'No end is announced.'
      : `Runs for ${formatDuration(lifetime.months * 30)}${lifetime.orLater === true ? ' or longer' : ''}: ${lifetime.because}.`,
  ];
}

/** Sources that are listed of one accuracy; most results are of a few leaderboards. */
const MAX_SOURCES = 8;

/** How often the plan is right: spread, basis, the chance that it is good enough, and where that comes from. */
function accuracyBlock(plan: Plan, { verdict }: Advice): Block {
  const { accuracy } = plan;
  const { mean, note, sources } = accuracy;
  const links = sources
    .slice(0, MAX_SOURCES)
    .map(({ name, address, date }): RichTextPart[] => [
      { type: 'link', url: address, text: cut(asOneLine(name), 120) },
      words(`, ${formatDay(date)}`),
    ]);
  const hidden = sources.length - links.length;
  return bullets('Right answers', [
    [
      words(
        `${spreadOfAccuracy(accuracy)} in 8 of 10 scenarios, ${formatShare(mean)} on average (${basisWords(accuracy)}).`,
      ),
    ],
    [words(`Good enough, ${barWords(verdict)}: ${chanceCell(plan, verdict)}.`)],
    [words(cut(asOneLine(note), 400))],
    ...links,
    ...(hidden > 0 ? [[words(`And ${counted(hidden, 'more source')}.`)]] : []),
  ]);
}

/** The arithmetic of the test that the plan is part of: what it costs, what passes, what knowing is worth. */
function testBlocks(plan: Plan, { verdict, plans, workload }: Advice): Block[] {
  const { test } = verdict;
  if (test === null || !test.plans.some(({ planId }) => planId === plan.id)) return [];
  const { items, tokensUsd, trainingUsd, people, costUsd, pPass, worthUsd, netUsd, breakEvenAccuracy } = test;
  const early = earlyStopWords(test);
  const lines = [
    `Items: ${formatCount(items)} of your own queries, judged ${judgingWords(test)}.`,
    `Cost: tokens ${formatUsd(tokensUsd)}${trainingUsd > 0 ? ` + training ${formatUsd(trainingUsd)}` : ''} + people ${formatUsd(people.usd)} (${formatWorkdays(people.days)}) = ${formatUsd(costUsd)}.`,
    passWords(test, plans),
    ...(early === '' ? [] : [early]),
    `Chance that ${test.plans.length === 1 ? 'it passes' : 'at least one passes'}: ${formatOdds(pPass)}.`,
    `Knowing is worth ${formatUsd(worthUsd)} over the horizon; less the cost of the test, ${formatUsd(netUsd)}.`,
    ...(breakEvenAccuracy === null || workload.quality?.lossPerErrorUsd === undefined
      ? []
      : [
          `At ${formatShare(breakEvenAccuracy)} right and ${formatUsd(workload.quality.lossPerErrorUsd)} an error it costs as much as what is done meanwhile.`,
        ]),
  ];
  return [
    bullets(
      'The test',
      lines.map((line) => [words(cut(asOneLine(line), 400))]),
    ),
  ];
}

/** Payback as everywhere, from the decision on, with the queries that it takes. */
function paybackSentence(plan: Plan, { asOf }: Advice): string {
  const { againstKeep } = plan.breakeven;
  if (againstKeep.kind === 'never') return `never pays back. ${againstKeep.why}`;
  const { queries, savingPerQueryUsd } = againstKeep;
  const when = againstKeep.days === 0 ? 'at once' : `in ${paybackOn(plan, asOf)}`;
  return `pays back ${when}, after ${queries.toLocaleString('en-US')} queries that save ${formatUsd(savingPerQueryUsd)} each.`;
}

function breakevenWords(breakeven: Plan['breakeven']['againstKeep']): string {
  if (breakeven.kind === 'never') return `never pays back. ${breakeven.why}`;
  const { queries, days, date, savingPerQueryUsd } = breakeven;
  const when =
    days === 0 ? 'pays back at once' : `pays back in ${formatDuration(days)}, on ${formatDay(date)}`;
  return `${when}, after ${queries.toLocaleString('en-US')} queries that save ${formatUsd(savingPerQueryUsd)} each.`;
}

/** Assumptions in blocks of a readable size. */
function assumptionBlocks(plan: Plan, advice: Advice): Block[] {
  const all = [...plan.assumptions, ...advice.assumptions].map(({ statement }) => [
    words(cut(asOneLine(statement), 400)),
  ]);
  if (all.length === 0) return [paragraph(words('Nothing had to be assumed.'))];
  const blocks: Block[] = [];
  for (let start = 0; start < all.length; start += 10) {
    blocks.push(
      bullets(start === 0 ? `Assumptions: ${all.length}` : 'More assumptions', all.slice(start, start + 10)),
    );
  }
  return blocks;
}

/** What the verdict leans on, each with its age and whether it was read at the source. */
function evidenceBlocks({ verdict }: Advice): Block[] {
  if (verdict.evidence.length === 0) return [];
  const items = verdict.evidence.map(
    ({ source, year, finding, address, ageYears, verified }): RichTextPart[] => {
      const age = ageYears === 1 ? '1 year old' : `${ageYears} years old`;
      const read = verified ? '' : ', known from others';
      return [
        { type: 'link', url: address, text: cut(asOneLine(`${source}, ${year}`), 120) },
        words(` ${cut(asOneLine(`(${age}${read}): ${finding}`), 400)}`),
      ];
    },
  );
  return [bullets('Evidence', items)];
}

function pricesLine(advice: Advice): string {
  const { asOf, bookVersion, oldestCheckedOn, stale } = advice.prices;
  const checked =
    oldestCheckedOn === null
      ? ''
      : ` Oldest check ${formatDay(oldestCheckedOn)}${stale ? ': some are stale' : ''}.`;
  return `Prices of ${formatDay(asOf)}, price book ${bookVersion}.${checked}`;
}

/** Shown while the ledgers are worked out; it remembers of what. */
export function workingLoading(metadata: string): ModalView {
  return {
    ...sentenceWindow('Working', 'Working it out. This takes a few seconds.'),
    callback_id: WORKING_VIEW,
    private_metadata: metadata,
  };
}

/** Shown when there will be no ledgers. */
export function workingFailed(sentence: string): ModalView {
  return sentenceWindow('Working', sentence);
}
