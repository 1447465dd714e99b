import type { PlaygroundCall, PlaygroundCallAnswer } from '../../protocol.js';

/** A call before its blocks are judged, which costs too much to do when nobody looks. */
export type TrafficEntry = Omit<PlaygroundCall, 'problems'>;

/** How many calls are remembered. */
const MEMORY = 300;

/** The last payloads between Slack and the app, for people who want to see them. */
export class Traffic {
  #count = 0;
  #calls: readonly TrafficEntry[] = [];
  readonly #listeners = new Set<(call: TrafficEntry) => void>();

  /** What is remembered, oldest first. */
  all(): readonly TrafficEntry[] {
    return this.#calls;
  }

  /** Listens until the returned function is called. */
  subscribe(listener: (call: TrafficEntry) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Notes a call. The returned function notes its answer. */
  begin(call: Omit<TrafficEntry, 'id' | 'answer'>): (answer: Omit<PlaygroundCallAnswer, 'tookMs'>) => void {
    const startedAt = performance.now();
    this.#count += 1;
    const begun: TrafficEntry = { id: this.#count, ...call };
    this.#calls = [...this.#calls.slice(1 - MEMORY), begun];
    this.#tell(begun);
    return (answer) => {
      const ended: TrafficEntry = {
        ...begun,
        answer: { ...answer, tookMs: performance.now() - startedAt },
      };
      this.#calls = this.#calls.map((one) => (one.id === ended.id ? ended : one));
      this.#tell(ended);
    };
  }

  #tell(call: TrafficEntry): void {
    for (const listener of this.#listeners) listener(call);
  }
}
