import { DEFAULT_EPOCHS, trainingBill } from '../../engine/cost/training-bill.js';
import { tokensPerO200k } from '../../engine/index.js';
import type { IsoDate, PriceBook, TuningOffer } from '../../prices/price-book.js';
import { openAiAutoEpochs, TRAINING_PLATFORMS, type TrainingPlatform } from './platforms.js';
import type { TrainingFacts } from './read-training.js';

/** What one training run on a file costs at one tuning offer. */
export interface TrainingBill {
  readonly platform: string;
  /** The tuning offer, as the price book calls it. */
  readonly model: string;
  readonly name: string;
  readonly epochs: number;
  /** Who chose the epochs. */
  readonly epochsBy: 'yours' | 'the platform' | 'ftcost';
  /** Tokens that are billed: those of the file, as this model counts them, times the epochs; validation where it is billed. */
  readonly tokens: number;
  /** True where the tokens are those of this model's own tokenizer. */
  readonly isExact: boolean;
  readonly usd: number;
  /** How sure the price is, and the day it was checked. */
  readonly confidence: 'A' | 'B' | 'C';
  readonly checkedOn: IsoDate;
  readonly isMinimumFee: boolean;
  /** Whether newcomers may start a job. */
  readonly isOpen: boolean;
}

/**
 * The bill of one run on every offer that somebody may still use, the cheapest of each platform first. Prices are those
 * of the price book; an offer without a known training price has no bill.
 */
export function trainingBills(
  facts: TrainingFacts,
  book: PriceBook,
  asOf: IsoDate,
  yourEpochs?: number,
): readonly TrainingBill[] {
  return book.tuningOffers
    .filter((offer) => isForSale(offer, asOf))
    .flatMap((offer) => {
      const chosen = defaultEpochs(offer, facts.examples);
      const runs =
        yourEpochs === undefined || yourEpochs === chosen.epochs
          ? [chosen]
          : [chosen, { epochs: yourEpochs, by: 'yours' as const }];
      return runs.flatMap((run) => billOf(facts, book, asOf, offer, run) ?? []);
    })
    .sort((a, b) => a.platform.localeCompare(b.platform) || a.usd - b.usd);
}

function isForSale({ method, eligibility, endsOn, closesOn }: TuningOffer, asOf: IsoDate): boolean {
  return (
    method !== 'reinforcement' &&
    eligibility !== 'nobody' &&
    (endsOn === undefined || endsOn.orLater || endsOn.date > asOf) &&
    (closesOn === undefined || closesOn.orLater || closesOn.date > asOf)
  );
}

interface Epochs {
  readonly epochs: number;
  readonly by: TrainingBill['epochsBy'];
}

function defaultEpochs(offer: TuningOffer, examples: number): Epochs {
  if (offer.platform === 'openai') return { epochs: openAiAutoEpochs(examples), by: 'the platform' };
  if (offer.defaultEpochs !== undefined) return { epochs: offer.defaultEpochs, by: 'the platform' };
  return { epochs: DEFAULT_EPOCHS, by: 'ftcost' };
}

function billOf(
  facts: TrainingFacts,
  book: PriceBook,
  asOf: IsoDate,
  offer: TuningOffer,
  { epochs, by }: Epochs,
): TrainingBill | undefined {
  const { training, minimumFee } = book.tuningPricesOf(offer.id, asOf);
  if (training === undefined || facts.examples === 0) return undefined;
  const { typical } = tokensPerO200k(offer.baseModel ?? offer.id, offer.provider);
  const perExample = (tokensWithinLimit(facts, offer) * typical) / facts.examples;
  const { validation } = facts;
  const billsValidation = offer.billsValidation === true && validation !== undefined;
  const ledger = trainingBill(
    {
      examples: facts.examples,
      tokensPerExample: perExample,
      epochs,
      runs: 1,
      ...(billsValidation && {
        validation: {
          // In examples of the training file's length, as the bill has one length for both.
          examples: (validation.tokens * typical) / perExample,
          evaluations: epochs + 1,
        },
      }),
    },
    training,
    minimumFee,
  );
  if (ledger.totalUsd === null) return undefined;
  const billed =
    facts.examples * perExample * epochs + (billsValidation ? validation.tokens * typical * (epochs + 1) : 0);
  return {
    platform: offer.platform,
    model: offer.id,
    name: offer.name,
    epochs,
    epochsBy: by,
    tokens: Math.round(billed),
    isExact: typical === 1 && facts.exactness.kind === 'exact' && offer.provider === 'OpenAI',
    usd: ledger.totalUsd,
    confidence: training.confidence,
    checkedOn: training.checkedOn,
    isMinimumFee: ledger.lines.some(({ unit }) => unit === 'jobs'),
    isOpen: offer.eligibility === 'anyone',
  };
}

/** The tokens that are trained on: where longer examples are cut, what is left of them. */
function tokensWithinLimit({ tokens, lengths }: TrainingFacts, offer: TuningOffer): number {
  const { maxExampleTokens, longerIs } = platformOf(offer) ?? {};
  if (longerIs !== 'cut') return tokens.total;
  return lengths.find(({ limit }) => limit === maxExampleTokens)?.tokensWithin ?? tokens.total;
}

/** What is known of the files that an offer takes. */
function platformOf(offer: Pick<TuningOffer, 'id' | 'platform'>): TrainingPlatform | undefined {
  return TRAINING_PLATFORMS.find(
    ({ platform, offers }) => platform === offer.platform && (offers === undefined || offers.test(offer.id)),
  );
}
