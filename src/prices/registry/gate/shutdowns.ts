import type { DatedFact } from '../../price-book.js';
import { productOfRow } from '../catalogue-key.js';
import type { ShutdownDifference } from '../compare-registries.js';
import type { GateContext, MoveFinding } from './gate-context.js';

/**
 * T16: a day on which the registry thinks that a product ends. It is a hint and is never acted on alone: the
 * provider's own day wins, and a day that has passed while the product is still listed says nothing.
 */
export function judgeShutdown({ row, new: day }: ShutdownDifference, context: GateContext): MoveFinding {
  const product = productOfRow(row, context.findProduct);
  const known = product === undefined ? undefined : endOf(product, context);
  const finding = { rule: 'shutdown-day', kind: 'shutting-down' } as const;
  if (row.alias === 'latest') {
    return { ...finding, disposition: 'unknown', reason: 'An alias does not end; what it points to does.' };
  }
  if (known && known.date !== day) {
    const reason = `The provider's day is ${known.date}${known.orLater ? ' or later' : ''}, and it stands.`;
    return { ...finding, disposition: 'hold', reason };
  }
  if (!known && day <= context.asOf) {
    return {
      ...finding,
      disposition: 'unknown',
      reason: `${day} has passed and the product is still listed.`,
    };
  }
  const reason = known ? 'It is the day that the provider names.' : 'The registry names it; a hint only.';
  return { ...finding, disposition: 'announce', reason };
}

function endOf(product: string, { catalogue }: GateContext): DatedFact | undefined {
  const known =
    catalogue.models.find(({ id }) => id === product) ??
    catalogue.tuningOffers.find(({ id }) => id === product);
  return known?.endsOn;
}
