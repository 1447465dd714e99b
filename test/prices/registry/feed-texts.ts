import type { HeldDecision, PriceEvent } from '../../../src/prices/price-event.js';
import { compareRegistries } from '../../../src/prices/registry/compare-registries.js';
import { type GateContext, gateContext } from '../../../src/prices/registry/gate/gate-context.js';
import { judgeChanges, judgeFirstSight } from '../../../src/prices/registry/judge-changes.js';
import { parseRegistry } from '../../../src/prices/registry/parse-registry.js';
import type { RegistryRow } from '../../../src/prices/registry/registry-row.js';
import { CATALOGUE } from '../../catalogue.js';

/** USD per 1M tokens of a chat row, as a reader would write them; further registry fields as they stand there. */
export interface ChatPrices {
  readonly input?: string;
  readonly output?: string;
  readonly cached?: string;
  readonly provider?: string;
  readonly mode?: string;
  readonly fields?: Readonly<Record<string, string | number>>;
}

const TODAY = '2026-11-22';
const book = CATALOGUE;

/** The text of a registry with these chat rows, with prices per token in scientific notation. */
export function feedText(rows: Readonly<Record<string, ChatPrices>>): string {
  return `{${Object.entries(rows)
    .map(([key, row]) => `${JSON.stringify(key)}: ${rowText(row)}`)
    .join(',\n')}}`;
}

export function rowsOf(rows: Readonly<Record<string, ChatPrices>>): readonly RegistryRow[] {
  return parseRegistry(feedText(rows)).rows;
}

export function context(decisions?: ReadonlyMap<string, HeldDecision>, asOf = TODAY): GateContext {
  return gateContext(book, asOf, decisions);
}

/** What the gate says when the first feed gives way to the second. */
export function eventsOf(
  before: Readonly<Record<string, ChatPrices>>,
  after: Readonly<Record<string, ChatPrices>>,
  gate: GateContext = context(),
): readonly PriceEvent[] {
  const next = rowsOf(after);
  return judgeChanges(compareRegistries(rowsOf(before), next), next, gate);
}

/** What the gate says of a feed that is the first. */
export function firstSightOf(rows: Readonly<Record<string, ChatPrices>>): readonly PriceEvent[] {
  return judgeFirstSight(rowsOf(rows), context());
}

/** Each event in a line: key, price, kind, disposition, rule. */
export function linesOf(events: readonly PriceEvent[]): readonly string[] {
  return events.map((event) =>
    [event.registryKey, event.priceKind ?? '', event.kind, event.disposition, event.rule ?? '']
      .join(' ')
      .replace(/ +/g, ' ')
      .trim(),
  );
}

function rowText({ provider = 'acme', mode = 'chat', input, output, cached, fields }: ChatPrices): string {
  const entries = [
    `"litellm_provider": ${JSON.stringify(provider)}`,
    `"mode": ${JSON.stringify(mode)}`,
    ...(input === undefined ? [] : [`"input_cost_per_token": ${input}e-6`]),
    ...(output === undefined ? [] : [`"output_cost_per_token": ${output}e-6`]),
    ...(cached === undefined ? [] : [`"cache_read_input_token_cost": ${cached}e-6`]),
    ...Object.entries(fields ?? {}).map(([field, value]) => `"${field}": ${JSON.stringify(value)}`),
  ];
  return `{${entries.join(', ')}}`;
}
