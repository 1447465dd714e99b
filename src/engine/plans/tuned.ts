import type { TuningOffer, TuningPrices } from '../../prices/price-book.js';
import type { Call } from '../cost/call-cost.js';
import type { Ledger } from '../cost/ledger.js';
import { joinLedgers, ledger, NOTHING, ownLine, pricedLine } from '../cost/ledger.js';
import { dayRateUsd, labour, upkeep } from '../cost/people.js';
import { DEFAULT_EPOCHS, trainingBill, VALIDATION_SHARE } from '../cost/training-bill.js';
import type { Assumption, CompleteWorkload } from '../defaults.js';
import type { PlanEnd } from '../explain/end-words.js';
import type { Accuracy } from '../quality/accuracy.js';
import { type GpuSizing, HOURS_PER_MONTH, sizeGpus, sizeOfTier, sizingStatements } from './gpus.js';
import { countedBy, tokensStatement } from './other-tokenizers.js';
import type { Approach, PlanContext, PlanDraft, Proof, Training } from './plan-kind.js';

import { commonBlockers, datedCallCost, PILOT_DAYS, thriftyCall, workStatement } from './shared.js';
import { baseIdOf, tuningBlockers } from './tuning-gates.js';

/** What every plan that tunes a model at a seller has in common. */

/** What tells one kind of tune from another. */
export interface Tune {
  /** The kind, with which its plans' ids begin. */
  readonly kind: string;
  readonly approach: Approach;
  readonly title: string;
  /** The title as the subject of a sentence. */
  readonly doing: string;
  readonly trainsOn: Training['on'];
  /** Whether it brings facts that the model does not have. */
  readonly bringsFacts: boolean;
  /** What is said of `GPT-4o mini` at the end of its line in a chart: `Tuned GPT-4o mini`. */
  line(model: string): string;
  /** What answers, as the subject of a sentence, from the name of the tuned model. */
  answerer?(modelName: string): string;
  readonly accuracy: Accuracy;
  /** What its accuracy is that of: plans that name the same are right and wrong together. */
  readonly accuracyOf: string;
  readonly examples: number;
  /** Prompt and answer together. */
  readonly tokensPerExample: number;
  /** Passes over the examples, where the way of training sets them. */
  readonly epochs?: number;
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
    assumptions(): readonly Assumption[];
  };
}

