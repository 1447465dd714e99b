import { z } from 'zod';
import { jsonOf } from '../lines.js';
import type { ChatMessage } from './chat.js';

/** A prompt as people paste it: plain text, the JSON of a chat, or a curl command whose body is one. */
export interface PastedPrompt {
  readonly kind: 'text' | 'chat' | 'curl';
  /** The whole text, where it is no chat. */
  readonly text: string;
  /** The messages, where it is a chat. */
  readonly messages: readonly ChatMessage[];
  /** The definitions of tools as they are sent, as JSON. */
  readonly tools?: string;
  readonly model?: string;
  /** Most tokens of the answer. */
  readonly maxTokens?: number;
}

const Parts = z.array(z.looseObject({ text: z.string().optional() }));
const Content = z.union([z.string(), Parts, z.null()]).optional();
const Message = z.looseObject({ role: z.string(), content: Content, name: z.string().optional() });
const Count = z.number().int().positive();
const Chat = z.looseObject({
  model: z.string().optional(),
  system: Content,
  messages: z.array(Message).min(1),
  tools: z.array(z.unknown()).optional(),
  max_tokens: Count.optional(),
  max_completion_tokens: Count.optional(),
  max_output_tokens: Count.optional(),
});

/** Reads a paste. What is no chat is a plain text. Pure; never throws. */
export function readPastedPrompt(pasted: string): PastedPrompt {
  const text = pasted.trim();
  const isCurl = /^\$?\s*curl\s/.test(text);
  const chat = chatIn(text, isCurl);
  if (chat === undefined) return { kind: 'text', text: pasted, messages: [] };
  const { model, system, messages, tools } = chat;
  const maxTokens = chat.max_completion_tokens ?? chat.max_output_tokens ?? chat.max_tokens;
  const instructions = textOf(system);
  return {
    kind: isCurl ? 'curl' : 'chat',
    text: '',
    messages: [
      ...(instructions === '' ? [] : [{ role: 'system', content: instructions }]),
      ...messages.map(({ role, content, name }) => ({
        role,
        content: textOf(content),
        ...(name !== undefined && { name }),
      })),
    ],
    ...(tools !== undefined && { tools: JSON.stringify(tools) }),
    ...(model !== undefined && { model }),
    ...(maxTokens !== undefined && { maxTokens }),
  };
}

/** The text of a message's content; pictures and sounds have none. */
function textOf(content: z.infer<typeof Content>): string {
  if (typeof content === 'string') return content;
  return (content ?? []).map((part) => part.text ?? '').join('');
}

function chatIn(text: string, isCurl: boolean): z.infer<typeof Chat> | undefined {
  const from = text.indexOf('{');
  const body = text.startsWith('[') && !isCurl ? text : text.slice(from, text.lastIndexOf('}') + 1);
  if (from < 0 || (from > 0 && !isCurl && !text.startsWith('['))) return undefined;
  // In a shell's single quotes a quote is written '\''; in double quotes, and in a string of code, it is escaped.
  for (const one of [body, body.replaceAll("'\\''", "'"), body.replaceAll('\\"', '"')]) {
    const json = jsonOf(one);
    const chat = Chat.safeParse(Array.isArray(json) ? { messages: json } : json);
    if (chat.success) return chat.data;
  }
  return undefined;
}
