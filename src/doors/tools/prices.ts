import { z } from 'zod';
import { typicalCallUsd } from '../../engine/index.js';
import { findPriced } from '../../prices/find-priced.js';
import type { Model, PriceBook, PriceFact, TuningOffer } from '../../prices/price-book.js';
import {
  factsOf,
  isClosed,
  jobFactsOf,
  nextPriceSteps,
  nextShutdowns,
  type PricedOffer,
  priceSheet,
} from '../../prices/price-sheet.js';
import { currentModels, sellerSheet } from '../../prices/seller-sheet.js';
import { priceOverviewMessage } from '../../slack/features/prices/price-overview-message.js';
import { priceSheetMessage } from '../../slack/features/prices/price-sheet-message.js';
import { sellerSheetMessage } from '../../slack/features/prices/seller-sheet-message.js';
import type { Message } from '../../slack/kit/blocks.js';
import { asPlainText } from '../../slack/kit/safe-text.js';
import { QuestionError } from '../problems.js';
import { type Desk, toolOf } from '../tool.js';

const Price = z.object({
  kind: z.string().describe('What is bought, such as `input` or `batchOutput`.'),
  aboveTokens: z
    .number()
    .optional()
    .describe('Only for requests whose prompt is longer; the whole request pays it.'),
  amount: z.string().describe('As published, never rounded.'),
  unit: z.string(),
  from: z.string().describe('First day on which it holds.'),
  checkedOn: z.string().describe('Day on which somebody last compared it with its source.'),
  confidence: z.enum(['A', 'B', 'C']).describe('A: the seller’s page. B: a dated transcription. C: weak.'),
  marks: z.array(z.string()),
  source: z.object({ title: z.string(), address: z.string().optional(), date: z.string() }),
});

const PricedModel = z.object({
  id: z.string(),
  name: z.string(),
  provider: z.string(),
  platform: z.string(),
  endsOn: z.string().optional().describe('First day on which it no longer answers.'),
  replacement: z.string().optional(),
  prices: z.array(Price),
});

const Tuning = z.object({
  id: z.string(),
  name: z.string(),
  platform: z.string(),
  takesJobs: z.boolean(),
  closesOn: z.string().optional(),
  endsOn: z.string().optional(),
  prices: z.array(Price),
});

/** The prices of a model, of a maker or platform, or of the current generation. */
export const pricesTool = toolOf({
  name: 'prices',
  title: 'Model prices',
  description:
    'Current prices of LLMs and of tuning them, each with its source, its date and how sure it is: of one model, of ' +
    'everything that a maker or platform sells, or, without a name, of the current generation of every maker.',
  input: z.strictObject({
    of: z
      .string()
      .trim()
      .max(120)
      .optional()
      .describe('A model, a maker or a platform: "gpt-4o", "Anthropic".'),
  }),
  output: z.object({
    asOf: z.string(),
    bookVersion: z.string(),
    models: z.array(PricedModel),
    tuning: z.array(Tuning),
  }),
  async answer(desk, { of = '' }) {
    const { book } = desk.basis;
    const { message, models, tuning } = of === '' ? overview(desk) : pricesOf(desk, of);
    return {
      text: asPlainText(message.text),
      data: {
        asOf: desk.today,
        bookVersion: book.version,
        models: models.map((model) => pricedModel(model, book, desk.today)),
        tuning: tuning.map((offer) => pricedOffer(offer, desk.today)),
      },
    };
  },
});

interface Found {
  readonly message: Message;
  readonly models: readonly Model[];
  readonly tuning: readonly PricedOffer[];
}

const ACTIONS = { kind: 'none' } as const;

function overview({ basis: { book }, today: asOf }: Desk): Found {
  const models = currentModels(book, asOf, typicalCallUsd);
  const message = priceOverviewMessage({
    asOf,
    book,
    models,
    shutdowns: nextShutdowns(book, asOf),
    steps: nextPriceSteps(book, asOf),
    actions: ACTIONS,
  });
  return { message, models: models.map(({ model }) => model), tuning: [] };
}

/** @throws QuestionError when nobody knows the name */
function pricesOf({ basis: { book }, today }: Desk, name: string): Found {
  const priced = findPriced(book, name);
  if (priced.kind === 'unknown') {
    const [near] = priced.suggestions;
    const mend = near === undefined ? '' : ` Did you mean ${near}?`;
    const message = `there is no such model, maker or platform.${mend}`;
    throw new QuestionError([{ field: 'of', message }]);
  }
  if (priced.kind === 'seller') {
    const sheet = sellerSheet(book, priced.name, today, typicalCallUsd);
    const message = sellerSheetMessage({ sheet, book, actions: ACTIONS });
    return { message, models: sheet.models.map(({ model }) => model), tuning: sheet.tuning };
  }
  const { model } = priced;
  const history = book.facts.filter(({ product }) => product === model.id);
  const sheet = priceSheet(book, model, history, today);
  const message = priceSheetMessage({ sheet, book, chart: { kind: 'none' }, actions: ACTIONS });
  return { message, models: [model], tuning: sheet.tuning };
}

function pricedModel(model: Model, book: PriceBook, asOf: string): z.input<typeof PricedModel> {
  const { longPrompt, ...rates } = book.ratesOf(model.id, asOf);
  const { id, name, provider, platform, endsOn, replacement } = model;
  return {
    id,
    name,
    provider,
    platform,
    ...(endsOn && { endsOn: endsOn.date }),
    ...(replacement !== undefined && { replacement }),
    prices: [...factsOf(rates), ...factsOf(longPrompt?.rates ?? {})].map(priceOf),
  };
}

function pricedOffer({ offer, prices }: PricedOffer, asOf: string): z.input<typeof Tuning> {
  const { id, name, platform, closesOn, endsOn }: TuningOffer = offer;
  return {
    id,
    name,
    platform,
    takesJobs: !isClosed(offer, asOf),
    ...(closesOn && { closesOn: closesOn.date }),
    ...(endsOn && { endsOn: endsOn.date }),
    prices: [...jobFactsOf(prices), ...factsOf(prices.rates)].map(priceOf),
  };
}

function priceOf({ kind, aboveTokens, amount, unit, effectiveFrom, source, ...rest }: PriceFact) {
  const { title, address, date } = source;
  return {
    kind,
    ...(aboveTokens !== undefined && { aboveTokens }),
    amount,
    unit,
    from: effectiveFrom,
    checkedOn: rest.checkedOn,
    confidence: rest.confidence,
    marks: [...rest.marks],
    source: { title, ...(address !== undefined && { address }), date },
  };
}
