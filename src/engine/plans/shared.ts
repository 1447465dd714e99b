import type { IsoDate, Model, Rates } from '../../prices/price-book.js';

import { addDays } from '../calendar.js';
import type { UntunedModel } from '../choose/candidates.js';
import { isAllowed } from '../choose/open-hosts.js';
import { type Call, callCost, canCache, longestPromptTokens, presentCall } from '../cost/call-cost.js';
import { CACHE_LIFE_MINUTES, turnMinutes, warmTurnShare } from '../cost/conversation.js';
import { NOTHING } from '../cost/ledger.js';
import { calendarDays, dayRateUsd } from '../cost/people.js';
import { type Assumption, type CompleteWorkload, DAYS_PER_MONTH } from '../defaults.js';
import type { Blocker } from '../explain/blockers.js';
import type { PlanEnd } from '../explain/end-words.js';
import type { FactOf } from '../explain/facts.js';
import { formatCount, formatShare, formatUsd } from '../explain/wording.js';
import type { Accuracy } from '../quality/accuracy.js';
import { isRuledOut } from '../quality/good-enough.js';
import { hasKnowledgeGap } from '../quality/knowledge-gap.js';
import { latencyOf, measuredLatency, pWithinMs } from '../quality/latency.js';
import type { Task } from '../workload.js';
import type { About, DatedLedger, PlanContext, PlanNames, PlanTest, WeighedPlan } from './plan-kind.js';

/** What several kinds of plan have in common. */

/** Share of calls that find a steady stream's fixed prompt in the cache (stated assumption). */
const STEADY_CACHE_HITS = 0.9;
/** Whether today's cache hits, as typed, cannot be: calls are rarer than the cache lives, and none follows another in a conversation. */
export function cacheIsCold(workload: CompleteWorkload, model: Pick<Model, 'cacheLifeMinutes'>): boolean {
  const { current, turns } = workload;
  return current.cacheHitRate > 0 && turns === 1 && !keepsCacheWarm(workload, model.cacheLifeMinutes);
}

/** The call of today on the present model, with the cache hits that can be. */
export function credibleCall(workload: CompleteWorkload, current: Pick<Model, 'cacheLifeMinutes'>): Call {
  const typed = presentCall(workload, current.cacheLifeMinutes);
  return cacheIsCold(workload, current) ? { ...typed, cacheHitRate: 0 } : typed;
}

/**
 * Whether calls are frequent enough to keep a cached prompt alive: on average at least one in each cache life
 * (pitfall: caching that only exists on paper).
 */
function keepsCacheWarm(workload: CompleteWorkload, lifeMinutes = CACHE_LIFE_MINUTES): boolean {
  const callsPerMinute = workload.volume.queriesPerDay / (24 * 60);
  return callsPerMinute * lifeMinutes >= 1;
}

/** How a call is cached. */
type Caching = Pick<Call, 'cacheHitRate' | 'warmTurns'>;

/**
 * What a cache would hold of a call: the fixed prompt where calls are frequent, and in a conversation what the turn
 * before has sent, the fixed prompt with it.
 */
function fullCaching(
  workload: CompleteWorkload,
  { turns }: Call,
  cacheLifeMinutes: number | undefined,
): Caching {
  const warmTurns = turns > 1 ? warmTurnShare(workload.task, cacheLifeMinutes) : 0;
  const steady = keepsCacheWarm(workload, cacheLifeMinutes) ? STEADY_CACHE_HITS : 0;
  return { cacheHitRate: Math.max(steady, (warmTurns * (turns - 1)) / turns), warmTurns };
}

/** The cheapest way to send a call: cached in one of these ways and with these shares of batching, as it is before any other. */
function cheapestWay(
  call: Call,
  cachings: readonly Caching[],
  shares: readonly number[],
  rates: Rates,
  floorTokens: number | undefined,
): Call {
  if (cachings.length === 1 && shares.length === 1) return call;
  let best = call;
  let lowest = callCost(call, rates, floorTokens).totalUsd ?? 0;
  for (const { cacheHitRate, warmTurns } of cachings) {
    for (const batchShare of shares) {
      const way = { ...call, cacheHitRate, warmTurns, batchShare };
      const usd = callCost(way, rates, floorTokens).totalUsd ?? 0;
      if (usd >= lowest * (1 - 1e-9)) continue;
      best = way;
      lowest = usd;
    }
  }
  return best;
}

