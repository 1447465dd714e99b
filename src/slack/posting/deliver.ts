import { z } from 'zod';
import type { Message } from '../kit/blocks.js';
import { callSlack, type Patience } from '../kit/call-slack.js';
import type { Outside, SlackApi } from '../kit/slack-api.js';
import { isAboutBlocks, isAboutPicture, type SlackFailure } from '../kit/slack-error.js';

/** What became of a message. */
export type Delivered =
  | { readonly kind: 'posted'; readonly ts: string | undefined; readonly withPicture: boolean }
  | { readonly kind: 'failed'; readonly failure: SlackFailure };

/** The message with the picture, if there is one, and without. */
export interface Versions {
  readonly withPicture: Message | undefined;
  readonly withoutPicture: Message;
  /** `ts` of the message at the top of the thread that it belongs to. It is never shown in the channel as well. */
  readonly threadTs?: string;
  /** What travels with the message and no reader sees. */
  readonly metadata?: MessageMetadata;
}

/** Data for programs in a message. The app finds its own again in the history of a channel. */
export interface MessageMetadata {
  readonly event_type: string;
  readonly event_payload: Readonly<Record<string, string>>;
}

/** How often a picture that is not ready yet is tried again, and after how many milliseconds. */
const PICTURE_TRIES = 2;
const PICTURE_PAUSE_MS = 1_000;

const Posted = z.object({ ts: z.string().optional() });

/**
 * Posts one message, once. Only a refusal is followed by another try, because a refused call posted nothing:
 * a picture that is not ready is tried twice more and then left out, and refused blocks give way to plain text.
 * An unknown outcome is never followed by a second post.
 */
export async function deliver(
  api: SlackApi,
  outside: Outside,
  channel: string,
  versions: Versions,
  patience: Patience,
): Promise<Delivered> {
  const { withPicture, withoutPicture, metadata, threadTs } = versions;
  const place = {
    channel,
    ...(threadTs !== undefined && { thread_ts: threadTs }),
    ...(metadata !== undefined && { metadata }),
  };
  function send(message: Message): Promise<Delivered> {
    return post(api, outside, place, message, patience);
  }
  const first = await tryWithPicture(outside, withPicture, send);
  if (first !== undefined) return first;
  const numbers = await send(withoutPicture);
  if (numbers.kind === 'posted' || !isAboutBlocks(numbers.failure)) return numbers;
  return send({ text: withoutPicture.text, blocks: [] });
}

/** `undefined` when there is no picture, or Slack will not have it: the numbers are next. */
async function tryWithPicture(
  outside: Outside,
  message: Message | undefined,
  send: (message: Message) => Promise<Delivered>,
): Promise<Delivered | undefined> {
  if (message === undefined) return undefined;
  for (let attempt = 0; attempt <= PICTURE_TRIES; attempt += 1) {
    if (attempt > 0) await outside.sleep(PICTURE_PAUSE_MS);
    const result = await send(message);
    if (result.kind === 'posted') return { ...result, withPicture: true };
    if (!isAboutPicture(result.failure)) return isAboutBlocks(result.failure) ? undefined : result;
  }
  return undefined;
}

async function post(
  api: SlackApi,
  outside: Outside,
  place: Readonly<Record<string, unknown>>,
  message: Message,
  patience: Patience,
): Promise<Delivered> {
  const args = {
    ...place,
    text: message.text,
    ...(message.blocks.length === 0 ? {} : { blocks: message.blocks }),
    parse: 'none',
    link_names: false,
    unfurl_links: false,
    unfurl_media: false,
  };
  const called = await callSlack(api, outside, 'chat.postMessage', args, patience);
  if (!called.ok) return { kind: 'failed', failure: called.failure };
  const answer = Posted.safeParse(called.answer);
  return { kind: 'posted', ts: answer.success ? answer.data.ts : undefined, withPicture: false };
}
