import { z } from 'zod';
import type { Measures } from '../../metrics/measures.js';
import type { Layer } from '../entry/layered-app.js';
import { lineOf } from '../features/index.js';

/** What is done around every request: acknowledging what nobody has, counting what is at work, measuring. */

/**
 * Acknowledges what no listener has: a type that none of them listens to, or one that failed before it could, whose
 * person has been told. Slack would say after three seconds that nobody answered.
 */
export const acknowledgeRest: Layer = async (event, run) => {
  let isAcknowledged = false;
  await run({
    ...event,
    ack(answer) {
      isAcknowledged = true;
      return event.ack(answer);
    },
  });
  if (!isAcknowledged) await event.ack();
};

/** Counts the requests that are still at work, so that a stop can wait for them. */
export interface RunningRequests {
  /** Counts a request until all its listeners, and what a failure is answered with, have ended. */
  readonly layer: Layer;
  /** Counts other work that a stop has to wait for. */
  during<Result>(work: () => Promise<Result>): Promise<Result>;
  /** How many are at work. */
  count(): number;
  /** Waits until none is at work, at most this long. Returns how many were left. */
  drain(deadlineMs: number): Promise<number>;
}

/** Starts counting. */
export function countRunningRequests(): RunningRequests {
  let running = 0;
  const waiting = new Set<() => void>();
  async function during<Result>(work: () => Promise<Result>): Promise<Result> {
    running += 1;
    try {
      return await work();
    } finally {
      running -= 1;
      if (running === 0) for (const resume of waiting) resume();
    }
  }

  return {
    layer: (event, run) => during(() => run(event)),
    during,
    count: () => running,
    async drain(deadlineMs) {
      if (running === 0) return 0;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, deadlineMs);
        waiting.add(() => {
          clearTimeout(timer);
          resolve();
        });
      });
      waiting.clear();
      return running;
    },
  };
}

/** Measures requests from their arrival on. */
export interface MeasuredRequests {
  readonly layer: Layer;
  /** Notes that the request with this body has failed. */
  noteFailure(body: unknown): void;
}

/** @param now milliseconds on a clock that never runs back */
export function measureRequests(measures: Measures, now: () => number): MeasuredRequests {
  const failed = new WeakSet<object>();
  return {
    async layer(event, run) {
      const kind = requestKind(event.body);
      const startedMs = now();
      await run({
        ...event,
        ack: async (answer) => {
          try {
            await event.ack(answer);
          } finally {
            measures.acknowledged(kind, (now() - startedMs) / 1_000);
          }
        },
      });
      measures.requestEnded(kind, failed.has(event.body) ? 'failed' : 'done');
    },
    noteFailure(body) {
      if (typeof body === 'object' && body !== null) failed.add(body);
    },
  };
}

const TYPE_KINDS = new Map([
  ['block_actions', 'action'],
  ['view_submission', 'view'],
  ['view_closed', 'view'],
  ['block_suggestion', 'options'],
  ['shortcut', 'shortcut'],
  ['message_action', 'shortcut'],
  ['event_callback', 'event'],
]);

const Body = z.object({
  command: z.string().optional(),
  text: z.string().optional(),
  type: z.string().optional(),
});

/** What a request asks for, by its body: the name of a word, or a type; few values, and nothing that a person typed. */
export function requestKind(body: unknown): string {
  const parsed = Body.safeParse(body);
  if (!parsed.success) return 'other';
  const { command, text = '', type = '' } = parsed.data;
  return command === undefined ? (TYPE_KINDS.get(type) ?? 'other') : lineOf(text).word.name;
}
