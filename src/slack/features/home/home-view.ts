import type { Pipeline } from '../../../decisions/pipeline.js';
import type { Digest } from '../../../digest/digest.js';
import { formatDay, formatUsd, upperFirst } from '../../../engine/index.js';
import type { IsoDate } from '../../../prices/price-book.js';
import { type Estimate, newestDecision } from '../../../workspace/estimate.js';
import type { SettingsVersion } from '../../../workspace/settings.js';
import type { Subscription } from '../../../workspace/subscription.js';
import { DIGEST_EDIT, OPEN_SETTINGS } from '../../kit/action-ids.js';
import {
  type Block,
  button,
  type HomeView,
  linesWithRest,
  paragraph,
  plain,
  type RichTextPart,
  small,
  words,
} from '../../kit/blocks.js';
import { asOneLine, cut } from '../../kit/safe-text.js';
import { lifeParts, openLines, sumLines } from '../decisions/life-words.js';
import { decisionLine } from '../digest/decision-lines.js';
import { elsewhereLines, priceLine } from '../digest/price-lines.js';
import {
  NOBODY_SUBSCRIBED,
  pauseButton,
  pausedFirst,
  subscriptionLine,
} from '../digest/subscription-messages.js';
import { nameWords } from '../digest/words.js';
import { figuresOf, sinceSaving, stateOfEstimate, verdictOf } from '../estimates/decision-words.js';
import { homeEstimateButtons } from '../estimates/estimate-buttons.js';
import { NOTHING_SAVED } from '../estimates/saved-message.js';
import { startButton } from '../form/start-message.js';

/** What happened in the last seven days, as far as it is known. */
export type LastWeek =
  /** It is being worked out. */
  | { readonly kind: 'pending' }
  | { readonly kind: 'failed' }
  /** What a digest of these days would say. */
  | { readonly kind: 'known'; readonly digest: Digest };

/** What a person's Home tab shows. */
export interface HomeContent {
  readonly userId: string;
  /** All of the workspace, newest first. */
  readonly estimates: readonly Estimate[];
  /** Estimates that are kept but could not be read. */
  readonly unreadable: number;
  /** What all decisions of the workspace come to. */
  readonly pipeline: Pipeline;
  readonly today: IsoDate;
  readonly subscriptions: readonly Subscription[];
  /** Whether the person is an admin of the workspace, as far as Slack says. */
  readonly isAdmin: boolean;
  readonly settings: SettingsVersion | undefined;
  /** Whether the person may change them. */
  readonly mayChangeSettings: boolean;
  readonly week: LastWeek;
  /** What has just happened here. */
  readonly notice: readonly Block[];
}

const HOW =
  'In a channel: /ftcost and a line. In a thread: @ftcost and a line. Here: the button. /ftcost help says all.';

/** The Home tab. Every list is cut to what the tab can hold, and says how many are left out. */
export function homeView(content: HomeContent): HomeView {
  return {
    type: 'home',
    blocks: [
      { type: 'header', text: plain('Prompt, retrieve or fine-tune?') },
      ...content.notice,
      { type: 'actions', elements: [startButton()] },
      small(HOW),
      { type: 'divider' },
      ...estimateBlocks(content),
      { type: 'divider' },
      ...subscriptionBlocks(content),
      { type: 'divider' },
      ...priceBlocks(content.week),
      ...settingsBlocks(content),
    ],
  };
}

/** Estimates that are shown: each takes two blocks of the hundred. */
export const MAX_ESTIMATES_AT_HOME = 15;

const PENDING = 'Working out what moved in the last week.';
const FAILED =
  'What moved in the last week could not be worked out just now. Open this tab again in a minute.';

