import { type Fields, numberIn, textIn } from '../records.js';
import { dayOf, NO_TOKENS, objectIn, spend, type UsageFormat, type UsageRow } from './usage-row.js';

/** Bills of clouds: Bedrock in AWS's Cost and Usage Report, Azure, FOCUS. A row is one kind of token of one model on one day. */

type TokenKind = 'uncachedTokens' | 'cachedTokens' | 'cacheWriteTokens' | 'outputTokens';

/** The kind of token that a meter counts, by the words of its name; `undefined` where it counts something else. */
function tokenKindOf(meter: string): TokenKind | undefined {
  const words = meter.toLowerCase();
  if (/cache[-_ ]?write/.test(words)) return 'cacheWriteTokens';
  if (/cache[-_ ]?read|cached|cchd|(?:^|[ -])cd(?:[ -]|$)/.test(words)) return 'cachedTokens';
  if (/output|outpt|outp|(?:^|[ -])opt(?:[ -]|$)/.test(words)) return 'outputTokens';
  if (/input|(?:^|[ -])inp(?:[ -]|$)/.test(words)) return 'uncachedTokens';
  return undefined;
}

/** How many tokens a unit is. 1K against 1M is the classic slip: a unit that is not known counts nothing. */
function tokensPerUnit(unit: string): number | undefined {
  const words = unit.toLowerCase().replace(/[\s,]/g, '');
  if (/^(?:1m|million|1000000)/.test(words)) return 1e6;
  if (/^(?:1k|thousand|1000)/.test(words)) return 1e3;
  if (/^(?:tokens?|1tokens?)$/.test(words)) return 1;
  return undefined;
}

function rowOf(
  row: Pick<UsageRow, 'model' | 'day'> & { readonly usd: unknown; readonly isBatch: boolean },
  kind: TokenKind | undefined,
  tokens: number | undefined,
): UsageRow {
  const { model, day, usd, isBatch } = row;
  const counted = kind === undefined || tokens === undefined ? NO_TOKENS : { ...NO_TOKENS, [kind]: tokens };
  return { model, day, isBatch, ...counted, ...spend(usd) };
}

const LACKS_REQUESTS = 'A bill counts no requests: say how many there are a day.';

/** CUR 2.0. Lines of the marketplace count millions of tokens as "Units"; those of Amazon's own models thousands. */
const bedrock: UsageFormat = {
  id: 'bedrock',
  name: 'AWS Cost and Usage Report',
  matches: (fields) => fields.has('line_item_usage_type') && fields.has('line_item_usage_amount'),
  rows(fields) {
    const type = textIn(fields, 'line_item_usage_type');
    const product =
      textIn(objectIn(fields, 'product'), 'product_name') || textIn(fields, 'product_product_name');
    const isBedrock =
      textIn(fields, 'line_item_product_code') === 'AmazonBedrock' || product.includes('Bedrock');
    if (!isBedrock) return [];
    const isMarketplace = /Units$/.test(type);
    const perUnit = isMarketplace ? 1e6 : (tokensPerUnit(textIn(fields, 'pricing_unit')) ?? 1e3);
    const named = product.replace('(Amazon Bedrock Edition)', '').trim();
    const model = named !== '' && named !== 'Amazon Bedrock' ? named : modelInUsageType(type);
    return [
      rowOf(
        {
          model,
          day: dayOf(fields.get('line_item_usage_start_date')),
          usd: fields.get('line_item_unblended_cost'),
          isBatch: /batch/i.test(type),
        },
        tokenKindOf(type.replace(/([a-z])([A-Z])/g, '$1-$2')),
        numberIn(fields, 'line_item_usage_amount') * perUnit,
      ),
    ];
  },
  lacks: LACKS_REQUESTS,
};

/** `USE1-NovaLite-input-tokens` is of NovaLite. */
function modelInUsageType(type: string): string {
  const bare = type.replace(/^[A-Z]{2,4}\d-/, '');
  const end = bare.search(/-(?:input|output|cache|custom|batch)\b/i);
  return (end < 0 ? bare : bare.slice(0, end)).replace(/([a-z])([A-Z0-9])/g, '$1-$2').toLowerCase();
}

