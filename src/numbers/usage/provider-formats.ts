import { isObject } from '../lines.js';
import { numberIn, optionalNumber, textIn } from '../records.js';
import { dayOf, NO_TOKENS, objectIn, spend, type UsageFormat, uncached } from './usage-row.js';

/** Exports of OpenAI and Anthropic. */

/** `GET /v1/organization/usage/completions`, and the dashboard's CSV, which has the same names (openai-openapi f85dbe22). */
const openAiUsage: UsageFormat = {
  id: 'openai',
  name: 'OpenAI usage',
  matches: (fields) =>
    fields.has('num_model_requests') || (fields.has('start_time_iso') && fields.has('end_time_iso')),
  rows(fields) {
    const cached = numberIn(fields, 'input_cached_tokens');
    const written = numberIn(fields, 'input_cache_write_tokens');
    return [
      {
        model: textIn(fields, 'model'),
        day: dayOf(fields.get('start_time_iso')) || dayOf(fields.get('start_time')),
        requests: numberIn(fields, 'num_model_requests'),
        // input_tokens counts what was cached and written, too.
        uncachedTokens: uncached(numberIn(fields, 'input_tokens'), cached, written),
        cachedTokens: cached,
        cacheWriteTokens: written,
        outputTokens: numberIn(fields, 'output_tokens'),
        isBatch: isTrue(fields.get('batch')),
      },
    ];
  },
};

/** `GET /v1/organization/costs`. */
const openAiCosts: UsageFormat = {
  id: 'openai-costs',
  name: 'OpenAI costs',
  matches: (fields) => isObject(fields.get('amount')) || fields.has('amount_value'),
  rows(fields) {
    const usd =
      optionalNumber(objectIn(fields, 'amount').get('value')) ?? optionalNumber(fields.get('amount_value'));
    // A line item begins with the model where it is grouped by it: "gpt-4o-2024-08-06, input".
    const [model = ''] = textIn(fields, 'line_item').split(',');
    return [{ model: model.trim(), day: dayOf(fields.get('start_time')), ...NO_TOKENS, ...spend(usd) }];
  },
  lacks: 'A report of costs has no tokens: give the usage export beside it.',
};

/** `GET /v1/organizations/usage_report/messages` (anthropics/claude-cookbooks 4b36a1e). */
const anthropicUsage: UsageFormat = {
  id: 'anthropic',
  name: 'Anthropic usage report',
  matches: (fields) => fields.has('uncached_input_tokens'),
  rows(fields) {
    const created = objectIn(fields, 'cache_creation');
    const nested =
      numberIn(created, 'ephemeral_5m_input_tokens') + numberIn(created, 'ephemeral_1h_input_tokens');
    const flat =
      numberIn(fields, 'cache_creation_5m_input_tokens') + numberIn(fields, 'cache_creation_1h_input_tokens');
    return [
      {
        model: textIn(fields, 'model'),
        day: dayOf(fields.get('starting_at')),
        uncachedTokens: numberIn(fields, 'uncached_input_tokens'),
        cachedTokens: numberIn(fields, 'cache_read_input_tokens'),
        cacheWriteTokens: created.size > 0 ? nested : flat,
        outputTokens: numberIn(fields, 'output_tokens'),
        isBatch: textIn(fields, 'service_tier') === 'batch',
      },
    ];
  },
  lacks: 'Anthropic reports no requests: say how many there are a day.',
};

/** `GET /v1/organizations/cost_report`: amounts are in cents. */
const anthropicCosts: UsageFormat = {
  id: 'anthropic-costs',
  name: 'Anthropic cost report',
  matches: (fields) =>
    fields.has('starting_at') && typeof fields.get('amount') === 'string' && fields.has('currency'),
  rows(fields) {
    const cents = optionalNumber(fields.get('amount'));
    const usd = cents === undefined ? undefined : cents / 100;
    const model = textIn(fields, 'model');
    return [{ model, day: dayOf(fields.get('starting_at')), ...NO_TOKENS, ...spend(usd) }];
  },
  lacks: 'A report of costs has no tokens: give the usage report beside it.',
};

/** The console's CSV (headers of two files of 2026). Older ones have one column for what was written to the cache. */
const anthropicConsole: UsageFormat = {
  id: 'anthropic',
  name: 'Anthropic console export',
  matches: (fields) => fields.has('usage_input_tokens_no_cache'),
  rows: (fields) => [
    {
      model: textIn(fields, 'model_version'),
      day: dayOf(fields.get('usage_date_utc')),
      uncachedTokens: numberIn(fields, 'usage_input_tokens_no_cache'),
      cachedTokens: numberIn(fields, 'usage_input_tokens_cache_read'),
      cacheWriteTokens:
        numberIn(fields, 'usage_input_tokens_cache_write_5m') +
        numberIn(fields, 'usage_input_tokens_cache_write_1h') +
        numberIn(fields, 'usage_input_tokens_cache_write'),
      outputTokens: numberIn(fields, 'usage_output_tokens'),
      isBatch: textIn(fields, 'usage_type') === 'batch',
    },
  ],
  lacks: 'Anthropic reports no requests: say how many there are a day.',
};

function isTrue(value: unknown): boolean {
  return value === true || (typeof value === 'string' && value.trim().toLowerCase() === 'true');
}

/** Whether a CSV header is that of an OpenAI export without any usage: the four times and nothing else. */
export function isEmptyOpenAiExport(header: readonly string[]): boolean {
  return header.join() === 'start_time,end_time,start_time_iso,end_time_iso';
}

export const PROVIDER_FORMATS: readonly UsageFormat[] = [
  openAiUsage,
  openAiCosts,
  anthropicUsage,
  anthropicCosts,
  anthropicConsole,
];
