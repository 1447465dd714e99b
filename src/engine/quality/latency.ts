import type { Effort, EvidenceBook, EvidenceSource, SpeedResult } from '../../evidence/evidence-book.js';
import { normalShare } from './normal.js';

/** How long a model takes to answer, where somebody has measured it. */

/** Time of a call: lognormal from call to call, around a middle that is not known exactly either. */
export interface Latency {
  /** Half of the calls are faster. */
  readonly typicalMs: number;
  /** 95 of 100 calls are faster. */
  readonly p95Ms: number;
  /** Spread of what is not known of both, as the standard deviation of a logarithm. */
  readonly doubtSd: number;
  readonly basis: 'measured' | 'evidence';
  readonly sources: readonly EvidenceSource[];
}

/** Output tokens of the short answers behind whole-call figures (stated choice: one function call). */
const SHORT_ANSWER_TOKENS = 100;
/** Part of such a call that does not grow with its answer (stated choice). */
const WAITING_PART = 0.6;
/** Spread of a logarithm from call to call where no 95th percentile is printed (stated choice). */
const USUAL_SPREAD = 0.5;
/** Doubts of carrying a figure over to other prompts, hours and places (stated choice); whole calls need more carrying. */
const DOUBT_OF_RATES = 0.35;
const DOUBT_OF_CALLS = 0.6;

const P95 = 1.645;

/** Spread of a lognormal with this 95th percentile for its mean; the usual one where the two do not fit together. */
function spreadOf(mean: number, p95: number | undefined): number {
  if (p95 === undefined || p95 <= mean) return USUAL_SPREAD;
  const root = P95 ** 2 - 2 * Math.log(p95 / mean);
  return root < 0 ? P95 : P95 - Math.sqrt(root);
}

interface Timed {
  readonly typicalMs: number;
  readonly spread: number;
  readonly doubtSd: number;
  readonly source: EvidenceSource;
}

function timed(speed: SpeedResult, outputTokens: number): Timed | null {
  const { outputTokensPerSecond, firstTokenSeconds, callSeconds, source } = speed;
  if (outputTokensPerSecond !== undefined && firstTokenSeconds !== undefined) {
    // The first token comes when the thinking is done: only the visible answer is added.
    const seconds = firstTokenSeconds + outputTokens / outputTokensPerSecond;
    return { typicalMs: seconds * 1000, spread: USUAL_SPREAD, doubtSd: DOUBT_OF_RATES, source };
  }
  if (callSeconds === undefined) return null;
  const spread = spreadOf(callSeconds.mean, callSeconds.p95);
  const tokens = speed.callOutputTokens ?? SHORT_ANSWER_TOKENS;
  const scale = WAITING_PART + ((1 - WAITING_PART) * outputTokens) / tokens;
  const typicalMs = 1000 * callSeconds.mean * Math.exp(-(spread ** 2) / 2) * scale;
  return { typicalMs, spread, doubtSd: DOUBT_OF_CALLS, source };
}

/** Latency of a model at an effort, or `null` where nobody has published any. */
export function latencyOf(
  book: EvidenceBook,
  modelId: string,
  effort: Effort | undefined,
  outputTokens: number,
): Latency | null {
  const all = book.speedOf(modelId);
  const exact = effort === undefined ? all : all.filter((speed) => speed.effort === effort);
  const known = exact.flatMap((speed) => timed(speed, outputTokens) ?? []);
  const [first] = known.toSorted((a, b) => a.doubtSd - b.doubtSd);
  if (first === undefined) return null;
  const best = known.filter(({ doubtSd }) => doubtSd === first.doubtSd);
  const mean = (figureOf: (one: Timed) => number) =>
    best.reduce((sum, one) => sum + figureOf(one), 0) / best.length;
  const typicalMs = Math.exp(mean((one) => Math.log(one.typicalMs)));
  return {
    typicalMs,
    p95Ms: typicalMs * Math.exp(P95 * mean(({ spread }) => spread)),
    doubtSd: first.doubtSd,
    basis: 'evidence',
    sources: [...new Set(best.map(({ source }) => source))],
  };
}

/** Latency that a team has measured itself: the 95th of 100 calls, in milliseconds. */
export function measuredLatency(p95Ms: number): Latency {
  return {
    typicalMs: p95Ms * Math.exp(-P95 * USUAL_SPREAD),
    p95Ms,
    doubtSd: 0.05,
    basis: 'measured',
    sources: [],
  };
}

/** Chance that 95 of 100 answers come within the limit. */
export function pWithinMs({ p95Ms, doubtSd }: Latency, limitMs: number): number {
  return normalShare(Math.log(limitMs / p95Ms) / doubtSd);
}
