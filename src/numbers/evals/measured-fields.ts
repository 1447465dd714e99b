import type { Model } from '../../prices/price-book.js';
import type { EvalFindings } from './evaluate.js';

/** What an evaluation says of a workload, by path: the accuracy of the model in use and the tokens of its calls. */
export function accuracyFields(
  { models }: EvalFindings,
  current: Model | undefined,
): Readonly<Record<string, number>> {
  const measured = models.find(({ model }) => model !== undefined && model.id === current?.id);
  if (measured === undefined) return {};
  const { accuracy, inputTokens, outputTokens } = measured;
  return {
    'quality.current': accuracy,
    ...(inputTokens !== undefined && { 'tokens.user': Math.max(1, Math.round(inputTokens)) }),
    ...(outputTokens !== undefined && { 'tokens.output': Math.round(outputTokens) }),
  };
}