/**
 * The same call with caching and batching used where that costs less: the two do not always add up, because few
 * sellers discount cached input in batches. Of equally cheap ways the one that changes less is taken.
 */
export function thriftyCall(
  call: Call,
  workload: CompleteWorkload,
  rates: Rates,
  model: { readonly name: string; readonly cacheFloorTokens?: number; readonly cacheLifeMinutes?: number },
): { readonly call: Call; assumptions(): readonly Assumption[] } {
  const floor = model.cacheFloorTokens;
  const full = fullCaching(workload, call, model.cacheLifeMinutes);
  const isMore = full.cacheHitRate > call.cacheHitRate || full.warmTurns > call.warmTurns;
  const cachings: readonly Caching[] = isMore && canCache(call, rates, floor) ? [call, full] : [call];
  // Turns of a conversation cannot wait for one another in batches.
  const shares =
    workload.constraints.batchable && call.batchShare < 1 && call.turns === 1
      ? [call.batchShare, 1]
      : [call.batchShare];
  const best = cheapestWay(call, cachings, shares, rates, floor);
  function assumptions(): readonly Assumption[] {
    const made: Assumption[] = [];
    const fixed = call.staticPrompt + call.fewShot;
    if (best.cacheHitRate !== call.cacheHitRate && fixed > 0) {
      made.push({
        field: 'cacheHitRate',
        statement: `${formatShare(best.cacheHitRate)} of calls find the fixed prompt of ${formatCount(fixed)} tokens in ${model.name}'s cache.`,
      });
    }
    if (best.warmTurns !== call.warmTurns) {
      made.push({
        field: 'turns.cached',
        statement: `Turns come ${formatCount(turnMinutes(workload.task))} minutes apart on average, so ${formatShare(best.warmTurns)} of them find the turn before in ${model.name}'s cache, which keeps it for ${formatCount(model.cacheLifeMinutes ?? CACHE_LIFE_MINUTES)} minutes${model.cacheLifeMinutes === undefined ? ' (assumed)' : ''}. What is new in a turn is written to the cache.`,
      });
    }
    if (best.batchShare !== call.batchShare) {
      made.push({
        field: 'batchShare',
        statement: `All calls go through ${model.name}'s batch interface.`,
      });
    }
    return made;
  }
  return { call: best, assumptions };
}

/** Tasks whose answers have a form that a schema can enforce. */
const FORMED_TASKS: readonly Task[] = ['classification', 'extraction', 'structured-output'];
/** Working days to write a schema and to have answers follow it (stated assumption). */
const SCHEMA_DAYS = 1;

/** What structured outputs do to a call. */
export interface Schema {
  readonly call: Call;
  readonly workingDays: number;
  readonly assumption: Assumption;
}

/** A call whose answers follow a schema, so that none is sent again for its form; `null` where that changes nothing. */
export function withSchema(call: Call, { task }: CompleteWorkload): Schema | null {
  if (call.retryRate === 0 || !FORMED_TASKS.includes(task)) return null;
  return {
    call: { ...call, retryRate: 0 },
    workingDays: SCHEMA_DAYS,
    assumption: {
      field: 'structuredOutputs',
      statement: `${formatShare(call.retryRate)} of calls are sent again because an answer has the wrong form; with the seller's structured outputs none is.`,
    },
  };
}

/** The same where what it saves over the horizon is more than its work costs: for plans that are no plan for a schema. */
export function worthwhileSchema(call: Call, workload: CompleteWorkload, rates: Rates): Schema | null {
  const schema = withSchema(call, workload);
  if (schema === null) return null;
  const usdOf = (one: Call) => callCost(one, rates, undefined).totalUsd ?? 0;
  const { volume, horizonMonths, people } = workload;
  const queries = volume.oneOffQueries ?? volume.queriesPerDay * DAYS_PER_MONTH * horizonMonths;
  const savedUsd = (usdOf(call) - usdOf(schema.call)) * queries;
  return savedUsd > schema.workingDays * dayRateUsd(people.engineerMonthlyUsd) ? schema : null;
}

