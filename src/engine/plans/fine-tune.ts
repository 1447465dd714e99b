import type { ModelTier, TuningOffer, TuningPrices } from '../../prices/price-book.js';
import type { Assumption, Blocker, Ledger } from '../advice.js';
import { addDays } from '../calendar.js';
import type { Call } from '../call-cost.js';
import { demandOf } from '../demand.js';
import { joinLedgers, ledger, NOTHING, ownLine, pricedLine } from '../ledger.js';
import { calendarDays, dayRateUsd, labour, upkeep } from '../people.js';
import { trainingBill } from '../training-bill.js';
import { formatCount, formatDay, formatShare } from '../wording.js';
import type { PlanContext, PlanDraft, PlanEnd, PlanKindModule } from './plan-kind.js';
import {
  commonBlockers,
  datedCallCost,
  errorLoss,
  presentCall,
  qualityOf,
  thriftyCall,
  workStatement,
} from './shared.js';

/** Passes over the data where neither the team nor the seller names a number. */
const DEFAULT_EPOCHS = 3;
/** Fewest examples that any seller takes. */
const FEWEST_EXAMPLES = 10;
/** Hours of hosting in a month. */
const HOURS_PER_MONTH = 730;
/** Answer tokens a second that one rented GPU gives under full load, by size of the model (published throughput tests of 8B and 70B models on H100). */
const TOKENS_PER_SECOND: Readonly<Record<ModelTier, number>> = { small: 2_500, medium: 560, large: 560 };
/** Share of that which real traffic uses. */
const GPU_UTILISATION = 0.3;

/** GPUs that serve the busiest month of the horizon, at least as many as the model needs at all. */
function gpusNeeded(context: PlanContext, offer: TuningOffer, call: Call): number {
  const { workload } = context;
  const demand = demandOf(workload.volume);
  const busiest = Math.max(demand.perDayInMonth(0), demand.perDayInMonth(workload.horizonMonths - 1));
  const tokensPerSecond = (busiest * (call.output + call.reasoning)) / 86_400;
  return Math.max(
    offer.gpus ?? 1,
    Math.ceil(tokensPerSecond / (TOKENS_PER_SECOND[offer.tier] * GPU_UTILISATION)),
  );
}

/** Whether a person means this platform: `azure` is `azure-foundry`. */
function isPlatform(name: string, platform: string): boolean {
  const typed = name.trim().toLowerCase();
  return platform === typed || platform.startsWith(`${typed}-`);
}

/** Who may start a job, and until when. */
function eligibilityBlockers(context: PlanContext, offer: TuningOffer, buildDays: number): Blocker[] {
  const { workload, asOf } = context;
  const hasAccount = workload.constraints.existingFineTuningAccounts.some((name) =>
    isPlatform(name, offer.platform),
  );
  const { endsOn, closesOn } = offer;
  const until =
    closesOn !== undefined && !closesOn.orLater && closesOn.date > asOf
      ? ` Jobs close on ${formatDay(closesOn.date)}${endsOn === undefined ? '' : ` and tuned models stop on ${formatDay(endsOn.date)}`}.`
      : '';
  if (endsOn !== undefined && endsOn.date <= asOf) {
    return [
      { code: 'not-for-sale', message: `${offer.name}: tuned models stopped on ${formatDay(endsOn.date)}.` },
    ];
  }
  if (offer.eligibility === 'nobody') {
    return [{ code: 'not-for-sale', message: `Nobody can start a tuning job on ${offer.name}.` }];
  }
  if (closesOn !== undefined && closesOn.date <= asOf && !closesOn.orLater) {
    return [
      {
        code: 'not-for-sale',
        message: `${offer.name} closed to new tuning jobs on ${formatDay(closesOn.date)}.`,
      },
    ];
  }
  if (offer.eligibility === 'active-existing' && !hasAccount) {
    return [
      {
        code: 'not-for-sale',
        message: `Closed to newcomers: only organisations that ran a tuned model in the 60 days before 2 Jul 2026 may start a job.${until}`,
      },
    ];
  }
  if (offer.eligibility === 'existing' && !hasAccount) {
    return [
      {
        code: 'not-for-sale',
        message: `Open only to customers who already tune on ${offer.platform}.${until}`,
      },
    ];
  }
  if (closesOn !== undefined && !closesOn.orLater && closesOn.date < addDays(asOf, buildDays)) {
    return [
      {
        code: 'not-for-sale',
        message: `Jobs close on ${formatDay(closesOn.date)}, before the ${buildDays} days of building are over.`,
      },
    ];
  }
  return [];
}

/** Nothing is recommended on the strength of a weak source alone. */
function sourceBlockers(offer: TuningOffer): Blocker[] {
  if (offer.eligibilitySource.confidence !== 'C') return [];
  return [{ code: 'unverified', message: `Nobody has verified who may tune on ${offer.platform}.` }];
}

function exampleBlockers(examples: number, offer: TuningOffer): Blocker[] {
  const fewest = offer.minimumExamples ?? FEWEST_EXAMPLES;
  if (examples >= fewest) return [];
  return [
    {
      code: 'too-few-examples',
      message:
        examples === 0
          ? `No training examples are given; it takes ${fewest} at the very least and some hundreds to be useful.`
          : `${examples} training example${examples === 1 ? ' is' : 's are'} too few: ${fewest} at the very least, some hundreds to be useful.`,
    },
  ];
}

