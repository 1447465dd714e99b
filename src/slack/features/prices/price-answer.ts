import { typicalCallUsd } from '../../../engine/index.js';
import { findPriced, type Priced, sellersIn } from '../../../prices/find-priced.js';
import type { Model, PriceBook, PriceFact } from '../../../prices/price-book.js';
import { nextPriceSteps, nextShutdowns, priceSheet, tunedSheet } from '../../../prices/price-sheet.js';
import { currentModels, sellerSheet } from '../../../prices/seller-sheet.js';
import type { Workspaces } from '../../../store/workspaces.js';
import { basisOf, type Services, today } from '../../entry/services.js';
import { problemWith, type TextProblem } from '../../grammar/text-problem.js';
import type { Message, ResultChart } from '../../kit/blocks.js';
import { nearestWord } from '../../kit/nearest.js';
import type { Content } from '../../posting/post-content.js';
import { historyChart } from './history-chart.js';
import type { PriceActions } from './price-actions.js';
import { PRICE_LISTS, type PriceList, priceListMessage } from './price-list-message.js';
import { priceOverviewMessage } from './price-overview-message.js';
import { priceSheetMessage } from './price-sheet-message.js';
import { sellerSheetMessage } from './seller-sheet-message.js';

type Needs = Pick<Services, 'clock' | 'historyOf' | 'logger' | 'priceBook'> & {
  readonly workspaces: Pick<Workspaces, 'basis'>;
};

/** What was asked for, as far as the price book knows it. */
export type Asked =
  | {
      readonly ok: true;
      readonly what: 'overview' | PriceList | Exclude<Priced, { readonly kind: 'unknown' }>;
    }
  | { readonly ok: false; readonly problem: TextProblem };

/** An answer on prices: for everybody as it is, for one person with buttons. */
export interface PriceAnswer extends Content {
  privately(): Message;
}

/** Finds what a text asks the prices of; nothing asks for the overview. */
export function findAsked({ priceBook }: Pick<Needs, 'priceBook'>, text: string): Asked {
  const asked = text.trim();
  if (asked === '') return { ok: true, what: 'overview' };
  const list = PRICE_LISTS.find((one) => one === asked.toLowerCase());
  if (list !== undefined) return { ok: true, what: list };
  const book = priceBook();
  const priced = findPriced(book, asked);
  if (priced.kind !== 'unknown') return { ok: true, what: priced };
  const near = priced.suggestions[0] ?? nearestWord(asked, sellersIn(book));
  const problem =
    near === undefined
      ? 'there is no such model, maker or platform in the price book.'
      : `no such model, maker or platform. Did you mean ${near}?`;
  return {
    ok: false,
    problem: problemWith(asked, problem, near === undefined ? undefined : `/ftcost prices ${near}`),
  };
}

/** The answer, at the prices of today, with those that the workspace has negotiated. `text` is what was asked, for the buttons. */
export async function priceAnswer(
  services: Needs,
  workspaceId: string,
  what: Extract<Asked, { readonly ok: true }>['what'],
  text: string,
): Promise<PriceAnswer> {
  const { book } = await basisOf(services, workspaceId);
  if (what === 'overview') return overview(services, book, text);
  if (typeof what === 'string') return list(services, book, what, text);
  if (what.kind === 'seller') return seller(services, book, what.name, text);
  return modelPrices(services, book, what.model, what.isTuned, text);
}

const NO_TUNED_PRICE =
  'What a tune of this model costs by the token is not known. These are the prices of its base.';

const FOR_EVERYBODY: PriceActions = { kind: 'none' };
const NO_CHART: ResultChart = { kind: 'none' };

function overview(services: Needs, book: PriceBook, text: string): PriceAnswer {
  const asOf = today(services);
  const content = {
    asOf,
    book,
    models: currentModels(book, asOf, typicalCallUsd),
    shutdowns: nextShutdowns(book, asOf),
    steps: nextPriceSteps(book, asOf),
  };
  return {
    message: (_, notes = []) => priceOverviewMessage({ ...content, actions: FOR_EVERYBODY, notes }),
    privately: () => priceOverviewMessage({ ...content, actions: privateActions(text, false) }),
  };
}

function list(services: Needs, book: PriceBook, which: PriceList, text: string): PriceAnswer {
  const content = { which, book, asOf: today(services) };
  return {
    message: (_, notes = []) => priceListMessage({ ...content, actions: FOR_EVERYBODY, notes }),
    privately: () => priceListMessage({ ...content, actions: privateActions(text, false) }),
  };
}

function seller(services: Needs, book: PriceBook, name: string, text: string): PriceAnswer {
  const sheet = sellerSheet(book, name, today(services), typicalCallUsd);
  return {
    message: (_, notes = []) => sellerSheetMessage({ sheet, book, actions: FOR_EVERYBODY, notes }),
    privately: () => sellerSheetMessage({ sheet, book, actions: privateActions(text, false) }),
  };
}

async function modelPrices(
  services: Needs,
  book: PriceBook,
  model: Model,
  isTuned: boolean,
  text: string,
): Promise<PriceAnswer> {
  const asOf = today(services);
  const history = await historyOrBook(services, model);
  const base = priceSheet(book, model, history, asOf);
  const tuned = isTuned ? tunedSheet(base) : undefined;
  const picture = tuned === undefined ? historyChart(model, history, asOf) : undefined;
  const content = { sheet: tuned ?? base, book };
  const remarks = isTuned && tuned === undefined ? [NO_TUNED_PRICE] : [];
  const actions = privateActions(text, picture !== undefined);
  return {
    ...(picture && { chart: picture }),
    message: (chart, notes = []) =>
      priceSheetMessage({ ...content, chart, actions: FOR_EVERYBODY, notes: [...notes, ...remarks] }),
    privately: () => priceSheetMessage({ ...content, chart: NO_CHART, actions, notes: remarks }),
  };
}

function privateActions(asked: string, hasChart: boolean): PriceActions {
  return { kind: 'private', asked, hasChart };
}

/** The kept history, or what the book itself knows when it cannot be read: today's prices do not depend on it. */
async function historyOrBook(services: Needs, model: Model): Promise<readonly PriceFact[]> {
  try {
    return await services.historyOf(model.id);
  } catch (error) {
    services.logger.error({ err: error, model: model.id }, 'The history of prices could not be read');
    return services.priceBook().facts.filter(({ product }) => product === model.id);
  }
}
