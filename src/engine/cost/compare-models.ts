import { z } from 'zod';
import type { EvidenceBook } from '../../evidence/evidence-book.js';
import type { Confidence, IsoDate, Model, PriceBook } from '../../prices/price-book.js';
import { addDays } from '../calendar.js';
import { requireModel, type UntunedModel, untunedModel } from '../choose/candidates.js';
import { knownOfModels } from '../choose/competing-plans.js';
import { type CompleteWorkload, completeWorkload, DAYS_PER_MONTH } from '../defaults.js';
import { saidBlocker } from '../explain/blocker-words.js';
import type { SaidBlocker } from '../explain/blockers.js';
import { daysToPayback } from '../explain/payback.js';
import type { PlanContext, PlanDraft } from '../plans/plan-kind.js';
import { withStandingCosts } from '../plans/standing-costs.js';
import { switchModel, switchTo } from '../plans/switch-model.js';
import { type Accuracy, type AccuracySummary, summaryOf } from '../quality/accuracy.js';
import { pGoodEnough } from '../quality/good-enough.js';
import { NO_EVIDENCE } from '../quality/no-evidence.js';
import { type PlanAccuracies, planAccuraciesOf } from '../quality/plan-accuracies.js';
import { type Workload, WorkloadSchema } from '../workload.js';
import { callCost, presentCall } from './call-cost.js';
import { type Demand, demandOf } from './demand.js';
import { firstQuery, follow, scaleOf } from './follow.js';
import { type Ledger, NOTHING } from './ledger.js';
import { bookAsPaid } from './own-prices.js';
import { calendarDays } from './people.js';
import { breakevenOf, costBlockers, firstMonthOf, weakestConfidence } from './weigh.js';

/** What one model costs for a workload. The bills are compared: people's time is in the payback alone, wrong answers are nowhere. */
export interface ComparedModel {
  readonly model: Model;
  /** One query as it is: nothing read from a cache, nothing batched. */
  readonly plain: Ledger;
  /** One query with caching and, where answers may wait a day, batching, wherever that costs less. */
  readonly thrifty: Ledger;
  readonly usesCache: boolean;
  readonly usesBatch: boolean;
  /** One query sent in a batch, nothing read from a cache; `null` where the seller has no batch prices. */
  readonly batched: Ledger | null;
  /** The thrifty bill of the first month of 30 days, or of the whole backlog, in USD; `null` when a price is not known. */
  readonly firstMonthUsd: number | null;
  /** Difference to the first model: USD in the same time, and as a share of its bill; `null` for that model itself, or when a bill is not known. */
  readonly againstFirst: { readonly usd: number; readonly share: number | null } | null;
  /**
   * Days until moving to it from the first model has paid back, as an advice defines it: invoice and people, the work
   * before going live included. `null` where it never does, for the first itself, or when a bill is not known.
   */
  readonly paybackDays: number | null;
  /** The thrifty query after each announced change of its prices within the horizon, ascending. */
  readonly later: readonly { readonly from: IsoDate; readonly ledger: Ledger }[];
  /** What stands in the way of using it: an end, an unknown or unverified price, a prompt that does not fit. */
  readonly blockers: readonly SaidBlocker[];
  /** Of the weakest price in the bill; `null` when there is none. */
  readonly weakestConfidence: Confidence | null;
  /** How often it is right, and the chance that this is good enough beside the first model; `null` where nothing is known. */
  readonly accuracy: (AccuracySummary & Pick<Accuracy, 'judged'> & { readonly pGoodEnough: number }) | null;
}

/** One workload on several models. */
export interface Comparison {
  readonly workload: Workload;
  readonly asOf: IsoDate;
  readonly bookVersion: string;
  /** In the order given; the others are measured against the first. */
  readonly models: readonly ComparedModel[];
  /** Id of the model with the lowest bill that nothing stands in the way of; `null` when there is none. */
  readonly cheapest: string | null;
}

/**
 * The same workload on several models, each called as a plan to switch to it would call it, so that the figures are
 * those of the advice. A model that is named twice counts once.
 *
 * @param models ids or aliases; the others are measured against the first.
 * @param evidence published results, for how often each model is right; the bill does not depend on it.
 * @throws UnknownModelError when a model is not in the price book.
 * @throws ZodError when the workload or the day is not valid.
 */
