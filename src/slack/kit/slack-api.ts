import type { webApi } from '@slack/bolt';

/** The part of Slack's Web API that we use: a method by name, arguments in, the answer out. Throws as the SDK does. */
export interface SlackApi {
  call(method: string, args: Readonly<Record<string, unknown>>): Promise<unknown>;
}

/** Slack answered something that is no object: what was asked for may have been done. */
export class GarbledAnswerError extends Error {
  override readonly name = 'GarbledAnswerError';
}

/** The Web API through one of the SDK's clients, which takes for granted that an answer is an object. */
export function slackApiOf(client: Pick<webApi.WebClient, 'apiCall'>): SlackApi {
  return {
    async call(method, args) {
      try {
        return await client.apiCall(method, { ...args });
      } catch (error) {
        if (!(error instanceof TypeError)) throw error;
        throw new GarbledAnswerError(`The answer to ${method} cannot be read.`, { cause: error });
      }
    },
  };
}

/** `fetch`, as far as it is used for response URLs and files. */
type Fetch = (
  url: string,
  init: {
    readonly method: 'GET' | 'POST';
    readonly headers?: Record<string, string>;
    readonly body?: string | FormData;
    readonly signal: AbortSignal;
    /** Default: redirects are followed. */
    readonly redirect?: 'error';
  },
) => Promise<{
  readonly ok: boolean;
  readonly status: number;
  /** What comes, piece by piece; nothing where nothing does. */
  readonly body?: ReadableStream<Uint8Array> | null;
  text(): Promise<string>;
}>;

/** What posting needs from the outside. */
export interface Outside {
  readonly fetch: Fetch;
  /** Waits. */
  readonly sleep: (ms: number) => Promise<void>;
  /** Milliseconds on a clock that never runs back. */
  readonly now: () => number;
  /** Told of every failed call, with its code; for those who count. */
  readonly slackFailed?: (code: string) => void;
}
