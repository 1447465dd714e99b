import type { types } from '@slack/bolt';
import {
  type Advice,
  formatDay,
  formatDuration,
  formatShare,
  formatUsd,
  isPresent,
  type Plan,
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
  small,
  words,
} from '../../kit/blocks.js';
import { asOneLine, cut } from '../../kit/safe-text.js';
import { sentenceWindow } from '../../kit/window.js';
import { money } from './headline-numbers.js';
import { driverBlocks, howSureBlocks } from './how-sure-blocks.js';
import { ledgerBlocks } from './ledger-blocks.js';
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
  const stops = plan.blockers.map(({ message }) => [words(cut(asOneLine(message), 400))]);
  return [
    { type: 'header', text: plain(cut(asOneLine(plan.title), 150)) },
    ...(stops.length === 0 ? [] : [bullets('What stops it', stops)]),
    bullets(
      'In short',
      summary(plan).map((line) => [words(cut(asOneLine(line), 400))]),
    ),
    ...planParts(plan).flatMap(({ title, ledger }) => ledgerBlocks(title, ledger)),
    ...driverBlocks(advice),
    ...howSureBlocks(advice),
    ...assumptionBlocks(plan, advice),
    ...evidenceBlocks(advice),
    small(pricesLine(advice)),
  ];
}

function summary(plan: Plan): string[] {
  const { againstKeep, againstBestUntuned } = plan.breakeven;
  const { lifetime, accuracy } = plan;
  const changesNothing = isPresent(plan);
  return [
    `First month: ${money(plan.firstMonthUsd)}. Over the horizon, in today's money: ${money(plan.horizonCostUsd)}.`,
    ...(changesNothing ? [] : [`Against today: ${breakevenWords(againstKeep)}`]),
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
    `Right answers: ${formatShare(accuracy.p10)} to ${formatShare(accuracy.p90)} in 8 of 10 scenarios (${accuracy.basis}). ${accuracy.note}`,
  ];
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
  const items = verdict.evidence.map(({ source, year, finding, address, ageYears, verified }) => {
    const age = ageYears === 1 ? '1 year old' : `${ageYears} years old`;
    const read = verified ? '' : ', known from others';
    return [words(cut(asOneLine(`${source}, ${year} (${age}${read}): ${finding} ${address}`), 400))];
  });
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
