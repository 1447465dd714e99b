import { type Effort, splitEffort, typicalCallUsd } from '../../engine/index.js';
import type { Model, PriceBook } from '../../prices/price-book.js';
import { resolveModel } from '../resolve-model.js';
import { type Interval, mcNemarP, pairedInterval, wilson } from './intervals.js';
import type { EvalFacts, ModelResults } from './read-evals.js';

/** What an evaluation says: accuracies with intervals, differences on the same items, and what routing between two models brings. */

/** The accuracy of one model. Data for `quality` of a workload: `{right, items}`. */
export interface MeasuredAccuracy extends Interval {
  /** As the file writes it. */
  readonly written: string;
  /** The model of the price book, where it is one. */
  readonly model?: Model;
  /** The reasoning effort it was run at, where the file says so: `gpt-6-luna@low`. */
  readonly effort?: Effort;
  readonly right: number;
  readonly n: number;
  readonly accuracy: number;
  readonly failed: number;
  readonly repeated: number;
  readonly inputTokens?: number;
  readonly outputTokens?: number;
  readonly costUsd?: number;
  readonly p95LatencyMs?: number;
}

/** Two models on the same items. */
export interface PairedDifference extends Interval {
  readonly one: string;
  readonly other: string;
  readonly n: number;
  readonly bothRight: number;
  readonly onlyOne: number;
  readonly onlyOther: number;
  readonly bothWrong: number;
  /** Accuracy of the one less that of the other. */
  readonly difference: number;
  /** Chance of a split as uneven as this where both are equally good (McNemar, exact). */
  readonly p: number;
}

/** What sending a share of the queries on to the better model brings, on the same items. */
export interface RoutingCurve {
  readonly first: string;
  readonly second: string;
  readonly points: readonly RoutingPoint[];
  /** USD for an item, where the file says so for both. A query that is sent on pays both. */
  readonly costUsd?: { readonly first: number; readonly second: number };
}

export interface RoutingPoint {
  /** Share of the queries that is sent on. */
  readonly escalated: number;
  /** By chance, and with a check that always knows: the truth lies between. */
  readonly byChance: number;
  readonly atBest: number;
  /** By the first model's own scores, the lowest sent on first, where the file has them. */
  readonly byScore?: number;
}

export interface EvalFindings {
  /** Different items. */
  readonly items: number;
  /** The most accurate first. */
  readonly models: readonly MeasuredAccuracy[];
  /** Each model against the best, and against each other, where they share items. */
  readonly pairs: readonly PairedDifference[];
  readonly routing: RoutingCurve | null;
}

/** Pairs that are compared: those among so many of the best models. */
const MODELS_COMPARED = 8;

/** Works out what an evaluation says. Pure. */
export function evaluate(facts: EvalFacts, book: PriceBook): EvalFindings {
  const ranked = facts.models
    .filter(({ items }) => items.size > 0)
    .map((results) => ({ results, measured: accuracyOf(results, book) }))
    .sort(
      (a, b) =>
        b.measured.accuracy - a.measured.accuracy || a.measured.written.localeCompare(b.measured.written),
    );
  const compared = facts.hasItems ? ranked.slice(0, MODELS_COMPARED) : [];
  const pairs = compared.flatMap((one, at) =>
    compared.slice(at + 1).flatMap((other) => differenceOf(one.results, other.results) ?? []),
  );
  const items = new Set(facts.models.flatMap((results) => [...results.items.keys()]));
  return {
    items: items.size,
    models: ranked.map(({ measured }) => measured),
    pairs,
    routing: routingOf(compared, book),
  };
}

function accuracyOf(results: ModelResults, book: PriceBook): MeasuredAccuracy {
  const { items, model, ...rest } = results;
  const n = items.size;
  const right = [...items.values()].filter(({ isRight }) => isRight).length;
  const found = modelOf(model, book);
  return {
    written: model,
    ...found,
    right,
    n,
    accuracy: right / n,
    ...wilson(right, n),
    ...rest,
  };
}

