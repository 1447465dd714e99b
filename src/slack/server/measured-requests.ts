import type { Measures } from '../../metrics/measures.js';
import type { Layer } from '../entry/layered-app.js';
import { requestKind } from './request-kind.js';

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
