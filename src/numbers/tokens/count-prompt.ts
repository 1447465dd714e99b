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
  readonly template: Tokenizer['template'];
  /** Instructions and tools that stay the same from call to call: the system messages of a chat. */
  readonly fixedTokens: number;
  readonly messages: number;
  readonly maxTokens?: number;
  /** Model that the paste names. */
  readonly model?: string;
}

/** Counts a paste. Definitions of tools are counted as JSON, which is a few tokens in a hundred more than makers count. */
export function countPrompt(pasted: string, { exactness, template, count }: Tokenizer): PromptTokens {
  const { kind, text, messages, tools = '', maxTokens, model } = readPastedPrompt(pasted);
  const isChat = messages.length > 0;
  const tokens = isChat ? countChat(messages, count) + count(tools) : count(text);
  const hasTemplate = isChat && template === 'unknown';
  const isExact = exactness.kind === 'exact' && tools === '' && !hasTemplate;
  const [lowShare, highShare] = sharesOf(exactness, tools !== '');
  const [fewer, more] = hasTemplate ? templateSpread(messages.length) : [0, 0];
  return {
    kind,
    tokens,
    low: isExact ? tokens : Math.floor(tokens * lowShare) - fewer,
    high: isExact ? tokens : Math.ceil(tokens * highShare) + more,
    exactness,
    template,
    fixedTokens: isChat ? countChat(messages.filter(isFixed), count) - CHAT_RULE.perReply + count(tools) : 0,
    messages: messages.length,
    ...(maxTokens !== undefined && { maxTokens }),
    ...(model !== undefined && { model }),
  };
}

function isFixed({ role }: ChatMessage): boolean {
  return role === 'system' || role === 'developer';
}

/**
 * How far a template may be off OpenAI's rule. Mistral's adds two tokens to a message and writes no role; that of Llama 3
 * adds five and the role, and begins the text and the reply.
 */
function templateSpread(messages: number): readonly [fewer: number, more: number] {
  return [2 * messages + CHAT_RULE.perReply, 2 * messages + CHAT_RULE.perReply];
}

/** Makers turn tools into a text of their own: its length is known to a tenth. */
const TOOLS_SHARES = [0.85, 1.05] as const;

function sharesOf(exactness: Exactness, hasTools: boolean): readonly [number, number] {
  const [low, high] = exactness.kind === 'exact' ? [1, 1] : [exactness.lowShare, exactness.highShare];
  return hasTools ? [low * TOOLS_SHARES[0], high * TOOLS_SHARES[1]] : [low, high];
}
