import type { Digest, PriceGroup, Shutdown } from '../../../digest/digest.js';
import { AHEAD_DAYS } from '../../../digest/shutdowns.js';
import { formatDay, formatShare, formatUsd } from '../../../engine/index.js';
import {
  type Block,
  bullets,
  chartBlocks,
  type HowMany,
  type Message,
  paragraph,
  plain,
  type ResultChart,
  type RichTextPart,
  shrunkToFit,
  small,
  words,
} from '../../kit/blocks.js';
import { asOneLine, asSafeMrkdwn, counted, cut } from '../../kit/safe-text.js';
import { pipelineLines } from '../decisions/life-words.js';
import { decisionButtons } from './decision-buttons.js';
import { decisionLine } from './decision-lines.js';
import { digestHeadline } from './headline.js';
import { newModelLine, shutdownLine } from './other-lines.js';
import { elsewhereLines, priceLine } from './price-lines.js';
import { type Line, namesWords, nameWords } from './words.js';

/** How much of a digest is shown. */
interface Detail {
  readonly decisions: number;
  readonly prices: number;
  readonly models: number;
  readonly ends: number;
  /** Decisions that flip which have buttons of their own. */
  readonly buttons: number;
  /** Most characters of a line. */
  readonly line: number;
}

function detailOf(howMany: HowMany): Detail {
  return {
    decisions: howMany(10, 2),
    prices: howMany(10, 2),
    models: howMany(5, 1),
    ends: howMany(6, 1),
    buttons: howMany(5, 1),
    line: howMany(500, 160),
  };
}

/** Lines of each list in the text for notifications and screen readers, and the most characters of one. */
const IN_TEXT: Detail = { decisions: 3, prices: 3, models: 1, ends: 2, buttons: 0, line: 400 };

/**
 * A digest as a message: the headline first, then decisions, picture, prices, new models, shutdowns, and what was
 * left out. Everything from outside is in objects that Slack does not interpret, or escaped. Fits Slack's limits
 * whatever the digest.
 *
 * @param notes Sentences at the top, such as that the digest is late.
 */
export function digestMessage(digest: Digest, chart: ResultChart, notes: readonly string[] = []): Message {
  const text = digestText(digest, notes);
  if (digest.quiet) return { text, blocks: quietBlocks(digest, notes) };
  return { text, blocks: shrunkToFit((howMany) => digestBlocks(digest, chart, notes, detailOf(howMany))) };
}

function digestBlocks(digest: Digest, chart: ResultChart, notes: readonly string[], detail: Detail): Block[] {
  return [
    ...noteBlocks(notes),
    { type: 'header', text: plain(cut(digestHeadline(digest), 150)) },
    small(openingLine(digest)),
    ...decisionBlocks(digest, detail),
    ...chartBlocks(chart),
    ...sections(digest, detail)
      .slice(1)
      .flatMap((section) => sectionBlocks(section, detail)),
    ...pipelineBlocks(digest),
    small(...footLines(digest)),
  ];
}

/** What all decisions come to: sums, what is due, what nobody owns. */
function pipelineBlocks(digest: Digest): Block[] {
  const lines = pipelineSaid(digest);
  return lines.length === 0
    ? []
    : [
        bullets(
          'Your decisions',
          lines.map((line) => [words(cut(line, 400))]),
        ),
      ];
}

function pipelineSaid({ pipeline, until }: Digest): readonly string[] {
  return pipeline === undefined ? [] : pipelineLines(pipeline, until);
}

function noteBlocks(notes: readonly string[]): Block[] {
  return notes.length === 0 ? [] : [paragraph(words(cut(notes.join(' '), 600), { bold: true }))];
}

/** A list of a digest: some lines, and what is said of those that are left out. */
interface Section {
  readonly heading: string;
  readonly lines: readonly Line[];
  readonly more?: string;
}

/** The lists in the order in which they are read; decisions first, even when there is none to tell. */
function sections(digest: Digest, detail: Detail): readonly Section[] {
  const changes = digest.prices.groups.filter(({ kind }) => kind !== 'announced' && kind !== 'corrected');
  const announced = digest.prices.groups.filter(({ kind }) => kind === 'announced');
  const corrected = digest.prices.groups.filter(({ kind }) => kind === 'corrected');
  return [
    decisionSection(digest, detail),
    priceSection(
      digest.kind === 'alert' ? 'Cheaper, and in use here' : 'Prices that moved',
      changes,
      detail,
      digest.prices.others,
    ),
    priceSection('Announced, not yet in force', announced, detail),
    newModelSection(digest, detail),
    shutdownSection(digest, detail),
    priceSection('Corrected: the source was wrong, and no bill moved', corrected, detail),
  ];
}

