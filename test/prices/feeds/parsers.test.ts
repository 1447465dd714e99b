import { describe, expect, it } from 'vitest';
import { parseAwsPriceList } from '../../../src/prices/feeds/aws-price-list.js';
import { nextAzurePage, parseAzureRetailPrices } from '../../../src/prices/feeds/azure-retail-prices.js';
import { parseModelsDev } from '../../../src/prices/feeds/models-dev.js';
import { parsePortkey } from '../../../src/prices/feeds/portkey.js';
import type { StatedRow } from '../../../src/prices/feeds/stated-row.js';
import { FeedError } from '../../../src/prices/registry/feed-error.js';
import { awsText, azurePage } from './feed-files.js';

/** `openai/gpt-4o input 2.5`, one line a price. */
function linesOf(rows: readonly StatedRow[]): readonly string[] {
  return rows.flatMap(({ platform, id, prices }) =>
    prices.map(
      ({ kind, aboveTokens, unit, amount }) =>
        `${platform}/${id} ${kind}${aboveTokens === undefined ? '' : `>${aboveTokens}`} ${amount}${unit === 'usdPerMTok' ? '' : ` ${unit}`}`,
    ),
  );
}

function codeOf(parse: () => unknown): string {
  try {
    parse();
    return 'taken';
  } catch (error) {
    return error instanceof FeedError ? error.code : String(error);
  }
}

describe("Portkey's price list", () => {
  it('is read in cents a token, exactly, and a zero is no price', () => {
    const text = `{
      "default": {"pricing_config": {"pay_as_you_go": {"request_token": {"price": 0}}}},
      "gpt-4o-mini-2024-07-18": {"pricing_config": {
        "pay_as_you_go": {
          "request_token": {"price": 1.5e-05}, "response_token": {"price": 6e-05},
          "cache_write_input_token": {"price": 0}, "cache_read_input_token": {"price": 7.5e-06}
        },
        "batch_config": {"request_token": {"price": 7.5e-06}, "response_token": {"price": 3e-05}},
        "finetune_config": {"pay_per_token": {"price": 0.0003}}
      }},
      "o4-mini": {"pricing_config": {"finetune_config": {"pay_per_hour": {"price": 10000}}}},
      "in-rupees": {"pricing_config": {"currency": "INR", "pay_as_you_go": {"request_token": {"price": 1}}}},
      "broken": null
    }`;
    expect(linesOf(parsePortkey(text, 'openai'))).toEqual([
      'openai/gpt-4o-mini-2024-07-18 input 0.15',
      'openai/gpt-4o-mini-2024-07-18 output 0.6',
      'openai/gpt-4o-mini-2024-07-18 cachedInput 0.075',
      'openai/gpt-4o-mini-2024-07-18 batchInput 0.075',
      'openai/gpt-4o-mini-2024-07-18 batchOutput 0.3',
      'openai/ft:gpt-4o-mini-2024-07-18 training 3',
      'openai/ft:o4-mini training 100 usdPerHour',
    ]);
  });
});

describe('models.dev', () => {
  it('is read in USD per 1M tokens, for the sellers that we know by another name, with its step', () => {
    const text = `{
      "google": {"models": {"gemini-2.5-pro": {"cost": {
        "input": 1.25, "output": 10, "cache_read": 0.31,
        "context_over_200k": {"input": 2.5, "output": 15}
      }}}},
      "togetherai": {"models": {"Acme/Model-X": {"cost": {"input": 0.88, "output": 0.88}}, "free": {"cost": {"input": 0}}}},
      "somebody-else": {"models": {"gpt-4o": {"cost": {"input": 1}}}}
    }`;
    expect(linesOf(parseModelsDev(text))).toEqual([
      'google-gemini-api/gemini-2.5-pro input 1.25',
      'google-gemini-api/gemini-2.5-pro input>200000 2.5',
      'google-gemini-api/gemini-2.5-pro output 10',
      'google-gemini-api/gemini-2.5-pro output>200000 15',
      'google-gemini-api/gemini-2.5-pro cachedInput 0.31',
      'together/acme/model-x input 0.88',
      'together/acme/model-x output 0.88',
    ]);
  });
});

