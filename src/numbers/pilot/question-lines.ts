/** Rows whose questions a pilot may hold out: as many as the largest test that is planned, and as many to train on. */
const MAX_QUESTIONS = 4_000;

/**
 * The lines of the first different questions of a file, by the digests of the questions: the same file gives the same
 * ones, whatever the order of its lines.
 */
export class QuestionLines {
  #lines = new Map<number, number>();
  /** Digests from here on are not among the first any more. */
  #limit = Number.POSITIVE_INFINITY;

  add(digest: number, line: number): void {
    if (digest >= this.#limit || this.#lines.has(digest)) return;
    this.#lines.set(digest, line);
    if (this.#lines.size >= 2 * MAX_QUESTIONS) this.#keepFirst();
  }

  /** Lines in the order of their digests. */
  all(): readonly number[] {
    this.#keepFirst();
    return [...this.#lines.values()];
  }

  #keepFirst(): void {
    const first = [...this.#lines].sort(([a], [b]) => a - b).slice(0, MAX_QUESTIONS);
    this.#lines = new Map(first);
    if (first.length === MAX_QUESTIONS) this.#limit = first.at(-1)?.[0] ?? this.#limit;
  }
}