/** The cost of a call on the first day and after each announced change of its prices. */
export function datedCallCost(
  context: PlanContext,
  productId: string,
  call: Call,
  floorTokens: number | undefined,
  ratesOn: (day: IsoDate) => Rates,
): readonly DatedLedger[] {
  const { book, asOf, horizonEnd } = context;
  // A model on GPUs of its own is billed by the hour.
  const { tunedOn } = context.workload.current;
  const isDedicated =
    productId === context.current.id &&
    book.tuningOffers.some(({ id, serving }) => id === tunedOn && serving === 'dedicated');
  if (isDedicated) return [{ from: asOf, ledger: NOTHING }];
  return [asOf, ...book.changeDays(productId, asOf, horizonEnd)].map((from) => ({
    from,
    ledger: callCost(call, ratesOn(from), floorTokens),
  }));
}

/** The call of today on another model: nothing of it is cached or batched yet, and it thinks as long as its effort makes it. */
export function callOn({ workload }: PlanContext, { reasoning }: UntunedModel): Call {
  const { staticPrompt, tokenFactor = 1 } = workload.untuned;
  const today = presentCall(workload);
  return {
    ...today,
    staticPrompt: staticPrompt * tokenFactor,
    fewShot: today.fewShot * tokenFactor,
    user: today.user * tokenFactor,
    retrieved: today.retrieved * tokenFactor,
    output: today.output * tokenFactor,
    reasoning: reasoning.tokens,
    warmTurns: 0,
    cacheHitRate: 0,
    batchShare: 0,
  };
}

/** Says how long a model is taken to think, where that is not simply today's. */
export function reasoningStatement({ name, reasoning }: UntunedModel): Assumption[] {
  if (reasoning.basis === 'stated') return [];
  const from = {
    evidence: 'by published figures of this model',
    prior: 'by published figures of other models',
    none: 'by the length of the answer, without any figure',
  }[reasoning.basis];
  return [
    {
      field: 'tokens.reasoning',
      statement: `${name} is taken to think for ${formatCount(reasoning.tokens)} tokens a call, ${from}.`,
    },
  ];
}

/** The announced end of a model, if there is one. */
export function endOf({ name, endsOn }: Pick<Model, 'name' | 'endsOn'>): PlanEnd | undefined {
  return endsOn === undefined
    ? undefined
    : { on: endsOn.date, orLater: endsOn.orLater, name, what: 'answers' };
}

/** The names of a plan whose model answers under its own name. */
export function namesOf(model: string, doing: string): PlanNames {
  return { doing, answerer: model, tested: model, served: model, line: model };
}

/** Who sells: the maker, or the host where that is another. */
function sellerOf({ provider, platform }: Pick<WeighedPlan, 'provider' | 'platform'>): string {
  const [first = ''] = provider.toLowerCase().replaceAll('.', '').split(' ');
  const sellsItself = platform.startsWith(first) && !provider.includes('open weights');
  return sellsItself ? provider : `${provider} on ${platform}`;
}

/** What several kinds say of another seller. */
export const NEW_SELLER = {
  'new-seller': ({ from, to, sameAnswers }: { from: string; to: string; sameAnswers: boolean }) =>
    `This moves you from ${from} to ${to}: another contract, other data terms, ${sameAnswers ? 'and a look at whether it answers as before' : 'and a prompt to adapt'}.`,
};

/** Another seller is another contract. */
export function newSeller(plan: WeighedPlan, present: WeighedPlan): (FactOf<typeof NEW_SELLER> & About)[] {
  const [from, to] = [sellerOf(present), sellerOf(plan)];
  if (from === to) return [];
  return [{ code: 'new-seller', about: 'effort', from, to, sameAnswers: plan.answersAsToday }];
}

/** Working days of an engineer that a pilot of something built takes, at the most (stated assumption). */
export const PILOT_DAYS = 4;

/** Answers are judged beside those of today. */
export function judgedBeside(plan: WeighedPlan, present: WeighedPlan): PlanTest {
  return {
    code: 'judge',
    how:
      plan.modelName === present.modelName
        ? `with the facts at hand beside ${present.modelName} as it is`
        : `on ${plan.modelName} beside ${present.modelName}`,
  };
}

