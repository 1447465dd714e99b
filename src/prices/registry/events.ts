import {
  fingerprintOf,
  type GateDisposition,
  type GateRule,
  type PriceEvent,
  type PriceEventKind,
} from '../price-event.js';
import { registryProduct } from './catalogue-key.js';
import type { GateContext } from './gate/gate-context.js';
import type { RegistryPrice, RegistryRow } from './registry-row.js';

/** What the gate has decided of something. */
export interface Judgement {
  readonly kind: PriceEventKind;
  readonly disposition: GateDisposition;
  readonly rule?: GateRule;
  readonly reason?: string;
}

/** An event of which the cause is not yet known. */
export type UncausedEvent = Omit<PriceEvent, 'cause'>;

/** An event about one price of a row. */
export function priceEvent(
  row: RegistryRow,
  old: RegistryPrice | undefined,
  now: RegistryPrice | undefined,
  judgement: Judgement,
  context: GateContext,
): UncausedEvent {
  const either = now ?? old;
  const event = {
    ...registryProduct(row, context.findProduct),
    ...judgement,
    ...(either && { priceKind: either.kind, unit: either.unit }),
    ...(either?.aboveTokens !== undefined && { aboveTokens: either.aboveTokens }),
    ...(now && { newAmount: now.amount }),
  };
  const withOld = { ...event, ...(old && { oldAmount: old.amount }) };
  const fingerprint = fingerprintOf(dependsOnNewOnly(judgement) ? event : withOld);
  return decided({ ...withOld, fingerprint }, context);
}

/** An event about a row as a whole. */
export function rowEvent(
  row: RegistryRow,
  judgement: Judgement,
  context: GateContext,
  shutdownOn?: string,
): UncausedEvent {
  const event = {
    ...registryProduct(row, context.findProduct),
    ...judgement,
    ...(shutdownOn !== undefined && { shutdownOn }),
  };
  return decided({ ...event, fingerprint: fingerprintOf(event) }, context);
}

/** T20: what the operator has said of the same news before is not asked again. */
function decided(event: UncausedEvent, { decisions }: GateContext): UncausedEvent {
  if (event.disposition !== 'hold') return event;
  const decision = decisions.get(event.fingerprint);
  if (decision === undefined) return event;
  return decision === 'accepted'
    ? { ...event, disposition: 'announce', rule: 'operator', reason: 'The operator has accepted it.' }
    : { ...event, disposition: 'rejected', rule: 'operator', reason: 'The operator has rejected it.' };
}

/** A price that is held for what it is now is the same news whatever it was before. */
function dependsOnNewOnly({ rule }: Judgement): boolean {
  return rule === 'swapped-columns' || rule === 'tuning-price';
}
