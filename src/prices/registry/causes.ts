import type { PriceEvent } from '../price-event.js';
import { ratioOf } from './decimal-amount.js';
import type { UncausedEvent } from './events.js';
import { bareModelName } from './key-names.js';

/** Ratios that agree to this many digits are one: amounts are rounded by those who enter them. */
const RATIO_DIGITS = 3;

/**
 * T12: names the cause of each event, so that one cause is one line: the events of one platform, kind and ratio,
 * together with those of other platforms that sell the same model and moved it by the same ratio.
 */
export function withCauses(events: readonly UncausedEvent[]): readonly PriceEvent[] {
  const causes = new Causes();
  const keys = events.map((event) => {
    const how = `${event.kind} ${event.disposition} ${ratioText(event)}`;
    const byPlatform = `${event.platform}: ${how}`;
    if (ratioText(event) !== '') causes.join(byPlatform, `${bareModelName(event.registryKey)}: ${how}`);
    return byPlatform;
  });
  return events.map((event, index) => ({ ...event, cause: causes.nameOf(keys[index] ?? '') }));
}

function ratioText({ oldAmount, newAmount }: UncausedEvent): string {
  if (oldAmount === undefined || newAmount === undefined || Number(oldAmount) <= 0) return '';
  return `x${ratioOf(oldAmount, newAmount).toPrecision(RATIO_DIGITS)}`;
}

/** Names that belong together; each group goes by the name that it began with. */
class Causes {
  readonly #parents = new Map<string, string>();

  /** Says that two names are one. */
  join(one: string, other: string): void {
    this.#parents.set(this.nameOf(other), this.nameOf(one));
  }

  /** The name that a group goes by. */
  nameOf(name: string): string {
    let root = name;
    for (let next = this.#parents.get(root); next !== undefined && next !== root; ) {
      root = next;
      next = this.#parents.get(root);
    }
    return root;
  }
}