/** The saved estimates with verdict, saving and payback, and whether they moved; those that moved come first. */
function estimateBlocks({ estimates, unreadable, week, pipeline, today }: HomeContent): Block[] {
  const [sums, open] = [sumLines(pipeline), openLines(pipeline, today)];
  const inOrder = movedFirst(estimates, week);
  const shown = inOrder.slice(0, MAX_ESTIMATES_AT_HOME);
  const hidden = estimates.length - shown.length;
  const notes = [
    ...(estimates.some(({ watched }) => watched) && week.kind === 'pending' ? [PENDING] : []),
    ...(estimates.some(({ watched }) => watched) && week.kind === 'failed' ? [FAILED] : []),
    ...(unreadable === 0
      ? []
      : [`${unreadable} more cannot be read any more. The operator of this app has been told.`]),
  ];
  return [
    {
      type: 'header',
      text: plain(`Saved estimates${estimates.length === 0 ? '' : `: ${estimates.length}`}`),
    },
    ...(sums.length === 0 ? [] : [small(...sums.map((line) => cut(line, 600)))]),
    ...(notes.length === 0 ? [] : [small(...notes)]),
    ...(estimates.length === 0 ? [paragraph(words(NOTHING_SAVED))] : []),
    ...shown.flatMap((estimate) => [entryOf(estimate, week, pipeline), homeEstimateButtons(estimate)]),
    ...(open.length === 0 ? [] : [small(...open.map((line) => cut(line, 600)))]),
    ...(estimates.length === 0
      ? []
      : [
          small(
            `${hidden > 0 ? `And ${hidden} more. ` : ''}/ftcost saved lists all, and posts them in a channel. What is changed here holds for everybody in this workspace.`,
          ),
        ]),
  ];
}

function entryOf(estimate: Estimate, week: LastWeek, pipeline: Pipeline): Block {
  const decision = newestDecision(estimate);
  const newest = { ...estimate, decision };
  // What flipped in the last week says itself what it was before.
  const isTold = estimate.watched && week.kind === 'known' && moveOf(estimate, week.digest)?.flipped === true;
  return paragraph(
    words(nameWords(estimate.name), { bold: true }),
    words(`\n${verdictOf(decision)}.\n`),
    words(`${upperFirst(figuresOf(newest))}.`, { bold: true }),
    words(` ${stateOfEstimate(newest)}`),
    ...movedParts(estimate, week),
    ...(isTold ? [] : sinceSaving(estimate).map((sentence) => words(` ${sentence}`))),
    ...lifeParts(estimate, pipeline),
  );
}

/** Whether its decision is the one of a week ago: only what is watched is decided again. */
function movedParts(estimate: Estimate, week: LastWeek): readonly RichTextPart[] {
  if (!estimate.watched || week.kind !== 'known') return [];
  const { decisions, undecided } = week.digest;
  const move = moveOf(estimate, week.digest);
  if (move !== undefined) {
    const lead = move.flipped ? '\nChanged in the last week: ' : '\nIts cost moved in the last week: ';
    return [words(lead, { bold: true }), words(cut(decisionLine(move).rest, 700))];
  }
  if (undecided.names.includes(estimate.name)) {
    return [words('\nIts model has left the price book. Adjust it to choose another.')];
  }
  // What is missing from a list that was cut may have moved.
  const isWhole =
    decisions.moves.length >= decisions.flips + decisions.moved && undecided.names.length >= undecided.count;
  return isWhole ? [words(' No change in the last week.')] : [];
}

function moveOf({ id }: Estimate, { decisions }: Digest): Digest['decisions']['moves'][number] | undefined {
  return decisions.moves.find(({ estimateId }) => estimateId === id);
}

function movedFirst(estimates: readonly Estimate[], week: LastWeek): readonly Estimate[] {
  if (week.kind !== 'known') return estimates;
  const weight = (estimate: Estimate): number => {
    const move = estimate.watched ? moveOf(estimate, week.digest) : undefined;
    return move === undefined ? 0 : move.flipped ? 2 : 1;
  };
  return [...estimates].sort((a, b) => weight(b) - weight(a));
}

/** Subscriptions that are shown: each takes up to two blocks of the hundred. */
export const MAX_SUBSCRIPTIONS_AT_HOME = 10;

