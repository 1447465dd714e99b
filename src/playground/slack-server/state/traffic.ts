import type { PlaygroundCall, PlaygroundCallAnswer } from '../../protocol.js';

/** How many calls are remembered. */
const MEMORY = 300;

/** The last payloads between Slack and the app, for people who want to see them. */
export class Traffic {
  #count = 0;
  #calls: readonly PlaygroundCall[] = [];
  readonly #listeners = new Set<(call: PlaygroundCall) => void>();

  /** What is remembered, oldest first. */
  all(): readonly PlaygroundCall[] {
    return this.#calls;
  }

  /** Listens until the returned function is called. */
  subscribe(listener: (call: PlaygroundCall) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Notes a call. The returned function notes its answer, which the validation of the answer's blocks may join. */
  begin(
    call: Omit<PlaygroundCall, 'id' | 'answer'>,
  ): (answer: Omit<PlaygroundCallAnswer, 'tookMs'>, problems?: PlaygroundCall['problems']) => void {
    const startedAt = performance.now();
    this.#count += 1;
    const begun: PlaygroundCall = { id: this.#count, ...call };
    this.#calls = [...this.#calls.slice(1 - MEMORY), begun];
    this.#tell(begun);
    return (answer, problems) => {
      const ended: PlaygroundCall = {
        ...begun,
        ...(problems === undefined ? {} : { problems: [...(begun.problems ?? []), ...problems] }),
        answer: { ...answer, tookMs: performance.now() - startedAt },
      };
      this.#calls = this.#calls.map((one) => (one.id === ended.id ? ended : one));
      this.#tell(ended);
    };
  }

  #tell(call: PlaygroundCall): void {
    for (const listener of this.#listeners) listener(call);
  }
}
