import { describe, expect, test } from 'vitest';
import { WorkloadSchema } from '../../src/engine/index.js';
import { growthPerMonth } from '../../src/numbers/usage/growth.js';
import { readUsage } from '../../src/numbers/usage/read-usage.js';
import { usageFindings } from '../../src/numbers/usage/usage-models.js';
import { usageReport } from '../../src/numbers/usage/usage-report.js';
import { usageWorkload } from '../../src/numbers/usage/usage-workload.js';
import { loadCatalogue } from '../../src/prices/catalogue.js';
import { source, unwatched } from './source.js';

const book = loadCatalogue();
const TODAY = '2026-11-30';

const read = (...files: readonly string[]) =>
  readUsage(
    files.map((text, at) => source(`file${at}`, text)),
    unwatched,
  );
const findings = async (...files: readonly string[]) => usageFindings(await read(...files), book, TODAY);

const OPENAI_HEADER =
  'start_time,end_time,start_time_iso,end_time_iso,project_id,num_model_requests,model,batch,input_tokens,output_tokens,input_cached_tokens,input_uncached_tokens';
const otel = (more: object) => ({ startTimeUnixNano: '1790812800000000000', ...more });

/** One file of each format: 2,000 prompt tokens in all, 500 of them cached where that is told, 100 of answers, by GPT-4o or a model of its seller. */
const FORMATS: readonly (readonly [name: string, text: string, expected: object])[] = [
  [
    'OpenAI API, two results in a bucket',
    JSON.stringify({
      object: 'page',
      data: [
        {
          object: 'bucket',
          start_time: 1_790_812_800,
          end_time: 1_790_899_200,
          results: [
            {
              input_tokens: 1_200,
              output_tokens: 60,
              num_model_requests: 2,
              input_cached_tokens: 500,
              model: 'gpt-4o-2024-08-06',
            },
            {
              input_tokens: 800,
              output_tokens: 40,
              num_model_requests: 1,
              model: 'gpt-4o-2024-08-06',
              batch: true,
            },
          ],
        },
      ],
      has_more: false,
    }),
    {
      model: 'gpt-4o',
      requests: 3,
      inputTokens: 2_000,
      cachedTokens: 500,
      outputTokens: 100,
      batchShare: 840 / 2_100,
    },
  ],
  [
    'OpenAI CSV with a byte order mark, CRLF and 3.0 as a count',
    `\uFEFF${OPENAI_HEADER}\r\n1,2,2026-10-01T00:00:00Z,x,p,3.0,ft:gpt-4o-2024-08-06:acme::8xk2,false,2000,100,500,1500\r\n`,
    { model: 'gpt-4o', isTuned: true, requests: 3, inputTokens: 2_000, cachedTokens: 500, outputTokens: 100 },
  ],
  [
    'Anthropic API',
    JSON.stringify({
      data: [
        {
          starting_at: '2026-10-01T00:00:00Z',
          ending_at: '2026-10-02T00:00:00Z',
          results: [
            {
              uncached_input_tokens: 1_200,
              cache_read_input_tokens: 500,
              cache_creation: { ephemeral_5m_input_tokens: 200, ephemeral_1h_input_tokens: 100 },
              output_tokens: 100,
              model: 'claude-haiku-4-5-20251001',
            },
          ],
        },
      ],
    }),
    {
      model: 'claude-haiku-4.5',
      requests: null,
      inputTokens: 2_000,
      cachedTokens: 500,
      cacheWriteTokens: 300,
      outputTokens: 100,
    },
  ],
  [
    'Anthropic, flattened',
    JSON.stringify([
      {
        starting_at: '2026-10-01T00:00:00Z',
        uncached_input_tokens: 1_700,
        cache_read_input_tokens: 0,
        cache_creation_5m_input_tokens: 300,
        output_tokens: 100,
        model: 'claude-haiku-4-5',
      },
    ]),
    { model: 'claude-haiku-4.5', requests: null, inputTokens: 2_000, cacheWriteTokens: 300 },
  ],
  [
    'Anthropic console',
    'usage_date_utc,model_version,api_key,workspace,usage_type,context_window,usage_input_tokens_no_cache,usage_input_tokens_cache_write_5m,usage_input_tokens_cache_write_1h,usage_input_tokens_cache_read,usage_output_tokens,web_search_count,inference_geo,speed\n2026-10-01,claude-haiku-4-5-20251001,App,Default,standard,≤ 200k,1200,200,100,500,100,0,global,\n',
    {
      model: 'claude-haiku-4.5',
      requests: null,
      inputTokens: 2_000,
      cachedTokens: 500,
      cacheWriteTokens: 300,
      outputTokens: 100,
    },
  ],
  [
    'LiteLLM daily',
    JSON.stringify([
      {
        date: '2026-10-01',
        model: 'openai/gpt-4o',
        prompt_tokens: 2_000,
        completion_tokens: 100,
        cache_read_input_tokens: 500,
        cache_creation_input_tokens: 0,
        spend: 0.005375,
        api_requests: 4,
        successful_requests: 3,
        failed_requests: 1,
      },
    ]),
    {
      model: 'gpt-4o',
      requests: 3,
      inputTokens: 2_000,
      cachedTokens: 500,
      outputTokens: 100,
      spendUsd: 0.005375,
    },
  ],
  [
    'LiteLLM logs',
    '{"request_id":"1","startTime":"2026-10-01T10:00:00Z","model":"gpt-4o","prompt_tokens":2000,"completion_tokens":100,"spend":0.006,"messages":"never kept"}\n{"request_id":"2","startTime":"2026-10-01T11:00:00Z","model":"gpt-4o","prompt_tokens":0,"completion_tokens":0,"spend":0}\n',
    { model: 'gpt-4o', requests: 2, inputTokens: 2_000, outputTokens: 100, spendUsd: 0.006 },
  ],
  [
    'Langfuse, parts apart',
    `"id","traceId","type","startTime","providedModelName","usageDetails","totalCost","input"\n"1","t","GENERATION","2026-10-01T10:00:00Z","gpt-4o-2024-08-06","{""input"":1500,""output"":100,""input_cached_tokens"":500,""total"":2100}","0.005375","the customer's words, and a\nline"\n"2","t","SPAN","2026-10-01T10:00:00Z","","{}","",""\n`,
    {
      model: 'gpt-4o',
      requests: 1,
      inputTokens: 2_000,
      cachedTokens: 500,
      outputTokens: 100,
      spendUsd: 0.005375,
    },
  ],
  [
    'Langfuse, cached among the input',
    '{"traceId":"t","type":"GENERATION","startTime":"2026-10-01T10:00:00Z","providedModelName":"gpt-4o","usageDetails":{"input":2000,"output":100,"input_cached_tokens":500,"total":2100}}\n{"traceId":"t","type":"EVENT","usageDetails":{}}\n',
    { model: 'gpt-4o', requests: 1, inputTokens: 2_000, cachedTokens: 500, outputTokens: 100 },
  ],
  [
    'Helicone',
    'request_id,request_created_at,request_model,prompt_tokens,completion_tokens,prompt_cache_read_tokens,cost\n1,2026-10-01T00:00:00Z,gpt-4o,2000,100,500,0.005375\n',
    {
      model: 'gpt-4o',
      requests: 1,
      inputTokens: 2_000,
      cachedTokens: 500,
      outputTokens: 100,
      spendUsd: 0.005375,
    },
  ],
  [
    'OpenRouter, reasoning on top of the answer',
    'generation_id,created_at,cost_total,tokens_prompt,tokens_completion,tokens_reasoning,tokens_cached,model_permaslug\ng,2026-10-01 10:00:00,0.007375,2000,100,200,500,openai/gpt-4o\n',
    {
      model: 'gpt-4o',
      requests: 1,
      inputTokens: 2_000,
      cachedTokens: 500,
      outputTokens: 300,
      reasoningTokens: 200,
    },
  ],
  [
    'OpenRouter, reasoning among the answer',
    'generation_id,created_at,cost_total,tokens_prompt,tokens_completion,tokens_reasoning,tokens_cached,model_permaslug\ng,2026-10-01 10:00:00,0.005375,2000,100,60,500,openai/gpt-4o\n',
    { model: 'gpt-4o', requests: 1, outputTokens: 100 },
  ],
  [
    'OpenRouter by day',
    JSON.stringify({
      data: [
        {
          date: '2026-10-01',
          model: 'openai/gpt-4o',
          model_permaslug: 'openai/gpt-4o',
          provider_name: 'OpenAI',
          usage: 0.006,
          requests: 2,
          prompt_tokens: 2_000,
          completion_tokens: 100,
          reasoning_tokens: 0,
        },
      ],
    }),
    { model: 'gpt-4o', requests: 2, inputTokens: 2_000, outputTokens: 100, spendUsd: 0.006 },
  ],
  [
    'Bedrock, Amazon and marketplace lines',
    `line_item_product_code,line_item_usage_type,line_item_usage_amount,line_item_unblended_cost,line_item_usage_start_date,pricing_unit,product\nAmazonBedrock,USE1-NovaLite-input-tokens,2,0.00012,2026-10-01T00:00:00Z,1K tokens,"{""product_name"":""Amazon Bedrock""}"\nAmazonBedrock,USE1-NovaLite-output-tokens,0.1,0.000024,2026-10-01T00:00:00Z,1K tokens,"{""product_name"":""Amazon Bedrock""}"\nAmazonEC2,BoxUsage,1,9,2026-10-01T00:00:00Z,Hrs,{}\n`,
    { model: 'nova-lite', requests: null, inputTokens: 2_000, outputTokens: 100 },
  ],
  [
    'Bedrock, Claude by the million',
    `line_item_product_code,line_item_usage_type,line_item_usage_amount,line_item_unblended_cost,line_item_usage_start_date,pricing_unit,product\nx,USE1-MP:USE1_InputTokenCount-Units,0.0015,0.0045,2026-10-01T00:00:00Z,Units,"{""product_name"":""Claude Sonnet 4.5 (Amazon Bedrock Edition)""}"\nx,USE1-MP:USE1_CacheReadInputTokenCount-Units,0.0005,0.00015,2026-10-01T00:00:00Z,Units,"{""product_name"":""Claude Sonnet 4.5 (Amazon Bedrock Edition)""}"\nx,USE1-MP:USE1_OutputTokenCount-Units,0.0001,0.0015,2026-10-01T00:00:00Z,Units,"{""product_name"":""Claude Sonnet 4.5 (Amazon Bedrock Edition)""}"\n`,
    { model: 'claude-sonnet-4.5', inputTokens: 2_000, cachedTokens: 500, outputTokens: 100 },
  ],
  [
    'Azure, 1K and 1M',
    'Date,MeterCategory,MeterSubCategory,MeterName,Quantity,UnitOfMeasure,CostInBillingCurrency,BillingCurrencyCode\n10/01/2026,Cognitive Services,Azure OpenAI,gpt-4o 0806 Inp glbl Tokens,1.5,1K,0.00375,USD\n10/01/2026,Cognitive Services,Azure OpenAI,gpt 4o 0806 cached Inp glbl Tokens,0.5,1K,0.000625,USD\n10/01/2026,Foundry Models,Azure OpenAI,gpt-4o 0806 Outp glbl 1M Tokens,0.0001,1M,0.001,USD\n10/01/2026,Storage,,Hot LRS,1,1 GB,3,USD\n',
    {
      model: 'gpt-4o',
      requests: null,
      inputTokens: 2_000,
      cachedTokens: 500,
      outputTokens: 100,
      spendUsd: 0.005375,
    },
  ],
  [
    'FOCUS',
    'BilledCost,ChargePeriodStart,ServiceCategory,ConsumedQuantity,ConsumedUnit,SkuMeter,x_Model\n0.005,2026-10-01T00:00:00Z,AI and Machine Learning,2000,Tokens,Input tokens,gpt-4o\n0.001,2026-10-01T00:00:00Z,AI and Machine Learning,100,Tokens,Output tokens,gpt-4o\n',
    { model: 'gpt-4o', requests: null, inputTokens: 2_000, outputTokens: 100, spendUsd: 0.006 },
  ],
  [
    'OpenTelemetry, attributes as an object',
    `${JSON.stringify(otel({ name: 'GET /' }))}\n${JSON.stringify(otel({ attributes: { 'gen_ai.request.model': 'gpt-4o', 'gen_ai.usage.input_tokens': 2_000, 'gen_ai.usage.output_tokens': 100, 'gen_ai.usage.cache_read.input_tokens': 500 } }))}\n`,
    { model: 'gpt-4o', requests: 1, inputTokens: 2_000, cachedTokens: 500, outputTokens: 100 },
  ],
  [
    'OpenTelemetry, OTLP',
    JSON.stringify({
      resourceSpans: [
        {
          scopeSpans: [
            {
              spans: [
                otel({
                  attributes: [
                    { key: 'gen_ai.response.model', value: { stringValue: 'gpt-4o-2024-08-06' } },
                    { key: 'gen_ai.usage.input_tokens', value: { intValue: '2000' } },
                    { key: 'gen_ai.usage.output_tokens', value: { intValue: '100' } },
                  ],
                }),
              ],
            },
          ],
        },
      ],
    }),
    { model: 'gpt-4o', requests: 1, inputTokens: 2_000, outputTokens: 100 },
  ],
];

