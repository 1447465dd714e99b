import type { Message } from '../kit/blocks.js';
import type { Outside } from '../kit/slack-api.js';
import { FOREIGN_HOST, ForeignHostError } from '../kit/slack-hosts.js';

/** What became of an answer through a response URL. */
export type Responded =
  | { readonly kind: 'sent' }
  /** Slack said no, and posted nothing: used up, too old, or blocks that it does not like. Or it is not Slack's. */
  | { readonly kind: 'refused'; readonly code: `http_${number}` | typeof FOREIGN_HOST }
  /** No answer came, or a server error: nobody knows. */
  | { readonly kind: 'unknown' };

/** How an answer through a response URL stands to what is there. */
export interface Placing {
  /** `original`: in place of the message whose button gave the URL. Default: beside it. */
  readonly replaces?: 'nothing' | 'original';
  /** The thread that it belongs to. A message that is replaced stays where it is. */
  readonly threadTs?: string;
}

/** A response URL answers within this time or is given up, in milliseconds. */
const TIMEOUT_MS = 5_000;

/** Refusals that are not about the blocks. */
const FINAL: ReadonlySet<string> = new Set(['http_429', FOREIGN_HOST]);

/**
 * Answers through a response URL, for one person or for everybody in the conversation. It needs no token and no
 * membership. Slack does not say what it dislikes, so a refused message with blocks is tried once more as text.
 */
export async function respondTo(
  url: string,
  message: Message,
  visibility: 'ephemeral' | 'in_channel',
  outside: Pick<Outside, 'fetch'>,
  { replaces = 'nothing', threadTs }: Placing = {},
): Promise<Responded> {
  const body = {
    response_type: visibility,
    replace_original: replaces === 'original',
    ...(threadTs !== undefined && { thread_ts: threadTs }),
    text: message.text,
  };
  const first = await send(url, { ...body, blocks: message.blocks }, outside);
  if (first.kind !== 'refused' || message.blocks.length === 0 || FINAL.has(first.code)) return first;
  return send(url, body, outside);
}

async function send(url: string, body: object, { fetch }: Pick<Outside, 'fetch'>): Promise<Responded> {
  try {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (answer.ok) return { kind: 'sent' };
    return answer.status >= 500 ? { kind: 'unknown' } : { kind: 'refused', code: `http_${answer.status}` };
  } catch (error) {
    if (error instanceof ForeignHostError) return { kind: 'refused', code: FOREIGN_HOST };
    if (error instanceof Error) return { kind: 'unknown' };
    throw error;
  }
}