/** What holds for a tune on what the team has itself: it answers with the passages that are retrieved today, if any. */
export function onOwnExamples({
  workload,
}: PlanContext): Pick<Tune, 'approach' | 'trainsOn' | 'bringsFacts' | 'retrieved'> {
  const { retrieved } = workload.tokens;
  const bringsFacts = retrieved > 0;
  return {
    approach: bringsFacts ? 'rag+fine-tuning' : 'fine-tuning',
    trainsOn: 'own-examples',
    bringsFacts,
    retrieved,
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

function teamsPart({ people, tuning }: CompleteWorkload): TeamsPart {
  const { setupDays, evaluationDays, upkeepFte, engineerMonthlyUsd } = people;
  const workingDays = setupDays + evaluationDays;
  const isQuoted = tuning.quoteUsd !== undefined;
  const dayRate = dayRateUsd(engineerMonthlyUsd);
  return {
    building: labour('Building the data set and the pipeline', setupDays, engineerMonthlyUsd),
    evaluation: labour('Evaluating the tuned model', evaluationDays, engineerMonthlyUsd),
    upkeep: upkeep('Looking after the tuned model', upkeepFte, engineerMonthlyUsd),
    workingDays,
    work: isQuoted
      ? workStatement(evaluationDays, 'Evaluating a tuned model', dayRate)
      : workStatement(workingDays, 'Building and evaluating a tuned model', dayRate),
  };
}

/** The GPUs that a tune takes at its seller, who sees to it that one copy goes on running. */
function sellersGpus({ workload }: PlanContext, { tier, gpus = 1 }: TuningOffer, call: Call): GpuSizing {
  return sizeGpus(workload, sizeOfTier(tier), call, { copies: 1, gpus });
}

/** What the seller charges a month: hosting and storage. */
export function sellersFixedCosts(
  context: PlanContext,
  offer: TuningOffer,
  prices: TuningPrices,
  call: Call,
): Ledger {
  const dedicated = offer.serving === 'dedicated';
  const gpus = dedicated ? sellersGpus(context, offer, call).gpus : 1;
  const hosting =
    prices.hostingHour === undefined
      ? dedicated
        ? ledger([], [`hosting price of ${offer.name}`])
        : NOTHING
      : ledger([
          pricedLine(
            dedicated ? 'gpus' : 'hosting',
            dedicated ? 'Rented GPUs' : 'Hosting',
            gpus * HOURS_PER_MONTH,
            dedicated ? 'GPU-hours' : 'hours',
            prices.hostingHour,
          ),
        ]);
  const storage =
    prices.storageMonth === undefined
      ? NOTHING
      : ledger([pricedLine('storage', 'Model storage', 1, 'months', prices.storageMonth)]);
  return joinLedgers(hosting, storage);
}

function planEnd(offer: TuningOffer): PlanEnd | undefined {
  if (offer.endsOn === undefined) return undefined;
  return {
    on: offer.endsOn.date,
    orLater: offer.endsOn.orLater,
    name: offer.name,
    what: 'tuned-models',
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
    turns: workload.turns,
    warmTurns: 0,
    cacheHitRate: 0,
    batchShare: 0,
    retryRate: workload.current.retryRate,
  };
}

function epochsOf({ workload }: PlanContext, offer: TuningOffer): number {
  return workload.data.epochs ?? offer.defaultEpochs ?? DEFAULT_EPOCHS;
}

/** What an offer tunes, as a tokenizer goes by it. */
function baseOf(offer: TuningOffer) {
  return { id: baseIdOf(offer), provider: offer.provider, name: offer.name };
}

/** What so many training runs cost. */
function trainingOf(
  context: PlanContext,
  offer: TuningOffer,
  { examples, tokensPerExample, ...tune }: Tune,
  prices: TuningPrices,
  runs: number,
): Ledger {
  const epochs = tune.epochs ?? epochsOf(context, offer);
  return trainingBill(
    {
      examples,
      tokensPerExample,
      epochs,
      runs,
      // Read once before the first epoch, to compare with, and once after each.
      ...(offer.billsValidation === true && {
        validation: { examples: VALIDATION_SHARE * examples, evaluations: epochs + 1 },
      }),
    },
    prices.training,
    prices.minimumFee,
  );
}

/** What it costs to make a tune, evaluation apart, and to make it again: training, labels and building, or a quote for them all. */
function makingOf(
  context: PlanContext,
  offer: TuningOffer,
  tune: Tune,
  prices: TuningPrices,
  team: TeamsPart,
): { readonly first: Ledger; readonly again: Ledger } {
  const { data, tuning } = context.workload;
  if (tuning.quoteUsd !== undefined) {
    const quote = ledger([ownLine('training', 'A tune, by your quote', 1, 'jobs', tuning.quoteUsd)]);
    return { first: quote, again: quote };
  }
  const training = trainingOf(context, offer, tune, prices, data.runs);
  const labels = ownLine('labels', 'Labelling examples', tune.examples, 'examples', tune.labelCostUsd);
  return {
    first: joinLedgers(training, ledger(labels.amountUsd > 0 ? [labels] : []), team.building),
    again: training,
  };
}

/** Examples that a pilot is trained on, at the most (stated assumption: enough to see what all of them would do). */
const PILOT_EXAMPLES = 1_000;

/** A pilot: one run on a part of the examples, and a day of hosting where the model has to be hosted. */
function pilotOf(context: PlanContext, offer: TuningOffer, tune: Tune, prices: TuningPrices): Proof {
  const examples = Math.min(tune.examples, PILOT_EXAMPLES);
  const { tuning, people } = context.workload;
  const run = trainingOf(context, offer, { ...tune, examples }, prices, 1);
  // Who quotes a whole tune does not quote a part of one.
  const madeUsd =
    tuning.quoteUsd ?? (run.totalUsd === null ? null : run.totalUsd + examples * tune.labelCostUsd);
  const hostedUsd = prices.hostingHour === undefined ? 0 : 24 * (offer.gpus ?? 1) * prices.hostingHour.usd;
  const { setupDays } = people;
  return {
    usd: madeUsd === null ? null : madeUsd + hostedUsd + teachingUsd(tune),
    days: Math.min(setupDays, PILOT_DAYS),
  };
}

/** What is paid beside training before a tune can be judged, such as a teacher's answers. */
function teachingUsd({ extra, trainsOn }: Tune): number {
  return trainsOn === 'teacher-answers' ? (extra?.upfront.totalUsd ?? 0) : 0;
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
  const { accuracy, accuracyOf, examples, extra } = tune;
  const base = baseOf(offer);
  const prices = book.tuningPricesOf(offer.id, asOf);
  const { call, assumptions } = thriftyCall(
    countedBy(context, base, tunedCall(workload, tune.retrieved)),
    workload,
    prices.rates,
    offer,
  );

  const epochs = tune.epochs ?? epochsOf(context, offer);
  const made = makingOf(context, offer, tune, prices, team);
  const servedByToken = offer.serving === 'tokens';
  const perQuery = servedByToken
    ? datedCallCost(
        context,
        offer.id,
        call,
        offer.cacheFloorTokens,
        (day) => book.tuningPricesOf(offer.id, day).rates,
      )
    : [{ from: asOf, ledger: NOTHING }];
  const ends = planEnd(offer);
  const modelName = `tuned ${offer.name}`;
  return {
    id: `${tune.kind}:${offer.id}`,
    approach: tune.approach,
    title: tune.title,
    names: {
      doing: tune.doing,
      answerer: tune.answerer?.(modelName) ?? modelName,
      tested: `a tune of ${offer.name}`,
      served: modelName,
      line: tune.line(offer.name),
    },
    training: { on: tune.trainsOn, base: offer.name },
    answersAsToday: false,
    bringsFacts: tune.bringsFacts,
    inHouse: false,
    modelName,
    provider: offer.provider,
    platform: offer.platform,
    blockers: [
      ...tuningBlockers(context, offer, examples),
      ...commonBlockers(context, offer, { retrieves: call.retrieved > 0, call, accuracy }),
    ],
    upfront: joinLedgers(made.first, team.evaluation, extra?.upfront ?? NOTHING),
    perQuery:
      extra === undefined
        ? perQuery
        : perQuery.map(({ from, ledger: each }) => ({ from, ledger: joinLedgers(each, extra.perQuery) })),
    monthly: joinLedgers(
      sellersFixedCosts(context, offer, prices, call),
      team.upkeep,
      extra?.monthly ?? NOTHING,
    ),
    recurring: {
      everyMonths: stability.retrainEveryMonths,
      ledger: joinLedgers(made.again, team.evaluation),
    },
    ...(ends !== undefined && { end: ends }),
    accuracy,
    accuracyOf,
    proof: pilotOf(context, offer, tune, prices),
    productId: offer.id,
    decision: `${tune.kind}:${offer.platform}/${baseIdOf(offer)}`,
    workingDays: team.workingDays + (extra?.workingDays ?? 0),
    assumptions: () => [
      ...(data.epochs === undefined && tune.epochs === undefined
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
      ...tokensStatement(context, base),
      ...(servedByToken ? [] : sizingStatements(sizeOfTier(offer.tier), sellersGpus(context, offer, call))),
      ...assumptions(),
      ...(extra?.assumptions() ?? []),
    ],
  };
}