export function compareModels(
  input: Workload,
  listBook: PriceBook,
  models: readonly string[],
  asOf: IsoDate,
  evidence: EvidenceBook = NO_EVIDENCE,
): Comparison {
  const workload = WorkloadSchema.parse(input);
  const day = z.iso.date().parse(asOf);
  const book = bookAsPaid(listBook, workload, day);
  const named = [...new Set(models.map((name) => requireModel(book, name)))];
  const [first] = named;
  const current = first ?? requireModel(book, workload.current.model);
  const { complete } = completeWorkload(workload, current.tunedOn);
  const accuracies = planAccuraciesOf(complete, knownOfModels(complete, { book, evidence }, current.id));
  const horizonEnd = addDays(day, complete.horizonMonths * DAYS_PER_MONTH);
  const context: PlanContext = {
    workload: complete,
    book,
    evidence: NO_EVIDENCE,
    accuracies,
    asOf: day,
    horizonEnd,
    current,
    candidates: [],
    candidateModels: [],
    helperModels: [],
    offers: [],
  };
  const demand = demandOf(complete.volume);
  const moves = named.map((model) => {
    const untuned = untunedModel(model, undefined, complete, NO_EVIDENCE);
    return { untuned, draft: draftOf(context, untuned) };
  });
  const bills = moves.map((move) => billOf(context, move, demand));
  const reference = bills[0]?.firstMonthUsd ?? null;
  const paybacks = paybacksOf(
    moves.map(({ draft }) => draft),
    complete,
    day,
  );
  const compared = bills.map((bill, index) => ({
    ...bill,
    againstFirst: index === 0 ? null : difference(bill.firstMonthUsd, reference),
    paybackDays: paybacks[index] ?? null,
    accuracy: accuracyOf(bill.model, accuracies),
  }));
  return {
    workload,
    asOf: day,
    bookVersion: book.version,
    models: compared,
    cheapest: cheapestOf(compared)?.model.id ?? null,
  };
}

/** The plan of moving to a model. A tuned one is billed as the one in use would be, its hosting and upkeep included. */
function draftOf(context: PlanContext, untuned: UntunedModel): PlanDraft {
  const { model } = untuned;
  const { workload } = context;
  const { tunedOn } = model;
  const inUse =
    tunedOn === undefined
      ? context
      : { ...context, current: model, workload: { ...workload, current: { ...workload.current, tunedOn } } };
  return withStandingCosts(switchTo(inUse, untuned), inUse);
}

/** Days to the payback of each move, against the first model, called as cheaply and with no work left to do. */
function paybacksOf(
  [first, ...others]: readonly PlanDraft[],
  workload: CompleteWorkload,
  asOf: IsoDate,
): readonly (number | null)[] {
  if (first === undefined) return [];
  const inUse = { ...first, upfront: NOTHING, workingDays: 0 };
  const scale = scaleOf(workload, asOf, inUse);
  const keep = follow(inUse, switchModel.kind, scale);
  return [
    null,
    ...others.map((draft) => {
      const againstKeep = breakevenOf(follow(draft, switchModel.kind, scale), keep, scale);
      const timeToDeployDays = calendarDays(draft.workingDays);
      return daysToPayback({ breakeven: { againstKeep, againstBestUntuned: null }, timeToDeployDays }, asOf);
    }),
  ];
}

function billOf(
  context: PlanContext,
  { untuned: { model }, draft }: { readonly untuned: UntunedModel; readonly draft: PlanDraft },
  demand: Demand,
): Omit<ComparedModel, 'againstFirst' | 'paybackDays' | 'accuracy'> {
  const { book, asOf, workload } = context;
  const rates = book.ratesOf(model.id, asOf);
  const call = { ...presentCall(workload), warmTurns: 0, cacheHitRate: 0, batchShare: 0 };
  const thrifty = firstQuery(draft);
  const hasBatch = rates.batchInput !== undefined && rates.batchOutput !== undefined;
  // What is missing for people, such as facts that no model has, is a matter of the advice and not of the bill.
  const obstacles = draft.blockers.filter(({ code }) => code !== 'knowledge-gap');
  return {
    model,
    plain: callCost(call, rates, model.cacheFloorTokens),
    thrifty,
    usesCache: draft.assumptions().some(({ field }) => field === 'cacheHitRate' || field === 'turns.cached'),
    usesBatch: draft.assumptions().some(({ field }) => field === 'batchShare'),
    batched: hasBatch ? callCost({ ...call, batchShare: 1 }, rates, model.cacheFloorTokens) : null,
    firstMonthUsd: firstMonthOf(draft, { asOf, demand, workload })?.invoiceUsd ?? null,
    later: draft.perQuery.slice(1),
    blockers: [...obstacles, ...costBlockers(draft)].map(saidBlocker),
    weakestConfidence: weakestConfidence(draft),
  };
}

function accuracyOf({ id }: Model, { untuned, today, bar }: PlanAccuracies): ComparedModel['accuracy'] {
  const { accuracy } = untuned(id);
  if (accuracy.basis === 'none') return null;
  const { judged } = accuracy;
  return {
    ...summaryOf(accuracy),
    ...(judged !== undefined && { judged }),
    pGoodEnough: pGoodEnough(accuracy, today.accuracy, bar),
  };
}

function difference(usd: number | null, reference: number | null): ComparedModel['againstFirst'] {
  if (usd === null || reference === null) return null;
  return { usd: usd - reference, share: reference === 0 ? null : (usd - reference) / reference };
}

function cheapestOf(models: readonly ComparedModel[]): ComparedModel | undefined {
  return models
    .filter(({ blockers, firstMonthUsd }) => blockers.length === 0 && firstMonthUsd !== null)
    .sort((a, b) => (a.firstMonthUsd ?? 0) - (b.firstMonthUsd ?? 0))[0];
}