function decisionSection({ decisions }: Digest, { decisions: most }: Detail): Section {
  const { moves, flips, moved } = decisions;
  const shown = moves.slice(0, most);
  const hidden = flips + moved - shown.length;
  const hiddenFlips = flips - shown.filter(({ flipped }) => flipped).length;
  return {
    heading: decisionHeading(decisions),
    lines: shown.map(decisionLine),
    ...(hidden > 0 && {
      more: `And ${hidden} more${hiddenFlips > 0 ? `, ${hiddenFlips} of them flipped` : ''}: see /ftcost saved.`,
    }),
  };
}

/** The decisions that flip with what can be done about each, then the others as a list. */
function decisionBlocks(digest: Digest, detail: Detail): Block[] {
  const section = decisionSection(digest, detail);
  const acting = digest.decisions.moves.filter(({ flipped }) => flipped).slice(0, detail.buttons);
  if (acting.length === 0) return sectionBlocks(section, detail);
  const { heading, lines, more } = section;
  const others = lines.slice(acting.length);
  return [
    paragraph(words(heading, { bold: true })),
    ...acting.flatMap((move) => [paragraph(...lineParts(decisionLine(move), detail)), decisionButtons(move)]),
    ...sectionBlocks({ heading: 'And', lines: others, ...(more !== undefined && { more }) }, detail),
  ];
}

function decisionHeading({ flips, moved }: Digest['decisions']): string {
  if (flips === 0) return 'Decisions that move';
  return moved === 0 ? 'Decisions that flip' : 'Decisions that flip or move';
}

/** Prices in use come first; of the others some, and a count of the rest. */
function priceSection(
  heading: string,
  groups: readonly PriceGroup[],
  { prices: most }: Detail,
  others = 0,
): Section {
  const shown = groups.slice(0, most);
  const hidden = groups.slice(most);
  const count = hidden.reduce((sum, { productCount }) => sum + productCount, others);
  const used = hidden.reduce((sum, one) => sum + one.used, 0);
  const whose = used > 0 ? `, ${used} in use here` : ', not in use here';
  return {
    heading,
    lines: shown.map(priceLine),
    ...(count > 0 && { more: `And ${counted(count, 'more model')}${whose}: see /ftcost prices.` }),
  };
}

function newModelSection({ newModels }: Digest, { models: most }: Detail): Section {
  const lines = newModels.models.slice(0, most).map(newModelLine);
  const hidden = newModels.count - lines.length;
  return {
    heading: 'New models worth a look',
    lines,
    ...(hidden > 0 && { more: `And ${counted(hidden, 'more new model')}.` }),
  };
}

function shutdownSection({ shutdowns }: Digest, { ends: most }: Detail): Section {
  const lines = shutdowns.ends.slice(0, most).map(shutdownLine);
  const hidden = shutdowns.count - lines.length;
  return {
    heading: shutdowns.ends.some(({ daysLeft }) => daysLeft > AHEAD_DAYS)
      ? 'Ending within 90 days, or newly announced to end'
      : 'Ending within 90 days',
    lines,
    ...(hidden > 0 && { more: `And ${counted(hidden, 'more end')}.` }),
  };
}

function sectionBlocks({ heading, lines, more }: Section, detail: Detail): Block[] {
  if (lines.length === 0) return more === undefined ? [] : [small(more)];
  const items = lines.map((line) => lineParts(line, detail));
  return [bullets(heading, items), ...(more === undefined ? [] : [small(more)])];
}

function lineParts({ lead, rest }: Line, { line: length }: Detail): RichTextPart[] {
  return [words(`${cut(lead, 140)}: `, { bold: true }), words(cut(rest, length))];
}

/** Which stretch of time and which estimates. */
function openingLine(digest: Digest): string {
  const { estimateCount, undecided } = digest;
  const decided = estimateCount - undecided.count;
  const span = `${formatDay(digest.from)} to ${formatDay(digest.until)}`;
  if (estimateCount === 0) {
    return `${span}. No estimate is watched: press Save and watch under a result, and I decide it again every week.`;
  }
  const lost =
    undecided.count === 0
      ? ''
      : ` Not decided, because the model is no longer in the price book: ${namesWords(undecided.names, undecided.count, 3)}.`;
  return `${span}. ${counted(decided, 'watched estimate')} decided again.${lost}`;
}

