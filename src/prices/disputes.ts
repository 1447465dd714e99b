import { voiceName } from './feeds/voices.js';
import { agrees } from './feeds/vote.js';
import type { PriceConflict } from './layered-book.js';
import { fingerprintOf, type PriceEvent } from './price-event.js';
import { bareKey } from './registry/catalogue-key.js';
import { priceEvent } from './registry/events.js';
import type { GateContext } from './registry/gate/gate-context.js';
import type { JudgedRow } from './registry/judge-row.js';
import { REGISTRY_UNITS } from './registry/registry-row.js';

/** Sources that disagree, as events that are recorded once, with both figures and the decision. */

/** T20: the catalogue and the registry disagree; the catalogue's figure stands. */
export function conflictEvent({ product, curated, registry }: PriceConflict): PriceEvent {
  const unit = REGISTRY_UNITS.find((one) => one === curated.unit);
  const event = {
    product,
    registryKey: registry.product,
    provider: registry.platform,
    platform: registry.platform,
    kind: 'disputed',
    disposition: 'announce',
    rule: 'sources-disagree',
    reason: `The catalogue says ${curated.amount}, the registry ${registry.amount}. The catalogue's figure stands.`,
    priceKind: curated.kind,
    ...(curated.aboveTokens !== undefined && { aboveTokens: curated.aboveTokens }),
    ...(unit && { unit }),
    oldAmount: curated.amount,
    newAmount: registry.amount,
    cause: `${registry.platform}: disputed ${bareKey(registry.product, registry.platform)}`,
  } as const;
  return { ...event, fingerprint: fingerprintOf(event) };
}

/** Feeds that read otherwise than what stands after the vote: one event for each of them and each price. */
export function differenceEvents({ row, accepted }: JudgedRow, context: GateContext): readonly PriceEvent[] {
  return accepted.flatMap((price) =>
    (price.said ?? [])
      .filter(({ amount }) => !agrees(amount, price.amount))
      .map(({ voice, amount }): PriceEvent => {
        const reason = `Sources differ: ${voiceName(voice)} reads ${amount}, and ${price.amount} stands.`;
        const judgement = {
          kind: 'disputed',
          disposition: 'announce',
          rule: 'sources-differ',
          reason,
        } as const;
        const event = priceEvent(row, price, { ...price, amount }, judgement, context);
        return {
          ...event,
          // Should the same figure ever wait for the operator, that is another piece of news.
          fingerprint: fingerprintOf({ ...event, product: `${event.product} by ${voice}` }),
          cause: `${event.platform}: sources differ on ${bareKey(row.key, event.platform)}`,
        };
      }),
  );
}
