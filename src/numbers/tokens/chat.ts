/** A message of a chat as text: what is counted of it. */
export interface ChatMessage {
  readonly role: string;
  readonly content: string;
  readonly name?: string;
}

/**
 * What a chat adds to its texts, by OpenAI's published rule (openai-cookbook, *How to count tokens with tiktoken* and
 * *chat_finetuning_data_prep*, read 2026-11-30): three tokens for each message, one for a name, three that begin the
 * reply. The role is counted as text. It is exact for GPT-4o and near for the other makers.
 */
export const CHAT_RULE = { perMessage: 3, perName: 1, perReply: 3 } as const;

/** Tokens of one message with what the chat adds to it. */
export function countMessage({ role, content, name }: ChatMessage, count: (text: string) => number): number {
  const named = name === undefined ? 0 : count(name) + CHAT_RULE.perName;
  return CHAT_RULE.perMessage + count(role) + count(content) + named;
}

/** Tokens of a whole chat as a prompt, with what begins the reply. */
export function countChat(messages: readonly ChatMessage[], count: (text: string) => number): number {
  let tokens: number = CHAT_RULE.perReply;
  for (const message of messages) tokens += countMessage(message, count);
  return tokens;
}