/** Obstacles that any plan on a seller's model can meet. */
export function commonBlockers(
  context: PlanContext,
  seller: {
    readonly name: string;
    readonly provider: string;
    readonly platform: string;
    readonly maxInputTokens?: number;
  },
  plan: {
    readonly retrieves: boolean;
    readonly call: Call;
    readonly accuracy: Accuracy;
    /** The untuned model that answers, where its speed may be known. */
    readonly answers?: { readonly modelId: string; readonly effort?: UntunedModel['effort'] };
    /** True where the team runs the model itself. */
    readonly inHouse?: boolean;
  },
): Blocker[] {
  const { workload } = context;
  const { dataStaysInHouse } = workload.constraints;
  const blockers: Blocker[] = [];
  if (!isAllowed(workload, seller)) {
    blockers.push({ code: 'provider-not-allowed', platform: seller.platform });
  }
  if (dataStaysInHouse && plan.inHouse !== true) {
    blockers.push({ code: 'in-house-only' });
  }
  if (hasKnowledgeGap(workload) && !plan.retrieves) {
    blockers.push({ code: 'knowledge-gap' });
  }
  const tokens = longestPromptTokens(plan.call);
  const { name, maxInputTokens: maxTokens } = seller;
  if (maxTokens !== undefined && tokens > maxTokens)
    blockers.push({ code: 'prompt-too-long', tokens, name, maxTokens });
  const { accuracies } = context;
  const { accuracy } = plan;
  // Where a wrong answer has a price and no bar is set, a drop that was measured may pay.
  const isPriced = workload.quality.lossPerErrorUsd !== undefined && accuracies.bar.kind === 'today';
  if (!isPriced && isRuledOut(accuracy, accuracies.today.accuracy, accuracies.bar))
    blockers.push({ code: 'below-quality-bar', judged: accuracy.judged, bar: accuracies.bar });
  blockers.push(...slowBlockers(context, plan));
  return blockers;
}

/** Chance of being fast enough below which known figures rule a plan out (stated choice). */
const RULED_OUT_BELOW = 0.1;

/** How sure it is that 95 of 100 answers come in time; `null` where no limit is set or nobody knows how fast a model is. */
export function pFastEnough(
  { workload, evidence, current }: PlanContext,
  answers: { readonly modelId: string; readonly effort?: UntunedModel['effort'] },
  outputTokens: number,
): { readonly p: number; readonly p95Ms: number } | null {
  const limitMs = workload.constraints.maxLatencyMs;
  if (limitMs === undefined) return null;
  const isPresent = answers.modelId === current.id && answers.effort === workload.current.effort;
  const { p95LatencyMs } = workload.current;
  const latency =
    isPresent && p95LatencyMs !== undefined
      ? measuredLatency(p95LatencyMs)
      : latencyOf(evidence, answers.modelId, answers.effort, outputTokens);
  return latency === null ? null : { p: pWithinMs(latency, limitMs), p95Ms: latency.p95Ms };
}

/** A model that is known to be too slow. Nothing is held against one whose speed nobody knows. */
function slowBlockers(
  context: PlanContext,
  { call, answers }: Parameters<typeof commonBlockers>[2],
): Blocker[] {
  const fast = answers === undefined ? null : pFastEnough(context, answers, call.output);
  if (fast === null || fast.p >= RULED_OUT_BELOW) return [];
  const limitMs = context.workload.constraints.maxLatencyMs ?? 0;
  return [{ code: 'too-slow', p95Ms: fast.p95Ms, limitMs, isPublished: true }];
}

/** Says what a model's end does to a plan that has no other. */
export function endsInHorizon(
  context: PlanContext,
  end: PlanEnd | undefined,
  workingDays: number,
): Blocker[] {
  if (end === undefined || end.orLater) return [];
  // A backlog waits for its plan, so its month begins after the build.
  const waits = context.workload.volume.oneOffQueries === undefined ? 0 : calendarDays(workingDays);
  if (end.on >= addDays(context.horizonEnd, waits)) return [];
  const { horizonMonths } = context.workload;
  return [{ code: 'model-ends', end, past: end.on <= context.asOf, horizonMonths }];
}

/** Fixed costs and one-off work in one sentence, for assumptions. */
export function workStatement(days: number, what: string, dayRate: number): Assumption {
  return {
    field: 'workingDays',
    statement: `${what} takes ${days} working day${days === 1 ? '' : 's'} at ${formatUsd(dayRate)}.`,
  };
}
