import { priceEvent, type UncausedEvent } from './events.js';
import type { GateContext } from './gate/gate-context.js';
import { judgeState } from './gate/state-rules.js';
import type { RegistryPrice, RegistryRow } from './registry-row.js';

/** A row's prices, apart: what may be used, and what speaks against the rest. */
export interface JudgedRow {
  readonly row: RegistryRow;
  /** Prices that nothing speaks against, or that the operator has accepted. */
  readonly accepted: readonly RegistryPrice[];
  /** One event for each other price: held, rejected, or unknown. */
  readonly findings: readonly UncausedEvent[];
}

/**
 * Judges a row as it stands, as on first sight: every price by itself, by the row around it and by the
 * catalogue.
 */
export function judgeRow(row: RegistryRow, context: GateContext): JudgedRow {
  const accepted: RegistryPrice[] = [];
  const findings: UncausedEvent[] = [];
  for (const price of row.prices) {
    const finding = judgeState(price, row, context);
    const event = finding && priceEvent(row, undefined, price, { ...finding, kind: 'added' }, context);
    if (!event || event.disposition === 'announce') accepted.push(price);
    else findings.push(event);
  }
  return { row, accepted, findings };
}
