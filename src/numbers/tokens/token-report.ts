import { callCost } from '../../engine/cost/call-cost.js';
import { DAYS_PER_MONTH } from '../../engine/defaults.js';
import { formatCount, formatDay, formatUsd } from '../../engine/index.js';
import type { IsoDate, Model, PriceBook } from '../../prices/price-book.js';
import { counted, type Report } from '../report.js';
import type { PromptTokens } from './count-prompt.js';

/** What a prompt costs on a model. */
export interface PromptCost {
  /** `null` where nobody named one: then nothing is priced. */
  readonly model: Model | null;
  readonly tokens: PromptTokens;
  /** Tokens of the answer, and who said so. */
  readonly outputTokens: number;
  readonly outputBy: 'you' | 'max_tokens in the prompt' | 'nobody';
  readonly queriesPerDay: number;
  /** True where nobody said how many queries there are. */
  readonly volumeIsAssumed: boolean;
  /** `null` where a price is not known. Without the answer where nobody knows how long it is. */
  readonly perCallUsd: number | null;
}

/** Works out what a prompt costs on a model on a day, sent as it is, neither cached nor batched. */
export function promptCost(
  tokens: PromptTokens,
  model: Model | null,
  book: PriceBook,
  asOf: IsoDate,
  said: {
    readonly outputTokens?: number | undefined;
    readonly queriesPerDay?: number | undefined;
    readonly typicalPerDay: number;
  },
): PromptCost {
  const outputTokens = said.outputTokens ?? tokens.maxTokens ?? 0;
  const call = {
    staticPrompt: 0,
    fewShot: 0,
    user: tokens.tokens,
    retrieved: 0,
    output: outputTokens,
    reasoning: 0,
    turns: 1,
    warmTurns: 0,
    cacheHitRate: 0,
    batchShare: 0,
    retryRate: 0,
  };
  return {
    model,
    tokens,
    outputTokens,
    outputBy:
      said.outputTokens !== undefined
        ? 'you'
        : tokens.maxTokens !== undefined
          ? 'max_tokens in the prompt'
          : 'nobody',
    queriesPerDay: said.queriesPerDay ?? said.typicalPerDay,
    volumeIsAssumed: said.queriesPerDay === undefined,
    perCallUsd: model === null ? null : callCost(call, book.ratesOf(model.id, asOf), undefined).totalUsd,
  };
}

const KINDS = { text: 'a plain text', chat: 'a chat', curl: 'a curl command' } as const;

/** The tokens of a prompt and what it costs, in words. */
export function tokenReport(cost: PromptCost, asOf: IsoDate): Report {
  const { model, tokens, outputTokens, outputBy, queriesPerDay, perCallUsd } = cost;
  const { kind, messages, fixedTokens, low, high, maxTokens } = tokens;
  const isExact = low === high;
  const size = isExact
    ? counted(tokens.tokens, 'token')
    : `about ${tokens.tokens.toLocaleString('en-US')} tokens (${low.toLocaleString('en-US')} to ${high.toLocaleString('en-US')})`;
  const what = kind === 'text' ? KINDS.text : `${KINDS[kind]} of ${counted(messages, 'message')}`;
  const fixed =
    fixedTokens > 0 ? ` ${formatCount(fixedTokens)} of them are instructions, the same in every call.` : '';
  const perDay = perCallUsd === null ? null : perCallUsd * queriesPerDay;
  const money =
    model === null
      ? 'Name a model as well, and it is priced: tokens gpt-4o --tokenizer tokenizer.json --file prompt.txt.'
      : perCallUsd === null || perDay === null
        ? `What ${model.name} costs is not known.`
        : `${formatUsd(perCallUsd)} a call, ${formatUsd(perDay)} a day and ${formatUsd(perDay * DAYS_PER_MONTH)} a month at ${formatCount(queriesPerDay)} calls a day${cost.volumeIsAssumed ? ', a volume that nobody has given' : ''}, at the list prices of ${formatDay(asOf)}, nothing cached.`;
  const answer =
    outputBy === 'nobody'
      ? 'That is the prompt alone: say how long an answer is, as 200out.'
      : outputBy === 'max_tokens in the prompt'
        ? `Answers are counted at their longest, the ${formatCount(maxTokens ?? outputTokens)} tokens of max_tokens.`
        : `Answers are counted at ${formatCount(outputTokens)} tokens.`;
  return {
    title: model === null ? size : `${size} on ${model.name}`,
    sections: [
      { lines: [`It is ${what}.${fixed} ${howCounted(cost)}`, money, ...(model === null ? [] : [answer])] },
    ],
  };
}

function howCounted({ model, tokens: { exactness, template, low, high } }: PromptCost): string {
  if (exactness.kind === 'estimate') return exactness.because;
  const isOwn = template === 'unknown';
  if (low === high) {
    return `Counted with ${exactness.encoding}${isOwn || model === null ? '' : `, the tokenizer of ${model.name}`}.`;
  }
  return isOwn
    ? `The texts are counted with ${exactness.encoding}; what its template for chats adds stands in another file.`
    : 'The messages are exact; how long the tools become is known to a tenth only.';
}
