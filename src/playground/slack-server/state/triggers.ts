import type { Ids } from './ids.js';

const LIFE_MS = 3000;

/** What a person just did that lets the app open a modal. */
export interface Trigger {
  readonly userId: string;
  /** The modal in which it happened. */
  readonly viewId: string | undefined;
  readonly channelId: string | undefined;
}

/** Why a trigger cannot be used. */
export type TriggerProblem = 'invalid_trigger_id' | 'exchanged_trigger_id' | 'expired_trigger_id';

/** Trigger ids: they live three seconds and work once. */
export class TriggerStore {
  readonly #ids: Ids;
  readonly #clock: () => number;
  readonly #triggers = new Map<string, { trigger: Trigger; issuedAtMs: number; isUsed: boolean }>();

  constructor(ids: Ids, clock: () => number) {
    this.#ids = ids;
    this.#clock = clock;
  }

  /** A new trigger id. */
  issue(trigger: Trigger): string {
    const id = `${this.#ids.next('')}.${this.#ids.secret()}`;
    this.#triggers.set(id, { trigger, issuedAtMs: this.#clock(), isUsed: false });
    return id;
  }

  /** Uses a trigger up, or says why that cannot be. */
  redeem(id: string): Trigger | TriggerProblem {
    const found = this.#triggers.get(id);
    if (found === undefined) return 'invalid_trigger_id';
    if (found.isUsed) return 'exchanged_trigger_id';
    if (this.#clock() - found.issuedAtMs > LIFE_MS) return 'expired_trigger_id';
    found.isUsed = true;
    return found.trigger;
  }
}
