import type { z } from 'zod';
import type { Outside, SlackApi } from './slack-api.js';
import { codeOf, failureOf, type SlackFailure } from './slack-error.js';

/** How long we wait when Slack says that we are too fast. */
export interface Patience {
  /** Longest wait for one answer, in seconds. */
  readonly mostSeconds: number;
  /** Calls in all. */
  readonly tries: number;
  /** Told before a wait, in seconds. */
  readonly onWait?: (seconds: number) => Promise<void>;
}

/** The outcome of a call. */
export type Called<Answer = unknown> =
  | { readonly ok: true; readonly answer: Answer }
  | { readonly ok: false; readonly failure: SlackFailure };

/** Taken when Slack names no time. */
const DEFAULT_WAIT_SECONDS = 2;

/**
 * Calls Slack and waits out a throttle, within the given patience. A throttled call did nothing, so it may be
 * repeated; no other failure is.
 */
export async function callSlack(
  api: SlackApi,
  outside: Pick<Outside, 'sleep' | 'slackFailed'>,
  method: string,
  args: Readonly<Record<string, unknown>>,
  patience: Patience,
): Promise<Called> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return { ok: true, answer: await api.call(method, args) };
    } catch (error) {
      const failure = failureOf(error);
      outside.slackFailed?.(codeOf(failure));
      if (failure.kind !== 'throttled') return { ok: false, failure };
      const seconds = failure.seconds ?? DEFAULT_WAIT_SECONDS;
      if (attempt >= patience.tries || seconds > patience.mostSeconds) return { ok: false, failure };
      await patience.onWait?.(seconds);
      await outside.sleep(seconds * 1_000);
    }
  }
}

/** What an answer says. One that cannot be read has perhaps come after the work was done: its outcome is unknown. */
export function readAnswer<Answer>(called: Called, schema: z.ZodType<Answer>): Called<Answer> {
  if (!called.ok) return called;
  const parsed = schema.safeParse(called.answer);
  if (parsed.success) return { ok: true, answer: parsed.data };
  return { ok: false, failure: { kind: 'unknown', why: 'garbled_answer' } };
}
