import { isObject } from '../lines.js';
import { type Fields, numberIn, optionalNumber, textIn } from '../records.js';
import { dayOf, NO_TOKENS, objectIn, spend, type UsageFormat, uncached } from './usage-row.js';

/** Exports of gateways and tracers: LiteLLM, Langfuse, Helicone, OpenRouter, OpenTelemetry. */

/** `LiteLLM_DailyUserSpend` and its sisters (BerriAI/litellm, schema.prisma 029f645f). */
const liteLlmDaily: UsageFormat = {
  id: 'litellm',
  name: 'LiteLLM daily spend',
  matches: (fields) => fields.has('api_requests') && fields.has('prompt_tokens'),
  rows(fields) {
    const cached = numberIn(fields, 'cache_read_input_tokens');
    const written = numberIn(fields, 'cache_creation_input_tokens');
    return [
      {
        model: textIn(fields, 'model'),
        day: dayOf(fields.get('date')),
        requests: optionalNumber(fields.get('successful_requests')) ?? numberIn(fields, 'api_requests'),
        uncachedTokens: uncached(numberIn(fields, 'prompt_tokens'), cached, written),
        cachedTokens: cached,
        cacheWriteTokens: written,
        outputTokens: numberIn(fields, 'completion_tokens'),
        ...spend(fields.get('spend')),
      },
    ];
  },
};

/** `LiteLLM_SpendLogs`: one row a request. Its key for cached tokens is not documented, so that they stay among the others. */
const liteLlmLogs: UsageFormat = {
  id: 'litellm',
  name: 'LiteLLM spend logs',
  matches: (fields) => fields.has('request_id') && fields.has('startTime') && fields.has('prompt_tokens'),
  rows: (fields) => [
    {
      ...NO_TOKENS,
      model: textIn(fields, 'model'),
      day: dayOf(fields.get('startTime')),
      requests: 1,
      uncachedTokens: numberIn(fields, 'prompt_tokens'),
      outputTokens: numberIn(fields, 'completion_tokens'),
      ...spend(fields.get('spend')),
    },
  ],
  lacks: 'These logs do not tell what was read from a cache; the daily table does.',
};

/** The export of observations (langfuse/langfuse 62751446). Only generations and embeddings are calls of a model. */
const langfuse: UsageFormat = {
  id: 'langfuse',
  name: 'Langfuse observations',
  matches: (fields) => fields.has('usageDetails') || (fields.has('promptTokens') && fields.has('traceId')),
  rows(fields) {
    const type = textIn(fields, 'type').toUpperCase();
    if (type !== '' && type !== 'GENERATION' && type !== 'EMBEDDING') return [];
    const details = objectIn(fields, 'usageDetails');
    const cached =
      numberIn(details, 'input_cached_tokens') +
      numberIn(details, 'cache_read_input_tokens') +
      numberIn(details, 'input_cache_read');
    const written =
      numberIn(details, 'cache_creation_input_tokens') + numberIn(details, 'input_cache_creation');
    const reasoning = numberIn(details, 'output_reasoning_tokens') + numberIn(details, 'output_reasoning');
    const input = optionalNumber(details.get('input')) ?? numberIn(fields, 'promptTokens');
    const output = optionalNumber(details.get('output')) ?? numberIn(fields, 'completionTokens');
    // The map is open: where its parts add up to the total, they are apart from each other; else one is in the other.
    const total = optionalNumber(details.get('total'));
    const areApart = total === undefined || total >= input + output + cached + written + reasoning;
    return [
      {
        model: textIn(fields, 'providedModelName') || textIn(fields, 'model') || textIn(fields, 'modelId'),
        day: dayOf(fields.get('startTime')),
        requests: 1,
        uncachedTokens: areApart ? input : uncached(input, cached, written),
        cachedTokens: cached,
        cacheWriteTokens: written,
        outputTokens: areApart ? output + reasoning : output,
        ...(reasoning > 0 && { reasoningTokens: reasoning }),
        ...spend(fields.get('totalCost') ?? fields.get('calculatedTotalCost')),
      },
    ];
  },
};

