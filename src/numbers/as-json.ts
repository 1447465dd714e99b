import type { EvalFindings } from './evals/evaluate.js';
import type { PromptCost } from './tokens/token-report.js';
import { acceptances } from './training/acceptance.js';
import type { TrainingFacts } from './training/read-training.js';
import type { Seen } from './training/tally.js';
import type { TrainingBill } from './training/training-bills.js';
import type { UsageFacts } from './usage/read-usage.js';
import type { UsageFindings } from './usage/usage-models.js';

/** What was read, as data for programs. The names are a promise; fields may be added. */

export function tokensJson({
  model,
  tokens,
  outputTokens,
  outputBy,
  queriesPerDay,
  volumeIsAssumed,
  perCallUsd,
}: PromptCost) {
  return {
    model: model?.id ?? null,
    kind: tokens.kind,
    tokens: tokens.tokens,
    low: tokens.low,
    high: tokens.high,
    exact: tokens.low === tokens.high,
    fixedTokens: tokens.fixedTokens,
    messages: tokens.messages,
    outputTokens,
    outputBy,
    queriesPerDay,
    volumeIsAssumed,
    perCallUsd,
    perDayUsd: perCallUsd === null ? null : perCallUsd * queriesPerDay,
    perMonthUsd: perCallUsd === null ? null : perCallUsd * queriesPerDay * 30,
  };
}

export function trainingJson(facts: TrainingFacts, bills: readonly TrainingBill[]) {
  const { examples, tokens, perExample, repeats, exactness, shape, task, labelCounts, labelNoise } = facts;
  return {
    examples,
    shape,
    tokens: { ...tokens, exact: exactness.kind === 'exact' },
    perExample,
    fixedPromptTokens: facts.fixedPromptTokens,
    problems: problemsOf(facts),
    duplicates: { exact: repeats.exact, near: repeats.near },
    sharedWithValidation: repeats.inValidation,
    contradictions: repeats.contradictions,
    task,
    labels: labelCounts?.length ?? null,
    labelNoise: labelNoise ?? null,
    platforms: acceptances(facts).map(({ platform, isAccepted, refusals, warnings }) => ({
      platform,
      accepted: isAccepted,
      refusals,
      warnings,
    })),
    bills: bills.map(({ platform, model, epochs, epochsBy, tokens: billed, isExact, usd, isOpen }) => ({
      platform,
      model,
      epochs,
      epochsBy,
      tokens: billed,
      exact: isExact,
      usd,
      open: isOpen,
    })),
  };
}

/** Everything that is wrong, by code, with the first lines. */
function problemsOf({ faults, repeats, secrets, reserved, lengths }: TrainingFacts): readonly Seen<string>[] {
  const all: readonly Seen<string>[] = [
    ...faults,
    { code: 'contradiction', count: repeats.contradictions, lines: repeats.contradictionLines },
    { code: 'duplicate', count: repeats.exact, lines: repeats.exactLines },
    { code: 'near-duplicate', count: repeats.near, lines: repeats.nearLines },
    { code: 'in-validation', count: repeats.inValidation, lines: repeats.inValidationLines },
    ...secrets.map(({ code, ...rest }) => ({ code: `secret:${code}`, ...rest })),
    ...reserved.map(({ code, ...rest }) => ({ code: `reserved:${code}`, ...rest })),
    ...lengths.map(({ limit, over }) => ({ code: `longer-than:${limit}`, count: over, lines: [] })),
  ];
  return all.filter(({ count }) => count > 0);
}

export function usageJson(
  facts: UsageFacts,
  { days, models, reconciled, totalUsd, unassignedUsd }: UsageFindings,
) {
  return {
    source: facts.sources.join('+'),
    days,
    from: facts.from,
    to: facts.to,
    totalUsd,
    unassignedUsd,
    models: models.map((use) => ({
      model: use.model?.id ?? null,
      written: use.written,
      tuned: use.isTuned,
      requests: use.requests,
      inputTokens: use.inputTokens,
      cachedTokens: use.cachedTokens,
      cacheWriteTokens: use.cacheWriteTokens,
      outputTokens: use.outputTokens,
      reasoningTokens: use.reasoningTokens,
      batchShare: use.batchShare,
      growthPerMonth: use.growthPerMonth ?? null,
      spendUsd: use.spendUsd,
      spendBy: use.spendBy,
      listUsd: use.listUsd,
      queriesPerDay: use.queriesPerDay,
    })),
    reconciled,
    lacks: facts.lacks,
  };
}

export function evalsJson({ items, models, pairs, routing }: EvalFindings) {
  return {
    items,
    models: models.map(({ model, written, right, n, accuracy, low, high, ...rest }) => ({
      model: model?.id ?? null,
      written,
      right,
      n,
      accuracy,
      low,
      high,
      ...rest,
    })),
    pairs,
    routing,
  };
}
