import type { FeedReport } from '../prices/feeds/hear-feeds.js';
import type { PriceEvent, PriceEventKind } from '../prices/price-event.js';
import type { SyncResult } from '../prices/sync.js';
import { causeLines } from './price-lines.js';

/** Lines of one section before the rest is counted. */
const MAX_LINES = 20;

const TITLES: readonly (readonly [PriceEventKind, string])[] = [
  ['changed', 'Changed'],
  ['corrected', 'Corrected: the old price was wrong'],
  ['first-priced', 'Priced for the first time'],
  ['added', 'New'],
  ['removed', 'Withdrawn'],
  ['shutting-down', 'Shutting down, as the registry says'],
  ['disputed', 'Sources differ: the price in force stands'],
];

/** What one look at the registry brought, in lines for the terminal. */
export function syncReport(result: SyncResult): readonly string[] {
  if (result.outcome === 'unchanged') return ['The price feed is unchanged.'];
  if (result.outcome === 'refused') {
    const known = result.isNews ? '' : ' It was the same the last time.';
    return [
      `The price feed was refused (${result.problem.code}): ${result.problem.message}${known}`,
      'Nothing was changed.',
    ];
  }
  const { counts, events, refused, feeds, problem } = result;
  const held = events.filter(({ disposition }) => disposition === 'hold');
  const unknown = events.filter(({ disposition }) => disposition === 'unknown');
  return [
    problem === undefined
      ? `The price feed has ${counts.rows ?? 0} models.`
      : `litellm was refused: ${problem.message} What it said last stands.`,
    ...feeds.map(feedLine),
    ...TITLES.flatMap(([kind, title]) =>
      section(
        title,
        events.filter((event) => event.kind === kind && event.disposition === 'announce'),
      ),
    ),
    ...section('Held back, waiting for you: npm run prices:review', held),
    ...(unknown.length === 0 ? [] : ['', `Taken as unknown: ${tally(unknown)}.`]),
    ...(refused.length === 0 ? [] : ['', `Not taken from the file: ${counts.refused ?? refused.length}`]),
    ...refused
      .slice(0, MAX_LINES)
      .map(({ key, field, reason }) => `  ${key}${field ? ` ${field}` : ''}: ${reason}`),
  ];
}

/** How a feed beside the registry did. */
function feedLine({ voice, prices, problem }: FeedReport): string {
  if (problem !== undefined) return `${voice} was refused: ${problem} What it said last stands.`;
  return `${voice} speaks on ${prices} prices.`;
}

function section(title: string, events: readonly PriceEvent[]): readonly string[] {
  if (events.length === 0) return [];
  const lines = causeLines(events);
  const products = new Set(events.map(({ registryKey }) => registryKey)).size;
  const more = lines.length > MAX_LINES ? [`  and ${lines.length - MAX_LINES} more`] : [];
  return ['', `${title}: ${products}`, ...lines.slice(0, MAX_LINES).map((line) => `  ${line}`), ...more];
}

/** How often each rule has spoken: `zero-price 140, alias 13`. */
function tally(events: readonly PriceEvent[]): string {
  const counts = new Map<string, number>();
  for (const { rule, kind } of events) counts.set(rule ?? kind, (counts.get(rule ?? kind) ?? 0) + 1);
  return [...counts].map(([rule, count]) => `${rule} ${count}`).join(', ');
}
