import type { Pipeline } from '../../../decisions/pipeline.js';
import { upperFirst } from '../../../engine/index.js';
import type { IsoDate } from '../../../prices/price-book.js';
import { type Estimate, newestDecision } from '../../../workspace/estimate.js';
import { SAVED_LIST, SAVED_PAGE } from '../../kit/action-ids.js';
import {
  type Block,
  button,
  firstThatFits,
  type Message,
  paragraph,
  plain,
  small,
  words,
} from '../../kit/blocks.js';
import { asOneLine, asSafeMrkdwn, cut } from '../../kit/safe-text.js';
import { lifeParts, openLines, sumLines } from '../decisions/life-words.js';
import { figuresOf, sinceSaving, stateOfEstimate, verdictOf } from './decision-words.js';
import { estimateButtons } from './estimate-buttons.js';
import { ALL_ESTIMATES, type ListPlace, writePlace } from './estimate-ref.js';

/** What the list of saved estimates shows. */
export interface SavedList {
  /** All that have the words of the filter, newest first. */
  readonly estimates: readonly Estimate[];
  readonly place: ListPlace;
  /** What all decisions of the workspace come to. */
  readonly pipeline: Pipeline;
  readonly today: IsoDate;
  /** Estimates that are kept but could not be read. */
  readonly unreadable: number;
  /** What has just happened. */
  readonly notice?: string;
}

/** Estimates on one page: more would not fit into a message. */
export const PAGE_OF_ESTIMATES = 4;

/** What somebody reads where nothing is saved. */
export const NOTHING_SAVED =
  'Nothing is saved yet. Press Save and watch under a result: it is kept here, and digests tell when its verdict changes.';

/** Most characters of the line on an estimate, and whether each button says for itself what it belongs to. */
const DETAILS = [
  { line: 1_000, isHeard: true },
  { line: 1_000, isHeard: false },
  { line: 200, isHeard: false },
] as const;

/** The saved estimates of a workspace, one page of them, with all that can be done with each. */
export function savedMessage(list: SavedList): Message {
  const { estimates, place, unreadable, notice, pipeline, today } = list;
  const [sums, open] = [sumLines(pipeline), openLines(pipeline, today)];
  const pages = Math.max(1, Math.ceil(estimates.length / PAGE_OF_ESTIMATES));
  const page = Math.min(place.page, pages - 1);
  const here = { ...place, page };
  const shown = estimates.slice(page * PAGE_OF_ESTIMATES, (page + 1) * PAGE_OF_ESTIMATES);
  const count = `${estimates.length} saved ${estimates.length === 1 ? 'estimate' : 'estimates'}`;
  const filter = place.filter === '' ? '' : ` with “${asOneLine(place.filter)}”`;
  const title = `${count}${filter}${pages === 1 ? '' : `, page ${page + 1} of ${pages}`}`;
  const notices = [
    ...(notice === undefined ? [] : [notice]),
    ...(unreadable === 0
      ? []
      : [`${unreadable} more cannot be read any more. The operator of this app has been told.`]),
  ];
  return {
    text: asSafeMrkdwn(
      cut(
        [
          ...notices,
          `${title}.`,
          ...shown.map((one) => `${one.name}: ${estimateLine(one)}`),
          ...sums,
          ...open,
        ].join(' '),
        3_000,
      ),
    ),
    blocks: firstThatFits(DETAILS, (detail) => [
      ...notices.map((sentence) => paragraph(words(cut(asOneLine(sentence), 300), { bold: true }))),
      { type: 'header', text: plain(cut(title, 150)) },
      ...(sums.length === 0 ? [] : [small(cut(sums.join(' '), detail.line))]),
      ...(estimates.length === 0 ? [paragraph(words(emptyWords(place)))] : []),
      ...shown.flatMap((estimate): Block[] => [
        paragraph(
          words(asOneLine(estimate.name) || ' ', { bold: true }),
          words(`\n${cut(asOneLine(estimateLine(estimate)), detail.line)}`),
          ...lifeParts(estimate, pipeline),
        ),
        estimateButtons(estimate, here, detail.isHeard),
      ]),
      ...(open.length === 0 ? [] : [small(...open.map((line) => cut(line, detail.line)))]),
      ...pager(here, pages),
      ...(estimates.length === 0
        ? []
        : [small('Adjust, rename, watch and delete hold for everybody in this workspace.')]),
    ]),
  };
}

/** Verdict, saving, payback, day and whether it is watched, by the newest decision; and what it was at saving. */
function estimateLine(estimate: Estimate): string {
  const newest = { ...estimate, decision: newestDecision(estimate) };
  const figures = `${upperFirst(figuresOf(newest))}. ${stateOfEstimate(newest)}`;
  return `${verdictOf(newest.decision)}. ${[figures, ...sinceSaving(estimate)].join(' ')}`;
}

function emptyWords({ filter }: ListPlace): string {
  return filter === ''
    ? NOTHING_SAVED
    : 'No saved estimate has all of these words in its name, model, task or verdict.';
}

function pager(place: ListPlace, pages: number): Block[] {
  const { page, filter } = place;
  const turn = (name: string, label: string, to: number) =>
    button(`${SAVED_PAGE}:${name}`, label, writePlace({ ...place, page: to }));
  const elements = [
    ...(page > 0 ? [turn('newer', 'Newer', page - 1)] : []),
    ...(page < pages - 1 ? [turn('older', 'Older', page + 1)] : []),
    ...(filter === '' ? [] : [button(SAVED_LIST, 'Show all', writePlace(ALL_ESTIMATES))]),
  ];
  return elements.length === 0 ? [] : [{ type: 'actions', elements }];
}