/** The model of a contestant's name, and its effort: `openai:chat:gpt-4o` is gpt-4o, `gpt-6-luna@low` is Luna at low. */
function modelOf(written: string, book: PriceBook): Pick<MeasuredAccuracy, 'model' | 'effort'> {
  const { modelId, effort } = splitEffort(written.replace(/, prompt \d+$/, ''));
  const parts = modelId.split(':');
  for (let from = 0; from < Math.min(parts.length, 4); from += 1) {
    const found = resolveModel(book, parts.slice(from).join(':'));
    if (found !== undefined && !found.isTuned) {
      return { model: found.model, ...(effort !== undefined && { effort }) };
    }
  }
  return {};
}

function differenceOf(one: ModelResults, other: ModelResults): PairedDifference | undefined {
  let bothRight = 0;
  let onlyOne = 0;
  let onlyOther = 0;
  let bothWrong = 0;
  for (const [item, { isRight }] of one.items) {
    const second = other.items.get(item);
    if (second === undefined) continue;
    if (isRight && second.isRight) bothRight += 1;
    else if (isRight) onlyOne += 1;
    else if (second.isRight) onlyOther += 1;
    else bothWrong += 1;
  }
  const n = bothRight + onlyOne + onlyOther + bothWrong;
  if (n === 0) return undefined;
  return {
    one: one.model,
    other: other.model,
    n,
    bothRight,
    onlyOne,
    onlyOther,
    bothWrong,
    difference: (onlyOne - onlyOther) / n,
    ...pairedInterval({ bothRight, onlyOne, onlyOther, bothWrong }),
    p: mcNemarP(onlyOne, onlyOther),
  };
}

const STEPS = 10;

interface Ranked {
  readonly results: ModelResults;
  readonly measured: MeasuredAccuracy;
}

/**
 * The best model after the cheapest that costs less: by what the file says an item costs, where it does for all, else by
 * the list prices of a typical call. Where nobody knows which costs less there is no curve.
 */
function routingOf(ranked: readonly Ranked[], book: PriceBook): RoutingCurve | null {
  const [best, ...others] = ranked;
  const isMeasured = ranked.every(({ measured }) => measured.costUsd !== undefined);
  const usdOf = ({ measured: { costUsd, model } }: Ranked): number | null => {
    if (isMeasured) return costUsd ?? null;
    return model === undefined ? null : typicalCallUsd(book.ratesOf(model.id, book.checkedOn));
  };
  const bestUsd = best === undefined ? null : usdOf(best);
  if (best === undefined || bestUsd === null) return null;
  const [first] = others
    .flatMap((one) => {
      const usd = usdOf(one);
      return usd === null || usd >= bestUsd ? [] : [{ ...one, usd }];
    })
    .sort((a, b) => a.usd - b.usd);
  if (first === undefined) return null;
  const shared = [...first.results.items].flatMap(([item, small]) => {
    const large = best.results.items.get(item);
    return large === undefined ? [] : [{ small: small.isRight, large: large.isRight, score: small.score }];
  });
  if (shared.length === 0) return null;
  const n = shared.length;
  const rightAlone = shared.filter(({ small }) => small).length;
  const gains = shared.filter(({ small, large }) => !small && large).length;
  const losses = shared.filter(({ small, large }) => small && !large).length;
  const hasScores =
    shared.every(({ score }) => score !== undefined) && new Set(shared.map(({ score }) => score)).size > 2;
  const byScore = [...shared].sort((a, b) => (a.score ?? 0) - (b.score ?? 0));
  const points = Array.from({ length: STEPS + 1 }, (_, step): RoutingPoint => {
    const escalated = step / STEPS;
    const sent = Math.round(escalated * n);
    const lost = Math.max(0, sent - (n - losses));
    return {
      escalated,
      byChance: (rightAlone + escalated * (gains - losses)) / n,
      atBest: (rightAlone + Math.min(sent, gains) - lost) / n,
      ...(hasScores && {
        byScore: byScore.filter(({ small, large }, at) => (at < sent ? large : small)).length / n,
      }),
    };
  });
  const [firstUsd, secondUsd] = [first.measured.costUsd, best.measured.costUsd];
  return {
    first: first.results.model,
    second: best.results.model,
    points,
    ...(firstUsd !== undefined &&
      secondUsd !== undefined && { costUsd: { first: firstUsd, second: secondUsd } }),
  };
}
