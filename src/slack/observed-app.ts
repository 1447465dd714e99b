import { App, type AppOptions, type ReceiverEvent } from '@slack/bolt';
import { inLogContext } from '../log/log-context.js';
import type { Measures } from '../metrics/measures.js';
import { requestKind } from './request-kind.js';

/** Bolt's app, of which every request has an id in the log and is measured from its arrival on. */
export class ObservedApp extends App {
  readonly #measures: Measures | undefined;
  readonly #now: () => number;
  readonly #failed = new WeakSet<object>();

  /** @param now milliseconds on a clock that never runs back */
  constructor(options: AppOptions, measures: Measures | undefined, now: () => number) {
    super(options);
    this.#measures = measures;
    this.#now = now;
  }

  /** Notes that the request with this body has failed. */
  noteFailure(body: unknown): void {
    if (typeof body === 'object' && body !== null) this.#failed.add(body);
  }

  override processEvent(event: ReceiverEvent): Promise<void> {
    return inLogContext(() => this.#measured(event));
  }

  async #measured(event: ReceiverEvent): Promise<void> {
    const measures = this.#measures;
    if (measures === undefined) return super.processEvent(event);
    const kind = requestKind(event.body);
    const startedMs = this.#now();
    const acknowledge = event.ack;
    await super.processEvent({
      ...event,
      ack: async (answer) => {
        try {
          await acknowledge(answer);
        } finally {
          measures.acknowledged(kind, (this.#now() - startedMs) / 1_000);
        }
      },
    });
    measures.requestEnded(kind, this.#failed.has(event.body) ? 'failed' : 'done');
  }
}
