import type { BenchmarkResult, Effort, EvidenceBook, EvidenceSource } from '../../evidence/evidence-book.js';
import type { AccuracyBasis } from './accuracy.js';
import { EFFORT_TOKENS } from './fitted.js';

/** What an effort makes a model write: hidden reasoning, billed as output. */

/** Hidden reasoning at `low`, against the visible answer, and at least this many tokens (stated choice: GPT-5 at low wrote about three times a plain answer in Aider's test). */
const THOUGHT_PER_OUTPUT = 2;
const LEAST_THOUGHT_TOKENS = 150;

/** Reasoning of a call at another effort. */
export interface Reasoning {
  /** Hidden tokens of one call. */
  readonly tokens: number;
  /** `stated`: as given; `evidence`: scaled by this model's own figures; `prior`: by those of others; `none`: from the length of the answer alone. */
  readonly basis: Extract<AccuracyBasis, 'stated' | 'evidence' | 'prior' | 'none'>;
  readonly sources: readonly EvidenceSource[];
}

/** A call whose hidden reasoning is known. */
export interface KnownCall {
  readonly outputTokens: number;
  readonly reasoningTokens: number;
  /** Default: `none` without hidden reasoning, else `medium`. */
  readonly effort?: Effort;
}

const LADDER: readonly Effort[] = ['none', 'minimal', 'low', 'medium', 'high', 'xhigh', 'max'];

/** Efforts of a model that somebody has put to a test, least first: what is weighed as candidates. */
export function effortChoices(book: EvidenceBook, modelId: string): readonly Effort[] {
  const printed = new Set<string>(book.effortsOf(modelId));
  return LADDER.filter((effort) => printed.has(effort));
}

/** What a task of a benchmark took, in tokens or, at one price, in dollars. */
function sizeOf(result: BenchmarkResult | undefined): { readonly tokens?: number; readonly usd?: number } {
  return {
    ...(result?.tokensPerTask !== undefined && { tokens: result.tokensPerTask }),
    ...(result?.costUsdPerTask !== undefined && { usd: result.costUsdPerTask }),
  };
}

/**
 * Tokens at one effort against another, of this model where its figures tell, else of all: the geometric mean over
 * tests that print both.
 */
export function effortFactor(
  book: EvidenceBook,
  modelId: string,
  from: Exclude<Effort, 'none'>,
  to: Exclude<Effort, 'none'>,
): { readonly factor: number; readonly sources: readonly EvidenceSource[] } {
  const usual = EFFORT_TOKENS[to] / EFFORT_TOKENS[from];
  if (from === to) return { factor: 1, sources: [] };
  const before = new Map(book.resultsOf(modelId, from).map((result) => [result.pool, result]));
  const logs: number[] = [];
  const sources = new Set<EvidenceSource>();
  for (const result of book.resultsOf(modelId, to)) {
    const one = sizeOf(before.get(result.pool));
    const other = sizeOf(result);
    const ratio = (other.tokens ?? Number.NaN) / (one.tokens ?? Number.NaN);
    const known = Number.isFinite(ratio) ? ratio : (other.usd ?? Number.NaN) / (one.usd ?? Number.NaN);
    if (!Number.isFinite(known) || known <= 0) continue;
    logs.push(Math.log(known));
    sources.add(result.source);
  }
  if (logs.length === 0) return { factor: usual, sources: [] };
  return { factor: Math.exp(logs.reduce((sum, log) => sum + log, 0) / logs.length), sources: [...sources] };
}

/** Hidden reasoning of one call of a model at an effort, from a call of which it is known. */
export function reasoningAt(
  book: EvidenceBook,
  modelId: string,
  effort: Effort | undefined,
  known: KnownCall,
): Reasoning {
  if (effort === undefined) return { tokens: known.reasoningTokens, basis: 'stated', sources: [] };
  if (effort === 'none') return { tokens: 0, basis: 'stated', sources: [] };
  const knownEffort = known.effort ?? (known.reasoningTokens > 0 ? 'medium' : 'none');
  if (knownEffort === 'none' || known.reasoningTokens === 0) {
    const atLow = Math.max(LEAST_THOUGHT_TOKENS, THOUGHT_PER_OUTPUT * known.outputTokens);
    const { factor, sources } = effortFactor(book, modelId, 'low', effort);
    return { tokens: Math.round(atLow * factor), basis: 'none', sources };
  }
  const { factor, sources } = effortFactor(book, modelId, knownEffort, effort);
  const basis = factor === 1 ? 'stated' : sources.length > 0 ? 'evidence' : 'prior';
  return { tokens: Math.round(known.reasoningTokens * factor), basis, sources };
}
