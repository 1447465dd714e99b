import { CHAT_RULE, type ChatMessage, countChat } from './chat.js';
import { type PastedPrompt, readPastedPrompt } from './pasted-prompt.js';
import type { Exactness, Tokenizer } from './tokenizers.js';

/** The tokens of a prompt. */
export interface PromptTokens {
  readonly kind: PastedPrompt['kind'];
  /** All of it, with what a chat adds. */
  readonly tokens: number;
  /** The least and the most that it can be. The same as `tokens` where the count is exact. */
  readonly low: number;
  readonly high: number;
  readonly exactness: Exactness;
  /** Instructions and tools that stay the same from call to call: the system messages of a chat. */
  readonly fixedTokens: number;
  readonly messages: number;
  readonly maxTokens?: number;
  /** Model that the paste names. */
  readonly model?: string;
}

/** Counts a paste. Definitions of tools are counted as JSON, which is a few tokens in a hundred more than makers count. */
export function countPrompt(pasted: string, { exactness, count }: Tokenizer): PromptTokens {
  const { kind, text, messages, tools = '', maxTokens, model } = readPastedPrompt(pasted);
  const isChat = messages.length > 0;
  const tokens = isChat ? countChat(messages, count) + count(tools) : count(text);
  const isExact = exactness.kind === 'exact' && tools === '';
  const [lowShare, highShare] = sharesOf(exactness, tools !== '');
  return {
    kind,
    tokens,
    low: isExact ? tokens : Math.floor(tokens * lowShare),
    high: isExact ? tokens : Math.ceil(tokens * highShare),
    exactness,
    fixedTokens: isChat ? countChat(messages.filter(isFixed), count) - CHAT_RULE.perReply + count(tools) : 0,
    messages: messages.length,
    ...(maxTokens !== undefined && { maxTokens }),
    ...(model !== undefined && { model }),
  };
}

function isFixed({ role }: ChatMessage): boolean {
  return role === 'system' || role === 'developer';
}

/** Makers turn tools into a text of their own: its length is known to a tenth. */
const TOOLS_SHARES = [0.85, 1.05] as const;

function sharesOf(exactness: Exactness, hasTools: boolean): readonly [number, number] {
  const [low, high] = exactness.kind === 'exact' ? [1, 1] : [exactness.lowShare, exactness.highShare];
  return hasTools ? [low * TOOLS_SHARES[0], high * TOOLS_SHARES[1]] : [low, high];
}
