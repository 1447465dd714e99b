/** Counts something by code, with the first lines on which it was seen. */

/** How often something was seen, and where. */
export interface Seen<Code extends string> {
  readonly code: Code;
  readonly count: number;
  /** The first lines, counted from 1. At most `MAX_LINES`. */
  readonly lines: readonly number[];
}

/** Lines that are named of one thing. */
const MAX_LINES = 100;

export class Tally<Code extends string> {
  readonly #seen = new Map<Code, { count: number; lines: number[] }>();

  add(code: Code, line: number): void {
    const one = this.#seen.get(code) ?? { count: 0, lines: [] };
    one.count += 1;
    if (one.lines.length < MAX_LINES) one.lines.push(line);
    this.#seen.set(code, one);
  }

  /** Moves what was last seen of one code on this line to another: `invalid-json` on the last line is `cut-short`. */
  rename(from: Code, to: Code, line: number): void {
    const one = this.#seen.get(from);
    if (one === undefined) return;
    one.count -= 1;
    if (one.lines.at(-1) === line) one.lines.pop();
    if (one.count === 0) this.#seen.delete(from);
    this.add(to, line);
  }

  /** The most frequent first. */
  all(): readonly Seen<Code>[] {
    return [...this.#seen]
      .map(([code, { count, lines }]) => ({ code, count, lines }))
      .sort((a, b) => b.count - a.count || a.code.localeCompare(b.code));
  }
}