/** Fixed costs a month: hosting, storage and the people who look after the model. */
function fixedCosts(context: PlanContext, offer: TuningOffer, prices: TuningPrices, call: Call): Ledger {
  const { people } = context.workload;
  const dedicated = offer.serving === 'dedicated';
  const gpus = dedicated ? gpusNeeded(context, offer, call) : 1;
  const hosting =
    prices.hostingHour === undefined
      ? dedicated
        ? ledger([], [`hosting price of ${offer.name}`])
        : NOTHING
      : ledger([
          pricedLine(
            dedicated ? 'Rented GPUs' : 'Hosting',
            gpus * HOURS_PER_MONTH,
            dedicated ? 'GPU-hours' : 'hours',
            prices.hostingHour,
          ),
        ]);
  const storage =
    prices.storageMonth === undefined
      ? NOTHING
      : ledger([pricedLine('Model storage', 1, 'months', prices.storageMonth)]);
  return joinLedgers(
    hosting,
    storage,
    upkeep('Looking after the tuned model', people.upkeepFte, people.engineerMonthlyUsd),
  );
}

/** `tuned GPT-4o mini on OpenAI`, `a tuned open model up to 16B (LoRA) on Together`. */
function tunedName(offer: TuningOffer): string {
  const article = /^an? /.exec(offer.name)?.[0];
  return article === undefined ? `tuned ${offer.name}` : `a tuned ${offer.name.slice(article.length)}`;
}

function planEnd(offer: TuningOffer): PlanEnd | undefined {
  if (offer.endsOn === undefined) return undefined;
  return {
    on: offer.endsOn.date,
    orLater: offer.endsOn.orLater,
    because: `${offer.name} stops serving tuned models`,
  };
}

function proposeOffer(context: PlanContext, offer: TuningOffer): PlanDraft {
  const { workload, book, asOf } = context;
  const { data, people, stability } = workload;
  const prices = book.tuningPricesOf(offer.id, asOf);
  const short = { ...presentCall(workload), ...workload.tuned, reasoning: 0, cacheHitRate: 0, batchShare: 0 };
  const { call, assumptions } = thriftyCall(short, workload, prices.rates, offer);
  const quality = qualityOf(workload.quality.fineTuned, workload.quality.current);

  const epochs = data.epochs ?? offer.defaultEpochs ?? DEFAULT_EPOCHS;
  const training = trainingBill({ ...data, epochs }, prices.training, prices.minimumFee);
  const evaluation = labour('Evaluating the tuned model', people.evaluationDays, people.engineerMonthlyUsd);
  const workingDays = people.setupDays + people.evaluationDays;
  const servedByToken = offer.serving === 'tokens';
  const notes: Assumption[] = [
    ...(data.epochs === undefined
      ? [
          {
            field: 'data.epochs',
            statement: `Training goes over the data ${epochs} times, and every pass is billed.`,
          },
        ]
      : []),
    workStatement(
      workingDays,
      'Building and evaluating a tuned model',
      dayRateUsd(people.engineerMonthlyUsd),
    ),
    ...(servedByToken
      ? []
      : [
          {
            field: 'gpus',
            statement: `One GPU gives ${formatCount(TOKENS_PER_SECOND[offer.tier])} answer tokens a second, of which traffic uses ${formatShare(GPU_UTILISATION)}.`,
          },
        ]),
  ];
  const ends = planEnd(offer);
  const blockers = [
    ...eligibilityBlockers(context, offer, calendarDays(people.setupDays)),
    ...sourceBlockers(offer),
    ...exampleBlockers(data.examples, offer),
    ...(workload.constraints.noTrainingOnData
      ? [{ code: 'not-applicable' as const, message: 'The data may not be used for training.' }]
      : []),
    ...commonBlockers(context, offer, { retrieves: call.retrieved > 0, call, quality }),
  ];
  return {
    id: `fine-tune:${offer.id}`,
    kind: 'fine-tune',
    approach: call.retrieved > 0 ? 'rag+fine-tuning' : 'fine-tuning',
    title: `Fine-tune ${offer.name}`,
    modelName: tunedName(offer),
    provider: offer.provider,
    platform: offer.platform,
    blockers,
    upfront: joinLedgers(
      training,
      ledger(
        [ownLine('Labelling examples', data.examples, 'examples', data.labelCostUsd)].filter(
          (l) => l.amountUsd > 0,
        ),
      ),
      labour('Building the data set and the pipeline', people.setupDays, people.engineerMonthlyUsd),
      evaluation,
    ),
    perQuery: servedByToken
      ? datedCallCost(
          context,
          offer.id,
          call,
          offer.cacheFloorTokens,
          quality,
          (day) => book.tuningPricesOf(offer.id, day).rates,
        )
      : [{ from: asOf, ledger: errorLoss(workload, quality) }],
    monthly: fixedCosts(context, offer, prices, call),
    recurring: { everyMonths: stability.retrainEveryMonths, ledger: joinLedgers(training, evaluation) },
    ...(ends !== undefined && { end: ends }),
    quality,
    workingDays,
    assumptions: [...notes, ...assumptions],
  };
}

/**
 * Every offer that somebody may still use, and those closed to all only for the model in use: to say why. Offers
 * whose tuned models have stopped, and reinforcement tuning, which is for reasoning models, are left out.
 */
function propose(context: PlanContext): readonly PlanDraft[] {
  const { book, asOf, current } = context;
  return book.tuningOffers
    .filter((offer) => offer.method !== 'reinforcement')
    .filter((offer) => offer.eligibility !== 'nobody' || offer.baseModel === current.id)
    .filter((offer) => offer.endsOn === undefined || offer.endsOn.date > asOf)
    .map((offer) => proposeOffer(context, offer));
}

export const fineTune: PlanKindModule = { kind: 'fine-tune', untuned: false, propose };