/** `HeliconeRequest` (docs.helicone.ai): read by name, as the header of the CSV is not documented. */
const helicone: UsageFormat = {
  id: 'helicone',
  name: 'Helicone requests',
  matches: (fields) => fields.has('request_created_at') || fields.has('request_model'),
  rows(fields) {
    const cached = numberIn(fields, 'prompt_cache_read_tokens');
    const written = numberIn(fields, 'prompt_cache_write_tokens');
    const prompt = numberIn(fields, 'prompt_tokens');
    return [
      {
        model: textIn(fields, 'response_model') || textIn(fields, 'request_model') || textIn(fields, 'model'),
        day: dayOf(fields.get('request_created_at')),
        requests: 1,
        uncachedTokens: prompt >= cached + written ? uncached(prompt, cached, written) : prompt,
        cachedTokens: cached,
        cacheWriteTokens: written,
        outputTokens: numberIn(fields, 'completion_tokens'),
        ...(fields.has('reasoning_tokens') && { reasoningTokens: numberIn(fields, 'reasoning_tokens') }),
        ...spend(fields.get('cost') ?? fields.get('costUSD')),
      },
    ];
  },
};

/** The activity page's CSV, one row a generation (header of five files, the newest of 2026-09). */
const openRouterRows: UsageFormat = {
  id: 'openrouter',
  name: 'OpenRouter activity',
  matches: (fields) => fields.has('generation_id') && fields.has('tokens_prompt'),
  rows(fields) {
    const cached = numberIn(fields, 'tokens_cached');
    return [
      {
        ...NO_TOKENS,
        model: textIn(fields, 'model_permaslug'),
        day: dayOf(fields.get('created_at')),
        requests: 1,
        uncachedTokens: uncached(numberIn(fields, 'tokens_prompt'), cached),
        cachedTokens: cached,
        outputTokens: numberIn(fields, 'tokens_completion'),
        unclearReasoningTokens: numberIn(fields, 'tokens_reasoning'),
        ...spend(fields.get('cost_total')),
      },
    ];
  },
};

/** `GET /api/v1/activity`, one row a day and model. */
const openRouterDays: UsageFormat = {
  id: 'openrouter',
  name: 'OpenRouter activity',
  matches: (fields) => fields.has('model_permaslug') && fields.has('requests') && fields.has('usage'),
  rows: (fields) => [
    {
      ...NO_TOKENS,
      model: textIn(fields, 'model_permaslug') || textIn(fields, 'model'),
      day: dayOf(fields.get('date')),
      requests: numberIn(fields, 'requests'),
      uncachedTokens: numberIn(fields, 'prompt_tokens'),
      outputTokens: numberIn(fields, 'completion_tokens'),
      unclearReasoningTokens: numberIn(fields, 'reasoning_tokens'),
      ...spend(fields.get('usage')),
    },
  ],
  lacks: 'This report does not tell what was read from a cache; the CSV of the activity page does.',
};

/** Spans by the GenAI conventions: attributes as an object, as a list of keys and values, or as columns. */
const openTelemetry: UsageFormat = {
  id: 'opentelemetry',
  name: 'OpenTelemetry spans',
  matches: (fields) =>
    attributesOf(fields).has('gen_ai.usage.input_tokens') || attributesOf(fields).has('gen_ai.request.model'),
  rows(fields) {
    const attributes = attributesOf(fields);
    if (!attributes.has('gen_ai.usage.input_tokens')) return [];
    const cached = numberIn(attributes, 'gen_ai.usage.cache_read.input_tokens');
    const written = numberIn(attributes, 'gen_ai.usage.cache_creation.input_tokens');
    return [
      {
        model: textIn(attributes, 'gen_ai.response.model') || textIn(attributes, 'gen_ai.request.model'),
        day:
          dayOf(fields.get('startTimeUnixNano')) ||
          dayOf(fields.get('start_time')) ||
          dayOf(fields.get('startTime')) ||
          dayOf(fields.get('timestamp')),
        requests: 1,
        uncachedTokens: uncached(numberIn(attributes, 'gen_ai.usage.input_tokens'), cached, written),
        cachedTokens: cached,
        cacheWriteTokens: written,
        outputTokens: numberIn(attributes, 'gen_ai.usage.output_tokens'),
      },
    ];
  },
};

/** Attributes of a span by their names. In the JSON of OTLP they are a list of `{key, value: {intValue: "12"}}`. */
function attributesOf(fields: Fields): Fields {
  const given = fields.get('attributes');
  if (!Array.isArray(given)) {
    const object = objectIn(fields, 'attributes');
    return object.size > 0 ? object : fields;
  }
  return new Map(
    given
      .filter(isObject)
      .map(({ key, value }) => [String(key), isObject(value) ? Object.values(value)[0] : value]),
  );
}

export const GATEWAY_FORMATS: readonly UsageFormat[] = [
  liteLlmDaily,
  liteLlmLogs,
  langfuse,
  helicone,
  openRouterRows,
  openRouterDays,
  openTelemetry,
];