/** The channels that get a digest, the person's own first, with buttons where this person may use them. */
function subscriptionBlocks({ subscriptions, userId, isAdmin }: HomeContent): Block[] {
  const own = subscriptions.filter(({ createdBy }) => createdBy === userId);
  const others = subscriptions.filter(({ createdBy }) => createdBy !== userId);
  const shown = [...pausedFirst(own), ...pausedFirst(others)].slice(0, MAX_SUBSCRIPTIONS_AT_HOME);
  const hidden = subscriptions.length - shown.length;
  return [
    { type: 'header', text: plain('Weekly digests') },
    ...(subscriptions.length === 0 ? [paragraph(words(NOBODY_SUBSCRIBED))] : []),
    ...shown.flatMap((subscription): Block[] => {
      const line = subscriptionLine(subscription);
      if (!isAdmin && subscription.createdBy !== userId) return [line];
      const edit = button(DIGEST_EDIT, 'Edit', subscription.channelId);
      return [line, { type: 'actions', elements: [pauseButton(subscription), edit] }];
    }),
    ...(hidden > 0
      ? [small(`And ${hidden} more. /ftcost digest list shows more; in a channel, /ftcost digest its own.`)]
      : []),
  ];
}

/** Lines of price changes; each is about one seller and one cause. */
const MAX_LINES = 10;

const NO_CHANGE =
  'No price that watched estimates use, or might use instead, changed in the last week. /ftcost prices shows what models cost.';

/** The prices that changed in the last week, those that watched estimates use first. */
function priceBlocks(week: LastWeek): Block[] {
  if (week.kind !== 'known') return [];
  const { groups, products } = week.digest.prices;
  const lines = groups
    .map(priceLine)
    .map(({ lead, rest }) => [words(`${cut(lead, 140)}: `, { bold: true }), words(cut(rest, 400))]);
  const elsewhere = elsewhereLines(week.digest.prices).map((line) => small(line));
  const heading =
    products === 1 ? '1 product' : `${products} products; those that watched estimates use come first`;
  return [
    { type: 'header', text: plain('Prices that changed in the last week') },
    ...(lines.length === 0
      ? [paragraph(words(NO_CHANGE))]
      : linesWithRest(heading, lines, MAX_LINES, 'changes; /ftcost prices and a name shows its history')),
    ...elsewhere,
  ];
}

/** What every advice of the workspace starts from, and who may change it; the whole for those who may. */
function settingsBlocks({ settings, mayChangeSettings }: HomeContent): Block[] {
  const heading: Block[] = [
    { type: 'divider' },
    { type: 'header', text: plain('Settings of this workspace') },
  ];
  if (!mayChangeSettings) return [...heading, paragraph(words(FOR_OTHERS))];
  return [
    ...heading,
    paragraph(words(settings === undefined ? NOTHING_SET : settingsWords(settings))),
    small(settings?.settings.editors === 'everyone' ? EVERYONE_MAY : ADMINS_MAY),
    { type: 'actions', elements: [button(OPEN_SETTINGS, 'Change settings', 'open')] },
  ];
}

const FOR_OTHERS =
  'Every advice starts from them. Admins and owners of this workspace may change them; /ftcost settings shows what they are.';
const ADMINS_MAY = 'Admins and owners of this workspace may change them.';
const EVERYONE_MAY = 'Everybody in this workspace may change them.';

const NOTHING_SET =
  'Nothing is set: advices start from stated defaults. Set what an engineer costs, which providers may be used, and the prices you have negotiated.';

function settingsWords({ settings, changedAt, changedByName }: SettingsVersion): string {
  const { engineerMonthlyUsd, providers, existingFineTuningAccounts: accounts, horizonMonths } = settings;
  const { negotiated } = settings;
  const set = [
    ...(engineerMonthlyUsd === undefined ? [] : [`engineer ${formatUsd(engineerMonthlyUsd)} a month`]),
    ...(providers === undefined ? [] : [`providers ${providers.join(', ') || 'none'}`]),
    ...(accounts === undefined ? [] : [`tuning accounts at ${accounts.join(', ') || 'nobody'}`]),
    ...(horizonMonths === undefined ? [] : [`${horizonMonths} months ahead`]),
    ...(negotiated.length === 0
      ? []
      : [`${negotiated.length} negotiated ${negotiated.length === 1 ? 'price' : 'prices'}`]),
  ];
  const what = cut(asOneLine(set.join('; ')), 1_000) || 'the defaults';
  const who = cut(asOneLine(changedByName), 80);
  return `Every advice starts from: ${what}. Changed by ${who} on ${formatDay(changedAt.toISOString().slice(0, 10))}.`;
}
