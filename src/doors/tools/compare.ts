import { z } from 'zod';
import type { ComparedModel } from '../../engine/index.js';
import { comparisonMessage } from '../../slack/features/compare/comparison-message.js';
import { MAX_MODELS, MIN_MODELS, readComparisonText } from '../../slack/features/compare/comparison-text.js';
import { readNamedModel } from '../../slack/grammar/named-model.js';
import type { Vocabulary } from '../../slack/grammar/vocabulary.js';
import { asPlainText } from '../../slack/kit/safe-text.js';
import { compareFor } from '../../workspace/compare-for.js';
import { type Problem, QuestionError, sentenceOf } from '../problems.js';
import { ASKED_WORKLOAD, askedWorkload } from '../read-workload.js';
import { toolOf, vocabularyAt } from '../tool.js';

const usd = z.number().nullable();

const ComparedSummary = z.object({
  model: z.string(),
  name: z.string(),
  provider: z.string(),
  perCallUsd: usd.describe('As it is sent: nothing cached, nothing batched.'),
  perCallAtCheapestUsd: usd.describe('With caching and, where answers may wait, batching.'),
  perCallBatchedUsd: usd,
  usesCache: z.boolean(),
  usesBatch: z.boolean(),
  firstMonthUsd: usd.describe(
    'The cheapest bill of 30 days, or of the whole backlog; null where a price is not known.',
  ),
  againstFirst: z.object({ usd: z.number(), share: z.number().nullable() }).nullable(),
  blockers: z.array(z.string()),
  accuracy: z
    .object({ mean: z.number(), p10: z.number(), p90: z.number(), pGoodEnough: z.number() })
    .nullable(),
  confidence: z.enum(['A', 'B', 'C']).nullable().describe('Of the weakest price in the bill.'),
});

/** The same workload on several models. */
export const compareTool = toolOf({
  name: 'compare',
  title: 'Compare models',
  description:
    'Puts one workload on 2 to 8 models side by side: the bill of each with caching and batching, how often each is ' +
    'right as far as that is published or was judged, and what stands in the way. The first model is the one that the ' +
    'others are measured against. In words alone, what is left out of volume and tokens is typical.',
  input: z.strictObject({
    models: z
      .array(z.string().trim().min(1).max(120))
      .min(MIN_MODELS)
      .max(MAX_MODELS)
      .optional()
      .describe('Ids or names of the models. Without it, they stand in `text`.'),
    ...ASKED_WORKLOAD,
  }),
  output: z.object({
    asOf: z.string(),
    bookVersion: z.string(),
    cheapest: z.string().nullable().describe('The cheapest model that nothing stands in the way of.'),
    typical: z.array(z.enum(['volume', 'prompt', 'answer'])).describe('What was not given and is typical.'),
    models: z.array(ComparedSummary),
  }),
  async answer(desk, { models: named, workload, text = '' }) {
    const vocabulary = vocabularyAt(desk);
    const asked =
      workload === undefined
        ? fromWords(`${(named ?? []).join(' ')} ${text}`, vocabulary)
        : {
            workload: askedWorkload({ workload, text }, vocabulary),
            models: idsOf(named ?? [workload.current.model, ...(workload.candidates ?? [])], vocabulary),
            typical: [],
          };
    const { comparison, fromSettings } = compareFor(
      desk.basis,
      asked.workload,
      asked.models,
      desk.today,
      desk.evidence,
    );
    const { typical } = asked;
    const message = comparisonMessage({ comparison, typical, fromSettings, chart: { kind: 'none' } });
    const { asOf, bookVersion, cheapest, models } = comparison;
    return {
      text: asPlainText(message.text),
      data: { asOf, bookVersion, cheapest, typical: [...typical], models: models.map(summaryOf) },
    };
  },
});

function fromWords(text: string, vocabulary: Vocabulary) {
  const read = readComparisonText(text, vocabulary);
  if (read.ok) return read;
  throw new QuestionError(read.problems.map((problem) => ({ field: 'text', message: sentenceOf(problem) })));
}

function idsOf(names: readonly string[], vocabulary: Vocabulary): readonly string[] {
  const problems: Problem[] = [];
  const ids = names.flatMap((name, index) => {
    const read = readNamedModel(name, vocabulary);
    if (read.ok) return [read.id];
    problems.push({ field: `models.${index}`, message: read.problem });
    return [];
  });
  const distinct = [...new Set(ids)];
  if (problems.length === 0 && distinct.length < MIN_MODELS) {
    problems.push({ field: 'models', message: `name at least ${MIN_MODELS} models to compare.` });
  }
  if (distinct.length > MAX_MODELS) {
    problems.push({ field: 'models', message: `at most ${MAX_MODELS} models are compared at once.` });
  }
  if (problems.length > 0) throw new QuestionError(problems);
  return distinct;
}

function summaryOf(one: ComparedModel): z.input<typeof ComparedSummary> {
  const { model, plain, thrifty, batched, usesCache, usesBatch, firstMonthUsd, againstFirst, accuracy } = one;
  return {
    model: model.id,
    name: model.name,
    provider: model.provider,
    perCallUsd: plain.totalUsd,
    perCallAtCheapestUsd: thrifty.totalUsd,
    perCallBatchedUsd: batched?.totalUsd ?? null,
    usesCache,
    usesBatch,
    firstMonthUsd,
    againstFirst,
    blockers: one.blockers.map(({ message }) => message),
    accuracy: accuracy && {
      mean: accuracy.mean,
      p10: accuracy.p10,
      p90: accuracy.p90,
      pGoodEnough: accuracy.pGoodEnough,
    },
    confidence: one.weakestConfidence,
  };
}