/** What was left out, by whose wish; and which prices were used. */
function footLines(digest: Digest): readonly string[] {
  const { decisions, prices, heldBack, content } = digest;
  const small = [
    ...(decisions.small === 0
      ? []
      : [`${counted(decisions.small, 'bill')} moved by less than ${formatUsd(content.leastUsd)}`]),
    ...(prices.small === 0
      ? []
      : [`${counted(prices.small, 'model')} by less than ${formatShare(content.leastShare)} in price`]),
  ];
  return [
    ...tieLine(decisions),
    ...untouchedLine(digest),
    ...(small.length === 0 ? [] : [`Below your thresholds, up or down: ${small.join(', ')}.`]),
    ...elsewhereLines(prices),
    ...heldBackLine(heldBack),
    `Decided at the prices of ${formatDay(digest.from)} and of ${formatDay(digest.until)}, price book ${digest.bookVersion}, newest check ${formatDay(digest.checkedOn)}.`,
    digest.kind === 'alert'
      ? 'An alert, since this channel asked for what cannot wait for its digest. To stop these: /ftcost digest alerts off.'
      : 'Change or stop this with /ftcost digest.',
  ];
}

/** Decisions for which several plans are as good: one line for all of them. */
function tieLine({ ties }: Digest['decisions']): readonly string[] {
  if (ties === 0) return [];
  return [`${counted(ties, 'decision')} ${ties === 1 ? 'is' : 'are'} too close to call: nothing to do.`];
}

/** Decisions that nobody has touched for another quarter: one line for all of them. */
function untouchedLine({ untouched }: Digest): readonly string[] {
  if (untouched.count === 0) return [];
  const names = untouched.estimates.map(({ name, since }) => `${nameWords(name, 40)} (${formatDay(since)})`);
  return [`Not looked at since: ${namesWords(names, untouched.count, 3)}. Open or delete: /ftcost saved.`];
}

function heldBackLine(heldBack: number): readonly string[] {
  if (heldBack === 0) return [];
  const wait = heldBack === 1 ? 'looks doubtful and waits' : 'look doubtful and wait';
  return [`${counted(heldBack, 'price change')} ${wait} for the operator; until then the old prices stand.`];
}

/** One line, and the sentences at the top where there are any. */
function quietBlocks(digest: Digest, notes: readonly string[]): Block[] {
  return [...noteBlocks(notes), paragraph(words(quietLine(digest)))];
}

function quietLine(digest: Digest): string {
  const { estimateCount, shutdowns, decisions, prices, heldBack } = digest;
  const [next] = shutdowns.ends;
  const below = decisions.small + prices.small > 0 ? ' above your thresholds' : '';
  return cut(
    [
      `${digestHeadline(digest)}, ${formatDay(digest.from)} to ${formatDay(digest.until)}.`,
      estimateCount === 0
        ? 'No estimate is watched: press Save and watch under a result.'
        : `Nothing moves${below} for ${counted(estimateCount, 'watched estimate')}.`,
      ...tieLine(decisions),
      ...(next === undefined ? [] : [nextEnd(next)]),
      ...pipelineSaid(digest),
      ...elsewhereLines(prices),
      ...heldBackLine(heldBack),
    ].join(' '),
    1_000,
  );
}

function nextEnd({ name, what, on, lastDayToAct }: Shutdown): string {
  const verb = what === 'jobs' ? 'takes no new tuning jobs from' : 'stops answering on';
  return `Next: ${asOneLine(name)} ${verb} ${formatDay(on)}, last day to act ${formatDay(lastDayToAct)}.`;
}

/** The whole story in one text, for notifications, search and screen readers. The headline stands first. */
function digestText(digest: Digest, notes: readonly string[]): string {
  if (digest.quiet) return [...notes, quietLine(digest)].map(asSafeMrkdwn).join('\n');
  const parts = [
    `${digestHeadline(digest)}.`,
    ...notes,
    openingLine(digest),
    ...sections(digest, IN_TEXT).flatMap(({ heading, lines, more }) =>
      lines.length === 0
        ? []
        : [
            `${heading}:`,
            ...lines.map(({ lead, rest }) => cut(`${lead}: ${rest}`, IN_TEXT.line)),
            ...(more === undefined ? [] : [more]),
          ],
    ),
    ...pipelineSaid(digest),
    ...footLines(digest),
  ];
  return parts.map((part) => asSafeMrkdwn(cut(part, 500))).join('\n');
}