describe('a format is read to the token', () => {
  test.each(FORMATS)('%s', async (_, text, expected) => {
    const { models, days } = await findings(text);
    expect(models).toHaveLength(1);
    expect(days).toBe(1);
    const [use] = models;
    expect({ ...use, model: use?.model?.id }).toMatchObject(expected);
  });
});

describe('sums reconcile', () => {
  test.each(FORMATS.filter(([, , expected]) => 'spendUsd' in expected && expected.spendUsd === 0.005375))(
    '%s: the tokens at list prices are what the file says',
    async (_, text) => {
      expect((await findings(text)).reconciled).toMatchObject({ isWithinOnePercent: true });
    },
  );

  test('a file of costs joins one of tokens, in dollars and in cents', async () => {
    const tokens = FORMATS[0]?.[1] ?? '';
    const costs = JSON.stringify({
      data: [
        {
          start_time: 1_790_812_800,
          results: [
            {
              object: 'organization.costs.result',
              amount: { value: 0.0045, currency: 'usd' },
              line_item: 'gpt-4o-2024-08-06, input',
            },
            { amount: { value: 2, currency: 'usd' }, line_item: 'web search' },
          ],
        },
      ],
    });
    const found = await findings(tokens, costs);
    expect(found.models[0]).toMatchObject({ spendUsd: 0.0045, spendBy: 'the file' });
    expect(found.unassignedUsd).toBe(2);
    const cents = JSON.stringify({
      data: [
        {
          starting_at: '2026-10-01T00:00:00Z',
          results: [{ amount: '250.0', currency: 'USD', model: 'claude-haiku-4-5' }],
        },
      ],
    });
    expect((await findings(FORMATS[2]?.[1] ?? '', cents)).models[0]).toMatchObject({ spendUsd: 2.5 });
  });

  test('a slip of a thousand is named', async () => {
    const text = (FORMATS.find(([name]) => name === 'Helicone')?.[1] ?? '').replace('0.005375', '5.375');
    const facts = await read(text);
    const report = usageReport(facts, usageFindings(facts, book, TODAY));
    expect(JSON.stringify(report)).toContain('slip of units');
  });
});

