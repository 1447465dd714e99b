import { randomBytes } from 'node:crypto';

/** Hands out identifiers: counted, so that a test sees the same ones each time, and of Slack's shape. */
export class Ids {
  readonly #clock: () => number;
  #count = 0;
  #lastMicros = 0;

  constructor(clock: () => number) {
    this.#clock = clock;
  }

  /** An id such as `F0000000001`. */
  next(prefix: string): string {
    this.#count += 1;
    return `${prefix}${this.#count.toString(36).toUpperCase().padStart(10, '0')}`;
  }

  /** A message's `ts`: seconds with six decimals, later than every one before it. */
  ts(): string {
    this.#lastMicros = Math.max(this.#clock() * 1000, this.#lastMicros + 1);
    return formatMicros(this.#lastMicros);
  }

  /** A random string that nobody can guess, for addresses and triggers. */
  secret(): string {
    return randomBytes(16).toString('hex');
  }
}

function formatMicros(micros: number): string {
  const whole = Math.floor(micros);
  return `${Math.floor(whole / 1_000_000)}.${String(whole % 1_000_000).padStart(6, '0')}`;
}
