import type { PriceBookData } from './build-price-book.js';
import type { HeldDecision, PriceEvent } from './price-event.js';
import { layerChanges } from './price-log.js';
import type { PriceStore } from './price-store.js';
import { shownAddress } from './registry/feed-address.js';
import { gateContext } from './registry/gate/gate-context.js';
import { judgeRow } from './registry/judge-row.js';
import { registryLayer } from './registry/registry-layer.js';
import { priceKeyOf, type RegistryPrice, type RegistryRow } from './registry/registry-row.js';

/** The operator named something that does not wait for a decision. */
export class NotHeldError extends Error {
  readonly code = 'not_held';

  constructor(id: string) {
    super(`${id} does not wait for a decision. List what does with "npm run prices:review".`);
    this.name = 'NotHeldError';
  }
}

/** What deciding needs. */
export interface DecideParts {
  readonly store: PriceStore;
  /** The shipped catalogue. */
  readonly catalogue: PriceBookData;
  readonly clock: () => Date;
  /** Who decides, for the record. */
  readonly decidedBy: string;
}

/**
 * Accepts or rejects what the gate has held. An accepted price is in force from now on; a rejected one never comes
 * back until a value moves. What waited only because it moved together with it goes the same way.
 *
 * @param ids fingerprints, or their beginnings where only one event begins so
 * @returns everything that was decided
 * @throws NotHeldError when an id is not that of exactly one held event; then nothing is decided
 */
export function decideHeld(
  parts: DecideParts,
  ids: readonly string[],
  decision: HeldDecision,
): Promise<readonly PriceEvent[]> {
  return parts.store.alone(() => decide(parts, ids, decision));
}

async function decide(
  { store, catalogue, clock, decidedBy }: DecideParts,
  ids: readonly string[],
  decision: HeldDecision,
): Promise<readonly PriceEvent[]> {
  const held = (await store.heldEvents()).map(({ event }) => event);
  const events = withCompanions(
    ids.map((id) => eventOf(id, held)),
    held,
  );
  const decidedAt = clock();
  const record = {
    fingerprints: events.map(({ fingerprint }) => fingerprint),
    decision,
    decidedBy,
    decidedAt,
  };
  const feed = await store.takenFeed();
  if (decision === 'rejected' || !feed) {
    await store.recordDecision({ ...record, rows: [], log: [] });
    return events;
  }
  const rows = feed.rows.map((row) => events.reduce(withEvent, row));
  const decisions = new Map([
    ...(await store.decisions()),
    ...record.fingerprints.map((fingerprint) => [fingerprint, decision] as const),
  ]);
  const today = decidedAt.toISOString().slice(0, 10);
  const context = gateContext(catalogue, today, decisions);
  const judged = rows.map((row) => judgeRow(row, context));
  const { layers } = await store.layers();
  const accepted = events.map((event) => ({ ...event, disposition: 'announce' }) as const);
  const layer = registryLayer(
    layers.registry,
    { rows: judged, events: accepted, address: shownAddress(feed.url) },
    today,
  );
  const touched = new Set(events.map(({ registryKey }) => registryKey));
  await store.recordDecision({
    ...record,
    rows: rows.filter(({ key }) => touched.has(key)),
    log: layerChanges('registry', layers.registry, layer),
  });
  return events;
}

function eventOf(id: string, held: readonly PriceEvent[]): PriceEvent {
  const [event, other] = held.filter(({ fingerprint }) => fingerprint.startsWith(id.toLowerCase()));
  if (id === '' || !event || other) throw new NotHeldError(id);
  return event;
}

/** Also what was held only for moving together with one of these, unless something else of the row still waits. */
function withCompanions(decided: readonly PriceEvent[], held: readonly PriceEvent[]): readonly PriceEvent[] {
  const all = new Map(decided.map((event) => [event.fingerprint, event]));
  for (const { registryKey } of decided) {
    const ofRow = held.filter((event) => event.registryKey === registryKey && !all.has(event.fingerprint));
    if (ofRow.some(({ rule }) => rule !== 'moves-with-held')) continue;
    for (const event of ofRow) all.set(event.fingerprint, event);
  }
  return [...all.values()];
}

/** The row with what an accepted event says. */
function withEvent(row: RegistryRow, event: PriceEvent): RegistryRow {
  if (event.registryKey !== row.key) return row;
  if (event.shutdownOn !== undefined) return { ...row, deprecatedOnHint: event.shutdownOn };
  const { priceKind: kind, unit, newAmount: amount, aboveTokens } = event;
  if (kind === undefined || unit === undefined || amount === undefined) return row;
  const price = { kind, unit, amount, ...(aboveTokens !== undefined && { aboveTokens }) };
  const isOther = (one: RegistryPrice): boolean => priceKeyOf(one) !== priceKeyOf(price);
  const said = row.prices.find((one) => !isOther(one))?.said;
  return { ...row, prices: [...row.prices.filter(isOther), { ...price, ...(said && { said }) }] };
}
