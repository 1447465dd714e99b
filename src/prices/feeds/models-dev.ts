import type { PriceKind } from '../price-book.js';
import { scaledAmount } from '../registry/decimal-amount.js';
import { at, entriesOf, parseObject, type StatedRow, StatedRows, spellingOf } from './stated-row.js';

/** The names that models.dev has for sellers, and ours. Sellers that are not here are not read. */
const PLATFORMS: ReadonlyMap<string, string> = new Map([
  ['openai', 'openai'],
  ['azure', 'azure-foundry'],
  ['anthropic', 'anthropic'],
  ['google', 'google-gemini-api'],
  ['google-vertex', 'google-cloud'],
  ['amazon-bedrock', 'aws-bedrock'],
  ['mistral', 'mistral'],
  ['deepseek', 'deepseek'],
  ['togetherai', 'together'],
  ['fireworks-ai', 'fireworks'],
  ['groq', 'groq'],
  ['deepinfra', 'deepinfra'],
  ['xai', 'xai'],
  ['moonshotai', 'moonshot'],
  ['zai', 'zai'],
  ['alibaba', 'dashscope'],
  ['cerebras', 'cerebras'],
  ['nebius', 'nebius'],
]);

const FIELDS: readonly (readonly [field: string, kind: PriceKind])[] = [
  ['input', 'input'],
  ['output', 'output'],
  ['cache_read', 'cachedInput'],
  ['cache_write', 'cacheWrite'],
];

/** Prompt length past which `context_over_200k` holds. */
const LONG_PROMPT_TOKENS = 200_000;

/**
 * Reads models.dev's `api.json`: an object of sellers, each with its models, whose prices are in USD per 1M tokens.
 *
 * @throws FeedError when the text is not such a file
 */
export function parseModelsDev(text: string): readonly StatedRow[] {
  const rows = new StatedRows();
  for (const [provider, entry] of entriesOf(parseObject(text))) {
    const platform = PLATFORMS.get(provider);
    if (platform === undefined) continue;
    for (const [model, details] of entriesOf(at(entry, 'models'))) {
      for (const [field, kind] of FIELDS) {
        const amount = amountOf(at(details, 'cost', field));
        if (amount !== undefined) rows.add(platform, model, { kind, unit: 'usdPerMTok', amount });
        const long = amountOf(at(details, 'cost', 'context_over_200k', field));
        if (long === undefined) continue;
        rows.add(platform, model, {
          kind,
          aboveTokens: LONG_PROMPT_TOKENS,
          unit: 'usdPerMTok',
          amount: long,
        });
      }
    }
  }
  return rows.rows();
}

/** A zero stands for a model that is free to try somewhere, or for an unknown price: neither is a price. */
function amountOf(value: unknown): string | undefined {
  const amount = scaledAmount(spellingOf(value) ?? '', 1);
  return amount === undefined || Number(amount) === 0 ? undefined : amount;
}
