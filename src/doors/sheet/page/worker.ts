import './no-eval.js';
import {
  advise,
  type Glance,
  glance,
  redecide,
  UnknownModelError,
  type Workload,
} from '../../../engine/index.js';
import type { EvidenceBook } from '../../../evidence/evidence-book.js';
import { evidenceBookOver } from '../../../evidence/evidence-book-over.js';
import type { PriceBook } from '../../../prices/price-book.js';
import { priceBookOver } from '../../../prices/price-book-over.js';
import { flipSentences } from '../../../slack/features/result/flip-sentences.js';
import { completeBy } from '../../../workspace/apply-settings.js';
import { applyChanges, type Changes } from '../changes.js';
import { BOOKS_PATH, type Books, OPEN_PATH, POST_PATH, type Posted, type Sheet } from '../exchange.js';
import { columnOf, type MapColumn, volumesOf } from './breakeven-map.js';
import type { FromWorker, ToWorker } from './talk.js';
import { viewOf } from './view.js';

/** Works everything out beside the page, so that dragging stays smooth. Asks the app only to open and to post. */

/** Nothing has moved for so long: what takes longer may begin, in milliseconds. */
const REST_MS = 300;

/** What is decided by. */
interface Desk {
  readonly sheet: Sheet;
  readonly book: PriceBook;
  readonly evidence: EvidenceBook;
}

let desk: Desk | undefined;
let link: { readonly secret: string; readonly base: string } | undefined;
/** What was changed last, until somebody works on it. */
let newest: { readonly turn: number; readonly changes: Changes } | undefined;
let isWorking = false;

// What fails is told the page as an error of its worker.
self.addEventListener('message', (event: MessageEvent<ToWorker>) => {
  const { data } = event;
  switch (data.kind) {
    case 'open':
      link = data;
      open().catch(reportError);
      return;
    case 'changed':
      newest = data;
      wake();
      work().catch(reportError);
      return;
    case 'post':
      post(data.changes).catch(reportError);
  }
});

function say(message: FromWorker): void {
  self.postMessage(message);
}

/** Asks the app; what it answers, or why it did not. */
async function ask(path: string, said: object): Promise<Response | undefined> {
  try {
    return await fetch(new URL(path, link?.base), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ secret: link?.secret, ...said }),
    });
  } catch (error) {
    // The network has no other words for it.
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

async function open(): Promise<void> {
  const [opened, fetched] = await Promise.all([ask(OPEN_PATH, {}), ask(BOOKS_PATH, {})]);
  if (opened === undefined || fetched === undefined) {
    return say({
      kind: 'failed',
      why: 'The app did not answer. Check the connection and load the page again.',
    });
  }
  if ([opened, fetched].some(({ status }) => status === 404 || status === 400))
    return say({ kind: 'closed' });
  if (!opened.ok || !fetched.ok) {
    const isBusy = [opened, fetched].some(({ status }) => status === 429);
    const why = isBusy
      ? 'This page was opened very often in the last minute. Please load it again in a minute.'
      : 'Something went wrong on our side. Please load the page again in a minute.';
    return say({ kind: 'failed', why });
  }
  const sheet: Sheet = await opened.json();
  const books: Books = await fetched.json();
  desk = {
    sheet,
    book: priceBookOver(books.prices, books.priceVersion),
    evidence: evidenceBookOver(books.evidence, books.evidenceVersion),
  };
  say({ kind: 'sheet', sheet });
  newest ??= { turn: 0, changes: {} };
  await work();
}

/** Ends a pause: something was changed. */
let wake = (): void => {};

/** Lets messages in: what was changed meanwhile is known afterwards, and ends the pause. */
function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    wake = resolve;
    setTimeout(resolve, ms);
  });
}

/** Works out the newest changes, and once nothing moves what takes longer. One at a time. */
async function work(): Promise<void> {
  if (isWorking || desk === undefined) return;
  isWorking = true;
  try {
    while (newest !== undefined) {
      const { turn, changes } = newest;
      newest = undefined;
      await workOut(desk, turn, changes);
      await pause(0);
    }
  } finally {
    isWorking = false;
  }
}

async function workOut({ sheet, book, evidence }: Desk, turn: number, changes: Changes): Promise<void> {
  const changed = applyChanges(sheet.workload, changes, sheet.listPrice);
  if (!changed.ok) return say({ kind: 'invalid', turn, problem: changed.problem });
  const options = { asOf: sheet.asOf, evidence };
  const complete = (workload: Workload) =>
    completeBy(workload, sheet.settings, 'from the workspace').workload;
  // As in Slack: the workload that is shown is the one that was asked about.
  const asAsked = <Answer extends Glance>(answer: Answer): Answer => ({
    ...answer,
    workload: changed.workload,
  });
  try {
    say({ kind: 'view', turn, view: viewOf(asAsked(glance(complete(changed.workload), book, options))) });
    await pause(REST_MS);
    if (newest !== undefined) return;
    say({ kind: 'flips', turn, flips: flipSentences(advise(complete(changed.workload), book, options)) });
    const columns: MapColumn[] = [];
    const volumes = volumesOf(changed.workload);
    for (const volume of volumes) {
      await pause(0);
      if (newest !== undefined) return;
      columns.push(columnOf(redecide(complete(volume.workload), book, options), volume));
      columns.sort((a, b) => a.queries - b.queries);
      say({ kind: 'map', turn, map: { columns: [...columns], isWhole: columns.length === volumes.length } });
    }
  } catch (error) {
    if (!(error instanceof UnknownModelError)) throw error;
    say({ kind: 'invalid', turn, problem: `The model ${error.model} has left the catalogue.` });
  }
}

async function post(changes: Changes): Promise<void> {
  const answer = await ask(POST_PATH, { changes });
  const unanswered: Posted = {
    kind: 'failed',
    why: 'The app did not answer. Look in the conversation before you post it again.',
  };
  say({ kind: 'posted', posted: answer === undefined ? unanswered : await postedIn(answer) });
}

async function postedIn(answer: Response): Promise<Posted> {
  if (answer.status === 404) return { kind: 'failed', why: 'This link has ended, or was withdrawn.' };
  const said: Posted | { readonly kind?: undefined } = await answer.json();
  return said.kind === undefined
    ? { kind: 'failed', why: 'The app did not take it. Please load the page again.' }
    : said;
}
