import type { TrainingFacts } from './read-training.js';

/** The model whose tokens are counted where nobody names one: most tunes by the token are of its family. */
export const COUNTED_BY_DEFAULT = { id: 'gpt-4o', name: 'GPT-4o', provider: 'OpenAI' } as const;

/** What a training file says of a workload, by path: what a question need not say. */
export function trainingFields({
  examples,
  tokens,
  fixedPromptTokens,
  shape,
  task,
}: TrainingFacts): Readonly<Record<string, number | string>> {
  const answers = shape === 'openai-preference' ? 2 * examples : examples;
  const user = Math.max(1, Math.round(tokens.prompt / examples - fixedPromptTokens));
  return {
    task,
    'data.examples': examples,
    'data.tokensPerExample': Math.max(1, Math.round(tokens.total / examples)),
    ...(shape !== 'plain-text' && {
      ...(fixedPromptTokens > 0 && { 'tokens.staticPrompt': fixedPromptTokens }),
      'tokens.user': user,
      'tokens.output': Math.round(tokens.answer / answers),
    }),
  };
}
