import type { PriceEvent } from '../price-event.js';
import { causesOf } from './causes.js';
import type { PriceDifference, RegistryComparison } from './compare-registries.js';
import { priceEvent, rowEvent, type UncausedEvent } from './events.js';
import type { GateContext } from './gate/gate-context.js';
import { massMoves } from './gate/mass-corrections.js';
import { datedTwinsIn, judgeMove } from './gate/move-rules.js';
import { judgeShutdown } from './gate/shutdowns.js';
import { judgeState } from './gate/state-rules.js';
import { judgeRow } from './judge-row.js';
import type { RegistryRow } from './registry-row.js';

/**
 * The plausibility gate: one event, with one disposition, for everything that differs between the prices in
 * force and a new feed. Nothing is dropped: what may not be told is held for the operator, or said to be unknown.
 *
 * @param next All rows of the new feed.
 */
export function judgeChanges(
  comparison: RegistryComparison,
  next: readonly RegistryRow[],
  context: GateContext,
): readonly PriceEvent[] {
  return withCauses([
    ...moveEvents(comparison.prices, next, context),
    ...comparison.shutdowns.map((difference) =>
      rowEvent(difference.row, judgeShutdown(difference, context), context, difference.new),
    ),
    ...comparison.added.flatMap((row) => addedEvents(row, context)),
    ...comparison.removed.map((row) => removedEvent(row, context)),
  ]);
}

/**
 * Judges a feed with nothing before it. Its rows are no news; what cannot stand is held or unknown all the same.
 */
export function judgeFirstSight(rows: readonly RegistryRow[], context: GateContext): readonly PriceEvent[] {
  return withCauses(rows.flatMap((row) => judgeRow(row, context).findings));
}

function moveEvents(
  differences: readonly PriceDifference[],
  next: readonly RegistryRow[],
  context: GateContext,
): readonly UncausedEvent[] {
  const twinsOf = datedTwinsIn(next);
  const masses = massMoves(differences.filter((difference) => mayHaveMoved(difference, context)));
  const events: UncausedEvent[] = [];
  for (const [after, ofRow] of byRow(differences)) {
    if (after.alias === 'latest') {
      events.push(...rePointedEvents(after, ofRow, context));
      continue;
    }
    const datedTwins = twinsOf(after);
    const judged = ofRow.map((difference) => {
      const massMove = masses.get(difference);
      const judgement = judgeMove({ ...difference, datedTwins, ...(massMove && { massMove }) }, context);
      return priceEvent(after, difference.old, difference.new, judgement, context);
    });
    events.push(...heldTogether(after, ofRow, judged, context));
  }
  return events;
}

/** Whether a ratio of the two says something: there is an old amount, right or wrong, and the new one can stand. */
function mayHaveMoved({ after, old, new: now }: PriceDifference, context: GateContext): boolean {
  return old !== undefined && Number(old.amount) > 0 && now !== undefined && !judgeState(now, after, context);
}

function byRow(
  differences: readonly PriceDifference[],
): ReadonlyMap<RegistryRow, readonly PriceDifference[]> {
  const rows = new Map<RegistryRow, PriceDifference[]>();
  for (const difference of differences) {
    const ofRow = rows.get(difference.after);
    if (ofRow) ofRow.push(difference);
    else rows.set(difference.after, [difference]);
  }
  return rows;
}

/** T9: an alias that moves is one event, whatever its prices did; and none when no amount moved. */
function rePointedEvents(
  row: RegistryRow,
  differences: readonly PriceDifference[],
  context: GateContext,
): readonly UncausedEvent[] {
  const moved = differences.filter(({ old, new: now }) => old && now);
  if (moved.length === 0) return [];
  const reason = `${row.key} is an alias: it points to another model now. Name the dated model instead.`;
  return [rowEvent(row, { kind: 're-pointed', disposition: 'unknown', rule: 'alias', reason }, context)];
}

/** What moves beside a held price of the same row waits with it, or the row would be half old and half new. */
function heldTogether(
  row: RegistryRow,
  differences: readonly PriceDifference[],
  events: readonly UncausedEvent[],
  context: GateContext,
): readonly UncausedEvent[] {
  if (!events.some(({ disposition }) => disposition === 'hold' || disposition === 'rejected')) return events;
  return events.map((event, index) => {
    const difference = differences[index];
    if (!difference || event.disposition !== 'announce' || event.rule === 'operator') return event;
    const { kind } = event;
    const reason = 'Another price of the same row is held back.';
    const judgement = { kind, disposition: 'hold', rule: 'moves-with-held', reason } as const;
    return priceEvent(row, difference.old, difference.new, judgement, context);
  });
}

function addedEvents(row: RegistryRow, context: GateContext): readonly UncausedEvent[] {
  const { accepted, findings } = judgeRow(row, context);
  if (row.alias === 'latest') {
    const reason = `${row.key} is an alias; it has no price of its own.`;
    return [rowEvent(row, { kind: 'added', disposition: 'unknown', rule: 'alias', reason }, context)];
  }
  if (accepted.length > 0)
    return [rowEvent(row, { kind: 'added', disposition: 'announce' }, context), ...findings];
  const reason = 'It is new and has no price that can be used.';
  return [
    rowEvent(row, { kind: 'added', disposition: 'unknown', rule: 'zero-price', reason }, context),
    ...findings,
  ];
}

function removedEvent(row: RegistryRow, context: GateContext): UncausedEvent {
  if (row.alias === 'latest') {
    const reason = `${row.key} is an alias; what it pointed to is not gone.`;
    return rowEvent(row, { kind: 'removed', disposition: 'unknown', rule: 'alias', reason }, context);
  }
  return rowEvent(row, { kind: 'removed', disposition: 'announce' }, context);
}

function withCauses(events: readonly UncausedEvent[]): readonly PriceEvent[] {
  const causes = causesOf(
    events.map(({ kind, disposition, registryKey, ...rest }) => ({
      ...rest,
      product: registryKey,
      what: `${kind} ${disposition}`,
    })),
  );
  return events.map((event, index) => ({ ...event, cause: causes[index] ?? event.fingerprint }));
}
