import type { TuningOffer, TuningPrices } from '../../prices/price-book.js';
import type { Approach, Assumption, Ledger, PlanKind, PlanQuality } from '../advice.js';
import type { Call } from '../cost/call-cost.js';
import { joinLedgers, ledger, NOTHING, ownLine, pricedLine } from '../cost/ledger.js';
import { dayRateUsd, labour, upkeep } from '../cost/people.js';
import { DEFAULT_EPOCHS, trainingBill, VALIDATION_SHARE } from '../cost/training-bill.js';
import type { CompleteWorkload } from '../defaults.js';
import { GPU_STATEMENTS, gpusNeeded, HOURS_PER_MONTH } from './gpus.js';
import type { PlanContext, PlanDraft, PlanEnd } from './plan-kind.js';
import { commonBlockers, datedCallCost, errorLoss, thriftyCall, workStatement } from './shared.js';
import { tuningBlockers } from './tuning-gates.js';

/** What every plan that tunes a model at a seller has in common. */

/** What tells one kind of tune from another. */
export interface Tune {
  readonly id: string;
  readonly kind: PlanKind;
  readonly approach: Approach;
  readonly title: string;
  readonly quality: PlanQuality;
  readonly examples: number;
  /** Prompt and answer together. */
  readonly tokensPerExample: number;
  /** What each example still costs to label by people. */
  readonly labelCostUsd: number;
  /** Retrieved tokens in each prompt. */
  readonly retrieved: number;
  /** What comes on top of the tune itself. */
  readonly extra?: {
    readonly upfront: Ledger;
    readonly perQuery: Ledger;
    readonly monthly: Ledger;
    readonly workingDays: number;
    readonly assumptions: readonly Assumption[];
  };
}

/** The team's part in every tune, wherever it runs. */
interface TeamsPart {
  readonly building: Ledger;
  readonly evaluation: Ledger;
  readonly upkeep: Ledger;
  readonly workingDays: number;
  readonly work: Assumption;
}

function teamsPart({ people }: CompleteWorkload): TeamsPart {
  const { setupDays, evaluationDays, upkeepFte, engineerMonthlyUsd } = people;
  const workingDays = setupDays + evaluationDays;
  return {
    building: labour('Building the data set and the pipeline', setupDays, engineerMonthlyUsd),
    evaluation: labour('Evaluating the tuned model', evaluationDays, engineerMonthlyUsd),
    upkeep: upkeep('Looking after the tuned model', upkeepFte, engineerMonthlyUsd),
    workingDays,
    work: workStatement(workingDays, 'Building and evaluating a tuned model', dayRateUsd(engineerMonthlyUsd)),
  };
}

/** What the seller charges a month: hosting and storage. */
function sellersFixedCosts(
  context: PlanContext,
  offer: TuningOffer,
  prices: TuningPrices,
  call: Call,
): Ledger {
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
  return joinLedgers(hosting, storage);
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

/** The call of today after a tune, sent one by one and without a cache. */
function tunedCall(workload: CompleteWorkload, retrieved: number): Call {
  const { staticPrompt, fewShot, output } = workload.tuned;
  return {
    staticPrompt,
    fewShot,
    user: workload.tokens.user,
    retrieved,
    output,
    reasoning: 0,
    cacheHitRate: 0,
    batchShare: 0,
    retryRate: workload.current.retryRate,
  };
}

/** A tune on each of these offers: trained, evaluated, served, looked after and trained again. */
export function proposeTunes(
  context: PlanContext,
  offers: readonly TuningOffer[],
  tuneOn: (offer: TuningOffer) => Tune,
): readonly PlanDraft[] {
  const team = teamsPart(context.workload);
  return offers.map((offer) => proposeTune(context, offer, tuneOn(offer), team));
}

function proposeTune(context: PlanContext, offer: TuningOffer, tune: Tune, team: TeamsPart): PlanDraft {
  const { workload, book, asOf } = context;
  const { data, stability } = workload;
  const { quality, examples, extra } = tune;
  const prices = book.tuningPricesOf(offer.id, asOf);
  const { call, assumptions } = thriftyCall(
    tunedCall(workload, tune.retrieved),
    workload,
    prices.rates,
    offer,
  );

  const epochs = data.epochs ?? offer.defaultEpochs ?? DEFAULT_EPOCHS;
  const training = trainingBill(
    {
      examples,
      tokensPerExample: tune.tokensPerExample,
      epochs,
      runs: data.runs,
      // Read once before the first epoch, to compare with, and once after each.
      ...(offer.billsValidation === true && {
        validation: { examples: VALIDATION_SHARE * examples, evaluations: epochs + 1 },
      }),
    },
    prices.training,
    prices.minimumFee,
  );
  const labels = ownLine('Labelling examples', examples, 'examples', tune.labelCostUsd);
  const servedByToken = offer.serving === 'tokens';
  const perQuery = servedByToken
    ? datedCallCost(
        context,
        offer.id,
        call,
        offer.cacheFloorTokens,
        quality,
        (day) => book.tuningPricesOf(offer.id, day).rates,
      )
    : [{ from: asOf, ledger: errorLoss(workload, quality) }];
  const ends = planEnd(offer);
  return {
    id: `${tune.id}:${offer.id}`,
    kind: tune.kind,
    approach: tune.approach,
    title: tune.title,
    modelName: tunedName(offer),
    provider: offer.provider,
    platform: offer.platform,
    blockers: [
      ...tuningBlockers(context, offer, examples),
      ...commonBlockers(context, offer, { retrieves: call.retrieved > 0, call, quality }),
    ],
    upfront: joinLedgers(
      training,
      ledger(labels.amountUsd > 0 ? [labels] : []),
      team.building,
      team.evaluation,
      extra?.upfront ?? NOTHING,
    ),
    perQuery:
      extra === undefined
        ? perQuery
        : perQuery.map(({ from, ledger: each }) => ({ from, ledger: joinLedgers(each, extra.perQuery) })),
    monthly: joinLedgers(
      sellersFixedCosts(context, offer, prices, call),
      team.upkeep,
      extra?.monthly ?? NOTHING,
    ),
    recurring: { everyMonths: stability.retrainEveryMonths, ledger: joinLedgers(training, team.evaluation) },
    ...(ends !== undefined && { end: ends }),
    quality,
    workingDays: team.workingDays + (extra?.workingDays ?? 0),
    assumptions: [
      ...(data.epochs === undefined
        ? [
            {
              field: 'data.epochs',
              statement: `Training goes over the data ${epochs} times, and every pass is billed.`,
            },
          ]
        : []),
      ...(offer.billsValidation === true
        ? [
            {
              field: 'data.validation',
              statement: `A fifth as many examples are kept apart and read ${epochs + 1} times a run; this seller bills them like training.`,
            },
          ]
        : []),
      team.work,
      ...(servedByToken ? [] : [GPU_STATEMENTS[offer.tier]]),
      ...assumptions,
      ...(extra?.assumptions ?? []),
    ],
  };
}
