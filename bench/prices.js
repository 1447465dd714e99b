// @ts-check
import { parse } from 'lossless-json';
import { loadCatalogue } from '../dist/prices/catalogue.js';
import { judgeFeed } from '../dist/prices/judge-feed.js';
import { openPriceBooks } from '../dist/prices/price-books.js';
import { syncPrices } from '../dist/prices/sync.js';
import { openStore } from '../dist/store/open-store.js';
import { createPriceStore } from '../dist/store/prices.js';

/** As many rows as the public registry has, and as many bytes in each. */
const ROWS = 3_000;

/** Prices that move from one look to the next: an ordinary week has fewer. */
const MOVES = 20;

const LOOKS = 7;

/**
 * A registry of realistic size, in which some prices move with every look.
 * @param {number} look
 */
function feedOf(look) {
  /** @type {Record<string, unknown>} */
  const rows = {};
  for (let index = 0; index < ROWS; index += 1) {
    const moved = look > 0 && (index + look) % (ROWS / MOVES) === 0;
    const input = (1 + (index % 97)) * 1e-8 * (moved ? 1.1 : 1);
    rows[`host-${index % 40}/family-${index % 300}/model-${index}`] = {
      litellm_provider: `host-${index % 40}`,
      mode: index % 30 === 0 ? 'embedding' : 'chat',
      input_cost_per_token: input,
      output_cost_per_token: input * 4,
      cache_read_input_token_cost: input / 10,
      max_input_tokens: 131_072,
      max_output_tokens: 16_384,
      max_tokens: 16_384,
      supports_function_calling: true,
      supports_parallel_function_calling: true,
      supports_prompt_caching: true,
      supports_response_schema: true,
      supports_system_messages: true,
      supports_tool_choice: true,
      supports_vision: index % 3 === 0,
      source: `https://host-${index % 40}.example/pricing/model-${index}`,
    };
  }
  return JSON.stringify(rows, null, 4);
}

/** @param {number[]} times */
function median(times) {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? Number.NaN;
}

/** How much of a look at the registry is not reading its JSON, in an ordinary week and when nothing is new. */
export async function benchSync() {
  const store = await openStore({ kind: 'memory' });
  const prices = createPriceStore(store);
  const catalogue = loadCatalogue();
  let now = Date.parse('2026-11-22T06:00:00Z');
  const clock = () => new Date(now);
  let text = feedOf(0);
  const parts = {
    store: prices,
    catalogue,
    clock,
    url: 'https://feed.example/',
    fetch: async () => new Response(text),
    // Here, since the time of a thread's start would hide what is measured.
    judge: /** @param {import('../dist/prices/judge-feed.js').FeedToJudge} feed */ async (feed) =>
      judgeFeed(feed),
  };
  await openPriceBooks(prices, catalogue, clock);
  const start = performance.now();
  await syncPrices(parts);
  const first = performance.now() - start;
  const [parses, syncs] = [/** @type {number[]} */ ([]), /** @type {number[]} */ ([])];
  for (let look = 1; look <= LOOKS; look += 1) {
    now += 7 * 86_400_000;
    text = feedOf(look);
    const parsing = performance.now();
    parse(text);
    parses.push(performance.now() - parsing);
    const syncing = performance.now();
    const result = await syncPrices(parts);
    if (result.outcome !== 'changed') throw new Error(`The sync was ${result.outcome}.`);
    syncs.push(performance.now() - syncing);
  }
  const [parsed, synced] = [median(parses), median(syncs)];
  const idle = performance.now();
  await syncPrices(parts);
  const unchanged = performance.now() - idle;
  await store.close();
  const megabytes = (text.length / 1e6).toFixed(1);
  console.log(`A look at a registry of ${ROWS} models, ${megabytes} MB, on the embedded database:`);
  console.log(
    `  an ordinary week ${synced.toFixed(0)} ms, of which ${parsed.toFixed(0)} ms read JSON: share outside ${(100 * (1 - parsed / synced)).toFixed(0)}%`,
  );
  console.log(
    `  first look ${first.toFixed(0)} ms, unchanged ${unchanged.toFixed(0)} ms: ratio to reading JSON ${(first / parsed).toFixed(1)} and ${(unchanged / parsed).toFixed(1)}`,
  );
}