/** Azure's cost export. */
const azure: UsageFormat = {
  id: 'azure',
  name: 'Azure cost export',
  matches: (fields) => fields.has('MeterName') && fields.has('UnitOfMeasure'),
  rows(fields) {
    const category = `${textIn(fields, 'MeterCategory')} ${textIn(fields, 'MeterSubCategory')}`;
    if (!/openai|foundry|cognitive/i.test(category)) return [];
    const meter = textIn(fields, 'MeterName');
    const kind = tokenKindOf(meter);
    const perUnit = tokensPerUnit(textIn(fields, 'UnitOfMeasure'));
    if (kind === undefined && !/token/i.test(meter)) return [];
    return [
      rowOf(
        {
          model: modelInMeter(meter),
          day: dayOf(fields.get('Date')) || dayOf(fields.get('UsageDate')),
          usd: fields.get('CostInBillingCurrency') ?? fields.get('Cost'),
          isBatch: /batch|btch/i.test(meter),
        },
        kind,
        perUnit === undefined ? undefined : numberIn(fields, 'Quantity') * perUnit,
      ),
    ];
  },
  lacks: LACKS_REQUESTS,
};

/** Words of a meter's name that are no part of the model's. */
const METER_WORDS =
  /(?:^|[ -])(?:inp|input|outp|outpt|output|opt|cached|cchd|cd|glbl|global|gl|dzone|dz|data|zone|regnl|regional|batch|btch|shortco|longco|tokens?|1m|1k)(?=[ -]|$)/gi;

/** `gpt 4o 1120 cached Inp glbl Tokens` is of gpt-4o, `5.4 inp Gl 1M Tokens` of gpt-5.4. */
function modelInMeter(meter: string): string {
  const named = meter
    .replace(METER_WORDS, ' ')
    .replace(METER_WORDS, ' ')
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '-')
    .replace(/-\d{4}$/, '');
  return /^\d/.test(named) ? `gpt-${named}` : named;
}

/** FOCUS 1.2 and later, rows of AI services that count tokens. */
const focus: UsageFormat = {
  id: 'focus',
  name: 'FOCUS cost file',
  matches: (fields) => fields.has('BilledCost') && fields.has('ChargePeriodStart'),
  rows(fields) {
    const unit = textIn(fields, 'ConsumedUnit') || textIn(fields, 'PricingUnit');
    const meter = textIn(fields, 'SkuMeter') || textIn(fields, 'ChargeDescription');
    const isAi = /ai and machine learning/i.test(textIn(fields, 'ServiceCategory'));
    if (!isAi && !/token/i.test(unit)) return [];
    const quantity = fields.has('ConsumedQuantity')
      ? numberIn(fields, 'ConsumedQuantity')
      : numberIn(fields, 'PricingQuantity');
    const perUnit = tokensPerUnit(unit.replace(/tokens?$/i, '').trim() || 'tokens');
    return [
      rowOf(
        {
          model: modelOf(fields),
          day: dayOf(fields.get('ChargePeriodStart')),
          usd: fields.get('EffectiveCost') ?? fields.get('BilledCost'),
          isBatch: /batch/i.test(meter),
        },
        tokenKindOf(meter),
        perUnit === undefined ? undefined : quantity * perUnit,
      ),
    ];
  },
  lacks: LACKS_REQUESTS,
};

/** FOCUS has no column for a model: custom columns, then the resource. */
function modelOf(fields: Fields): string {
  const columns = ['x_Model', 'x_ModelName', 'x_ModelId', 'ResourceName', 'ResourceId', 'SkuId'];
  return columns.map((column) => textIn(fields, column)).find((name) => name !== '') ?? '';
}

export const CLOUD_FORMATS: readonly UsageFormat[] = [bedrock, azure, focus];