describe('a file that holds no usage', () => {
  test.each([
    ['an empty export', 'start_time,end_time,start_time_iso,end_time_iso\n', 'no-rows', /without any usage/],
    [
      'another table',
      'name,age\nAda,36\n',
      'unknown-shape',
      /none of the usage exports.*name, age.*OpenAI usage/,
    ],
    ['another JSON', '{"a":1}', 'unknown-shape', /none of the usage exports/],
    ['cut JSON', '{"data":[{"start_time":1', 'cut-short', /cut short/],
    ['an open quote', `${OPENAI_HEADER}\n1,2,2026-10-01,x,"p,3.0,gpt-4o`, 'cut-short', /quote/],
    ['nothing', '', 'empty', /empty/],
  ])('%s is answered clearly', async (_, text, code, message) => {
    await expect(read(text)).rejects.toMatchObject({ code, message: expect.stringMatching(message) });
  });
});

test('an unknown model costs what the file says, never nothing', async () => {
  const row = (model: string, spend: string) =>
    `{"date":"2026-10-01","model":"${model}","prompt_tokens":2000,"completion_tokens":100,"api_requests":3,"spend":${spend}}`;
  const { models } = await findings(`${row('our-own', '1.5')}\n${row('another', 'null')}\n`);
  expect(
    models.map(({ written, model, spendUsd, spendBy }) => ({ written, model, spendUsd, spendBy })),
  ).toEqual([
    { written: 'our-own', model: undefined, spendUsd: 1.5, spendBy: 'the file' },
    { written: 'another', model: undefined, spendUsd: null, spendBy: 'nobody' },
  ]);
});

