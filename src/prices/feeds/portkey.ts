import type { PriceKind } from '../price-book.js';
import { scaledAmount } from '../registry/decimal-amount.js';
import type { RegistryPrice } from '../registry/registry-row.js';
import { at, entriesOf, parseObject, type StatedRow, StatedRows, spellingOf } from './stated-row.js';

/** Portkey's names of sellers that are read, each a file, and ours. */
export const PORTKEY_PROVIDERS: ReadonlyMap<string, string> = new Map([
  ['openai', 'openai'],
  ['azure-openai', 'azure-foundry'],
  ['anthropic', 'anthropic'],
  ['google', 'google-gemini-api'],
  ['vertex-ai', 'google-cloud'],
  ['bedrock', 'aws-bedrock'],
  ['mistral-ai', 'mistral'],
  ['deepseek', 'deepseek'],
  ['together-ai', 'together'],
  ['fireworks-ai', 'fireworks'],
  ['groq', 'groq'],
  ['deepinfra', 'deepinfra'],
  ['x-ai', 'xai'],
]);

/** USD per 1M tokens from cents per token. */
const PER_TOKEN = 10_000;
/** USD from cents. */
const CENTS = 0.01;

const FIELDS: readonly (readonly [path: readonly string[], kind: PriceKind])[] = [
  [['pay_as_you_go', 'request_token'], 'input'],
  [['pay_as_you_go', 'response_token'], 'output'],
  [['pay_as_you_go', 'cache_read_input_token'], 'cachedInput'],
  [['pay_as_you_go', 'cache_write_input_token'], 'cacheWrite'],
  [['batch_config', 'request_token'], 'batchInput'],
  [['batch_config', 'response_token'], 'batchOutput'],
  [['batch_config', 'cache_read_input_token'], 'batchCachedInput'],
];

/**
 * Reads one file of Portkey's price list, `pricing/{provider}.json`: an object of models with prices in cents a token,
 * a zero where nothing is known, and what training costs.
 *
 * @param platform Our name for the seller of the file.
 * @throws FeedError when the text is not such a file
 */
export function parsePortkey(text: string, platform: string): readonly StatedRow[] {
  const rows = new StatedRows();
  for (const [model, entry] of entriesOf(parseObject(text))) {
    const config = at(entry, 'pricing_config');
    if (model === 'default' || !isInUsd(config)) continue;
    for (const [path, kind] of FIELDS) {
      rows.add(platform, model, priceOf(at(config, ...path, 'price'), kind, 'usdPerMTok', PER_TOKEN));
    }
    const training = at(config, 'finetune_config');
    const job = `ft:${model}`;
    const perToken = at(training, 'pay_per_token', 'price');
    const perHour = at(training, 'pay_per_hour', 'price');
    rows.add(platform, job, priceOf(perToken, 'training', 'usdPerMTok', PER_TOKEN));
    rows.add(platform, job, priceOf(perHour, 'training', 'usdPerHour', CENTS));
  }
  return rows.rows();
}

function isInUsd(config: unknown): boolean {
  const currency = at(config, 'currency');
  return currency === undefined || currency === 'USD';
}

/** A zero is how the list says that it does not know. */
function priceOf(
  value: unknown,
  kind: PriceKind,
  unit: RegistryPrice['unit'],
  factor: number,
): RegistryPrice | undefined {
  const amount = scaledAmount(spellingOf(value) ?? '', factor);
  return amount === undefined || Number(amount) === 0 ? undefined : { kind, unit, amount };
}