describe('the AWS price list', () => {
  it('is read by usage type: base, batch, and what a tune trains, keeps and bills', () => {
    const text = awsText({
      'USE1-NovaMicro-input-tokens': ['0.000035', '1K tokens'],
      'USE1-NovaMicro-output-tokens-batch': ['0.00007', '1K tokens'],
      'USE1-NovaMicro-Customization-Training': ['0.001', '1K tokens'],
      'USE1-NovaMicro-Customization-Storage': ['1.95', 'Model'],
      'USE1-NovaMicro-input-tokens-custom-model': ['0.000035', '1K tokens'],
      'USE1-qwen.qwen3-32b-v1:0-mantle-output-tokens-standard': ['0.0006', '1K tokens'],
      'USE1-NovaReel-T2V-Standard': ['0.5', 'seconds'],
      'USE1-NovaPro-ProvisionedThroughput-NoCommit-ModelUnits': ['108.15', 'hour'],
    });
    expect(linesOf(parseAwsPriceList(text))).toEqual([
      'aws-bedrock/ft:amazon.nova-micro-v1:0 training 1',
      'aws-bedrock/ft:amazon.nova-micro-v1:0 storageMonth 1.95 usdPerMonth',
      'aws-bedrock/ft:amazon.nova-micro-v1:0 input 0.035',
      'aws-bedrock/amazon.nova-micro-v1:0 input 0.035',
      'aws-bedrock/amazon.nova-micro-v1:0 batchOutput 0.07',
      'aws-bedrock/qwen.qwen3-32b-v1:0 output 0.6',
    ]);
  });

  it('takes the price of calls that any region may answer for that of the model', () => {
    const text = awsText({
      'USE1-Nova2.0Lite-input-tokens': ['0.00033', '1K tokens'],
      'USE1-Nova2.0Lite-input-tokens-cross-region-global': ['0.0003', '1K tokens'],
    });
    expect(linesOf(parseAwsPriceList(text))).toEqual(['aws-bedrock/amazon.nova-2-lite-v1:0 input 0.3']);
  });
});

describe('the Azure price list', () => {
  it('is read by meter: global deployments, tuned and not; what has a word that is not understood is passed over', () => {
    const page = azurePage({
      'gpt-4o-0806-FT-Trng-glbl tkn Tokens': [0.025, '1K'],
      'gpt-4o-0806-FT-Hstng-glbl Unit': [1.7, '1 Hour'],
      'gpt-4o-0806-FT-Hstng-regnl Unit': [2.04, '1 Hour'],
      'gpt-4o-0806-cached-FT-inp-glbl Tokens': [0.00125, '1K'],
      'gpt-4o-mini-0718-FT-Outp-glbl Tokens': [0.0006, '1K'],
      'gpt-4o-0806-Outp-glbl Tokens': [0.01, '1K'],
      'gpt 4.1 dev ft training glbl Tokens': [0.0125, '1K'],
      'gpt 4.1 ft training glbl Tokens': [0.025, '1K'],
      'gpt-4o-0806-Batch-Inp-glbl Tokens': [0.00125, '1K'],
    });
    expect(linesOf(parseAzureRetailPrices([page]))).toEqual([
      'azure-foundry/ft:gpt-4o-2024-08-06 training 25',
      'azure-foundry/ft:gpt-4o-2024-08-06 hostingHour 1.7 usdPerHour',
      'azure-foundry/ft:gpt-4o-2024-08-06 cachedInput 1.25',
      'azure-foundry/ft:gpt-4o-mini-2024-07-18 output 0.6',
      'azure-foundry/gpt-4o-2024-08-06 output 10',
      'azure-foundry/ft:gpt-4.1-2025-04-14 training 25',
    ]);
  });

  it('goes on to the next page only where it stays with its host', () => {
    const first = 'https://prices.example/api';
    expect(nextAzurePage(azurePage({}, 'https://prices.example/api?$skip=1000'), first)).toBe(
      'https://prices.example/api?$skip=1000',
    );
    expect(nextAzurePage(azurePage({}, 'https://elsewhere.example/'), first)).toBeUndefined();
    expect(nextAzurePage(azurePage({}), first)).toBeUndefined();
  });
});

describe.each([
  ['Portkey', (text: string) => parsePortkey(text, 'openai')],
  ['models.dev', parseModelsDev],
  ['AWS', parseAwsPriceList],
  ['Azure', (text: string) => parseAzureRetailPrices([text])],
])('a broken file of %s', (_name, parse) => {
  it.each([
    ['', 'empty'],
    ['{"a": {', 'truncated'],
    ['<html>', 'not-json'],
    ['[1]', 'not-an-object'],
    ['{"another": {"shape": 1}}', 'empty'],
  ])('that reads %j is refused as %s', (text, code) => {
    expect(codeOf(() => parse(text))).toBe(code);
  });
});