test('hostile names stay names', async () => {
  const hostile = ['__proto__', 'constructor', '=cmd|calc', '\u001b[2Jgone'];
  const rows = hostile.map((model) =>
    JSON.stringify({ date: '2026-10-01', model, prompt_tokens: 5, completion_tokens: 1, api_requests: 1 }),
  );
  const facts = await read(`${rows.join('\n')}\n`);
  const found = usageFindings(facts, book, TODAY);
  expect(found.models).toHaveLength(4);
  expect(JSON.stringify(usageReport(facts, found))).not.toContain('\\u001b');
  const columns = await read(
    `__proto__,constructor,${OPENAI_HEADER}\nx,y,1,2,2026-10-01,x,p,3,gpt-4o,false,10,1,0,10\n`,
  );
  expect(columns.models[0]).toMatchObject({ requests: 3, uncachedTokens: 10 });
});

describe('the workload of a model', () => {
  test('costs a day what the usage costs', async () => {
    const rows = Array.from(
      { length: 30 },
      (_, day) =>
        `1,2,2026-10-${String(day + 1).padStart(2, '0')}T00:00:00Z,x,p,1000,gpt-4o-2024-08-06,false,2200000,120000,900000,1300000`,
    );
    const found = await findings(`${OPENAI_HEADER}\n${rows.join('\n')}\n`);
    const [use] = found.models;
    const workload = use === undefined ? undefined : usageWorkload(use);
    expect(WorkloadSchema.parse(workload)).toMatchObject({
      volume: { queriesPerDay: 1_000 },
      tokens: { staticPrompt: 1_024, user: 1_176, output: 120 },
      current: { model: 'gpt-4o', cacheHitRate: 900 / 1_024 },
    });
  });

  test('is asked for where requests are not counted, and made with those that are said', async () => {
    const [use] = (await findings(FORMATS[2]?.[1] ?? '')).models;
    if (use === undefined) throw new Error('There is no model.');
    expect(usageWorkload(use)).toBeUndefined();
    expect(usageWorkload(use, 4)).toMatchObject({ volume: { queriesPerDay: 4 }, tokens: { output: 25 } });
  });
});

test('growth is read where it is clear', () => {
  const days = (grow: (day: number) => number) =>
    Array.from({ length: 30 }, (_, at) => ({
      day: `2026-10-${String(at + 1).padStart(2, '0')}`,
      requests: Math.round(grow(at)),
      tokens: 1,
    }));
  expect(growthPerMonth(days((day) => 10_000 * 1.01 ** day))).toBeCloseTo(1.01 ** 30 - 1, 2);
  expect(growthPerMonth(days((day) => (day % 7 < 2 ? 300 : 1_000)))).toBe(0);
  expect(growthPerMonth(days(() => 1_000).slice(0, 10))).toBeUndefined();
});
