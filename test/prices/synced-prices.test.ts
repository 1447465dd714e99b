import { sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { decideHeld, NotHeldError } from '../../src/prices/decide-held.js';
import { type FeedToJudge, judgeFeed } from '../../src/prices/judge-feed.js';
import { openPriceBooks } from '../../src/prices/price-books.js';
import type { PriceStore } from '../../src/prices/price-store.js';
import { type SyncResult, syncPrices } from '../../src/prices/sync.js';
import { createPriceStore } from '../../src/store/prices.js';
import type { Store } from '../../src/store/store.js';
import { CATALOGUE } from '../catalogue.js';
import { describeOnEveryStore } from '../store/stores.js';
import { type ChatPrices, feedText } from './registry/feed-texts.js';

const catalogue = CATALOGUE;
const judge = async (feed: FeedToJudge) => judgeFeed(feed);
const URL = 'https://feed.example/prices.json';

const FIRST: Record<string, ChatPrices> = {
  'acme/a': { input: '1', output: '4', cached: '0.1' },
  'acme/b': { input: '2', output: '8' },
  'acme/swapped': { input: '8', output: '2' },
  'acme/embed': { mode: 'embedding', input: '0.02' },
  'gpt-4o': { provider: 'openai', input: '2.5', output: '10', cached: '1.25' },
  'gpt-4o-mini': { provider: 'openai', input: '0.18', output: '0.6' },
};

/** An installation whose feed and clock a test moves. */
function installation(store: Store) {
  const prices: PriceStore = createPriceStore(store);
  let now = new Date('2026-11-22T06:00:00Z');
  let answer: () => Response = () => new Response('', { status: 500 });
  const clock = () => now;
  return {
    prices,
    clock,
    books: () => openPriceBooks(prices, catalogue, clock),
    on(day: string) {
      now = new Date(`${day}T06:00:00Z`);
      return this;
    },
    serve(next: () => Response) {
      answer = next;
      return this;
    },
    feed(rows: Record<string, ChatPrices>) {
      return this.serve(() => new Response(feedText(rows)));
    },
    sync(isVouchedFor = false): Promise<SyncResult> {
      const fetch = async () => answer();
      return syncPrices({ store: prices, catalogue, clock, url: URL, fetch, judge, isVouchedFor });
    },
    decide(ids: readonly string[], decision: 'accepted' | 'rejected') {
      return decideHeld({ store: prices, catalogue, clock, decidedBy: 'operator' }, ids, decision);
    },
  };
}

function newsOf(result: SyncResult): readonly string[] {
  if (result.outcome !== 'changed') return [result.outcome];
  return result.events.map(({ registryKey, priceKind, kind, disposition }) =>
    `${registryKey} ${priceKind ?? ''} ${kind} ${disposition}`.replace('  ', ' '),
  );
}

async function inputOf(
  books: { refresh(): ReturnType<PriceBooksOpened['refresh']> },
  id: string,
  on: string,
) {
  const book = await books.refresh();
  return book.ratesOf(id, on).input?.amount;
}

type PriceBooksOpened = Awaited<ReturnType<typeof openPriceBooks>>;

describeOnEveryStore('prices in the store', (stores) => {
  async function open() {
    return installation(await stores.open());
  }

  it('is the shipped catalogue and nothing else before the first look at the registry', async () => {
    const here = await open();
    const { facts, models, tuningOffers, components } = (await here.books()).current();
    expect({ facts, models, tuningOffers, components }).toEqual({
      facts: catalogue.facts,
      models: catalogue.models,
      tuningOffers: catalogue.tuningOffers,
      components: catalogue.components,
    });
  });

  it('adds what only the registry knows on first sight, and holds what looks wrong', async () => {
    const here = await open();
    const result = await here.feed(FIRST).sync();
    expect(newsOf(result)).toEqual([
      'acme/swapped input added hold',
      'acme/swapped output added hold',
      'gpt-4o-mini input disputed announce',
    ]);
    const book = (await here.books()).current();
    expect(book.findModel('acme/a')).toMatchObject({
      platform: 'acme',
      candidate: false,
      tier: 'medium',
      tierIsGuess: true,
    });
    expect(book.ratesOf('acme/a', '2026-11-22').input).toMatchObject({
      amount: '1',
      marks: ['community'],
      confidence: 'B',
      checkedOn: '2026-11-22',
      source: { title: 'Community price registry', date: '2026-11-22', address: 'https://feed.example' },
    });
    expect(book.findModel('acme/swapped')).toBeUndefined();
    expect(book.componentPrice('acme/embed', '2026-11-22')?.amount).toBe('0.02');
  });

  it("lets the catalogue's figure stand against the registry's, and records the dispute once", async () => {
    const here = await open();
    await here.feed(FIRST).sync();
    const books = await here.books();
    const fact = books.current().ratesOf('gpt-4o-mini', '2026-11-22').input;
    expect(fact?.amount).toBe('0.15');
    expect(fact?.marks).toContain('disputed');
    expect(fact?.note).toContain('registry reads 0.18');
    expect(books.current().ratesOf('gpt-4o', '2026-11-22').input?.marks).not.toContain('disputed');
    const again = await here
      .on('2026-11-29')
      .feed({ ...FIRST, 'acme/b': { input: '3', output: '8' } })
      .sync();
    expect(newsOf(again)).toEqual(['acme/b input changed announce']);
    const moved = await here
      .on('2026-12-06')
      .feed({ ...FIRST, 'gpt-4o-mini': { provider: 'openai', input: '0.3', output: '0.6' } })
      .sync();
    expect(newsOf(moved)).toContain('gpt-4o-mini input changed announce');
  });

  it('takes a later change of a model that the catalogue knows, from the day it was seen', async () => {
    const here = await open();
    const books = await here.books();
    await here.feed(FIRST).sync();
    await here
      .on('2026-11-29')
      .feed({ ...FIRST, 'gpt-4o': { provider: 'openai', input: '2', output: '10', cached: '1.25' } })
      .sync();
    expect(await inputOf(books, 'gpt-4o', '2026-11-28')).toBe('2.50');
    expect(await inputOf(books, 'gpt-4o', '2026-11-29')).toBe('2');
  });

  it('does nothing when the feed is unchanged, by ETag or by checksum', async () => {
    const here = await open();
    await here.serve(() => new Response(feedText(FIRST), { headers: { etag: '"1"' } })).sync();
    const before = await here.prices.lastSeq();
    expect(
      await here
        .on('2026-11-23')
        .serve(() => new Response(null, { status: 304 }))
        .sync(),
    ).toEqual({ outcome: 'unchanged' });
    expect(await here.on('2026-11-24').feed(FIRST).sync()).toEqual({ outcome: 'unchanged' });
    expect(await here.prices.lastSeq()).toBe(before);
    expect((await here.books()).current().ratesOf('acme/a', '2026-11-24').input?.checkedOn).toBe(
      '2026-11-24',
    );
  });

  it('changes nothing for a feed that is refused, and reports each problem once until it is over', async () => {
    const here = await open();
    await here.feed(FIRST).sync();
    const before = await here.prices.takenFeed();
    const halved = { 'acme/a': FIRST['acme/a'] ?? {} };
    const results = [
      await here.on('2026-11-23').feed(halved).sync(),
      await here.on('2026-11-24').feed(halved).sync(),
      await here
        .on('2026-11-25')
        .serve(() => new Response('', { status: 503 }))
        .sync(),
      await here.on('2026-11-26').feed(FIRST).sync(),
      await here.on('2026-11-27').feed(halved).sync(),
    ];
    expect(
      results.map((one) => (one.outcome === 'refused' ? `${one.problem.code} ${one.isNews}` : one.outcome)),
    ).toEqual(['halved true', 'halved false', 'http-status true', 'unchanged', 'halved true']);
    expect(await here.prices.takenFeed()).toEqual(before);
  });

  it('calls a feed stale that has not changed for a month', async () => {
    const here = await open();
    await here.feed(FIRST).sync();
    expect(await here.on('2026-12-21').sync()).toEqual({ outcome: 'unchanged' });
    expect(await here.on('2026-12-22').sync()).toMatchObject({
      outcome: 'refused',
      problem: { code: 'stale' },
    });
  });

  it('refuses a state from long ago, and takes a mistake back that is undone at once', async () => {
    const here = await open();
    const [a, b, c] = ['4', '5', '6'].map((output) => ({ ...FIRST, 'acme/a': { input: '1', output } }));
    const steps: SyncResult[] = [];
    for (const [index, rows] of [a, b, a, c, b, a].entries()) {
      steps.push(
        await here
          .on(`2026-12-0${index + 1}`)
          .feed(rows ?? {})
          .sync(),
      );
    }
    expect(steps.map((step) => (step.outcome === 'refused' ? step.problem.code : step.outcome))).toEqual([
      'changed',
      'changed',
      'changed',
      'changed',
      'stale',
      'changed',
    ]);
  });

  it('keeps the old price while a new one is held; accepting puts it in force at once', async () => {
    const here = await open();
    const books = await here.books();
    await here.feed(FIRST).sync();
    const feed = { ...FIRST, 'acme/a': { input: '30', output: '35', cached: '0.1' } };
    const result = await here.on('2026-11-29').feed(feed).sync();
    expect(newsOf(result)).toEqual(['acme/a input changed hold', 'acme/a output changed hold']);
    expect(await inputOf(books, 'acme/a', '2026-11-29')).toBe('1');
    const held = await here.prices.heldEvents();
    const input = held.find(({ event }) => event.registryKey === 'acme/a' && event.priceKind === 'input');
    const decided = await here
      .on('2026-12-01')
      .decide([input?.event.fingerprint.slice(0, 8) ?? ''], 'accepted');
    expect(decided.map(({ priceKind }) => priceKind)).toEqual(['input', 'output']);
    expect(await inputOf(books, 'acme/a', '2026-11-30')).toBe('1');
    expect(await inputOf(books, 'acme/a', '2026-12-01')).toBe('30');
    expect(
      newsOf(
        await here
          .on('2026-12-02')
          .feed({ ...feed, 'acme/b': { input: '3', output: '8' } })
          .sync(),
      ),
    ).toEqual(['acme/b input changed announce']);
    expect(await inputOf(books, 'acme/a', '2026-12-02')).toBe('30');
  });

  it('remembers what was rejected, and asks again only when a value moves', async () => {
    const here = await open();
    await here.feed(FIRST).sync();
    const feed = (input: string, other = '8') => ({
      ...FIRST,
      'acme/a': { input, output: '40', cached: '0.1' },
      'acme/b': { input: '2', output: other },
    });
    await here.on('2026-11-29').feed(feed('30')).sync();
    const ids = (await here.prices.heldEvents()).map(({ event }) => event.fingerprint);
    await here.decide(ids, 'rejected');
    expect(await here.prices.heldEvents()).toEqual([]);
    expect(newsOf(await here.on('2026-12-06').feed(feed('30', '9')).sync())).toEqual([
      'acme/b output changed announce',
    ]);
    expect(newsOf(await here.on('2026-12-13').feed(feed('31', '9')).sync())).toEqual([
      'acme/a input changed hold',
    ]);
  });

  it('forgets what was held when the feed takes it back', async () => {
    const here = await open();
    await here.feed(FIRST).sync();
    const waiting = (await here.prices.heldEvents()).length;
    await here
      .on('2026-11-29')
      .feed({ ...FIRST, 'acme/b': { input: '50', output: '80' } })
      .sync();
    expect(await here.prices.heldEvents()).toHaveLength(waiting + 2);
    await here
      .on('2026-12-06')
      .feed({ ...FIRST, 'acme/a': { input: '1', output: '5' } })
      .sync();
    expect(await here.prices.heldEvents()).toHaveLength(waiting);
  });

  it('refuses to decide on what does not wait, and then decides nothing', async () => {
    const here = await open();
    await here.feed(FIRST).sync();
    const [held] = await here.prices.heldEvents();
    await expect(here.decide([held?.event.fingerprint ?? '', 'ffffffffffff'], 'accepted')).rejects.toThrow(
      NotHeldError,
    );
    await expect(here.decide([''], 'accepted')).rejects.toThrow(NotHeldError);
    expect(await here.prices.heldEvents()).toHaveLength(2);
  });

  it('works out any past day by the prices as they were known on it', async () => {
    const here = await open();
    const books = await here.books();
    await here.feed(FIRST).sync();
    const first = await books.refresh();
    await here
      .on('2026-11-29')
      .feed({ ...FIRST, 'acme/a': { input: '0.5', output: '2', cached: '0.1' } })
      .sync();
    const second = await books.refresh();
    expect(second.version).not.toBe(first.version);
    const before = await books.at(new Date('2026-11-25T00:00:00Z'));
    expect(before.version).toBe(first.version);
    expect(before.ratesOf('acme/a', '2026-11-29').input?.amount).toBe('1');
    const again = await (await here.books()).ofVersion(first.version);
    expect(again).toEqual(
      expect.objectContaining({ version: first.version, facts: first.facts, models: first.models }),
    );
    expect(await books.ofVersion('2020-01-01.00000000')).toBeUndefined();
  });

  it('goes by the first whole book for a day before anything was kept', async () => {
    const here = await open();
    const books = await here.books();
    await here.feed(FIRST).sync();
    const first = await books.refresh();
    expect((await books.at(new Date('2025-01-01T00:00:00Z'))).version).toBe(first.version);
  });

  it('keeps a price that is gone in the history, and the model by its name', async () => {
    const here = await open();
    const books = await here.books();
    await here.feed(FIRST).sync();
    const { 'acme/b': _gone, ...rest } = FIRST;
    const result = await here.on('2026-11-29').feed(rest).sync();
    expect(newsOf(result)).toEqual(['acme/b removed announce']);
    const book = await books.refresh();
    expect(book.ratesOf('acme/b', '2026-11-28').input?.amount).toBe('2');
    expect(book.ratesOf('acme/b', '2026-11-29').input).toBeUndefined();
    expect(book.findModel('acme/b')?.id).toBe('acme/b');
  });

  it('rewrites the history of a price that was never true', async () => {
    const here = await open();
    const books = await here.books();
    await here
      .feed({
        ...FIRST,
        'acme/wrong': { input: '1', output: '4', fields: { cache_creation_input_token_cost: 1.25e-6 } },
      })
      .sync();
    const many = (input: string) =>
      Object.fromEntries(['m', 'n', 'o', 'p', 'q'].map((name) => [`acme/${name}`, { input }]));
    await here
      .on('2026-11-23')
      .feed({ ...FIRST, ...many('80') })
      .sync();
    const { version } = await books.refresh();
    await here
      .on('2026-11-29')
      .feed({ ...FIRST, ...many('0.01') })
      .sync();
    expect(await inputOf(books, 'acme/m', '2026-11-24')).toBe('0.01');
    const then = await books.ofVersion(version);
    expect(then?.ratesOf('acme/m', '2026-11-24').input?.amount).toBe('80');
  });

  it('lets one of two syncs at once work after the other', async () => {
    const here = await open();
    here.feed(FIRST);
    const outcomes = (await Promise.all([here.sync(), here.sync(), here.sync()])).map(
      ({ outcome }) => outcome,
    );
    expect(outcomes.toSorted()).toEqual(['changed', 'unchanged', 'unchanged']);
  });

  it('records nothing of a sync that fails on the way', async () => {
    const store = await stores.openOwn();
    // The last statement fails.
    await store.database.execute(
      sql.raw("ALTER TABLE price_log ADD CONSTRAINT refused CHECK (entity_id <> 'refused')"),
    );
    const here = installation(store);
    await here.feed(FIRST).sync();
    const before = await here.prices.takenFeed();
    const broken: PriceStore = {
      ...here.prices,
      recordSync: ({ taken, ...sync }) =>
        here.prices.recordSync({
          ...sync,
          ...(taken && {
            taken: { ...taken, log: taken.log.map((entry) => ({ ...entry, entityId: 'refused' })) },
          }),
        }),
    };
    const clock = () => new Date('2026-11-29T06:00:00Z');
    const text = feedText({ ...FIRST, 'acme/b': { input: '3', output: '9' } });
    await expect(
      syncPrices({
        store: broken,
        catalogue,
        clock,
        url: URL,
        fetch: async () => new Response(text),
        judge,
      }),
    ).rejects.toThrow();
    expect(await here.prices.takenFeed()).toEqual(before);
    expect(await here.prices.lastSync()).toMatchObject({ outcome: 'changed', finishedAt: before?.takenAt });
  });

  it('keeps and shows no more of a feed than its host: path and query may hold a token', async () => {
    const store = await stores.open();
    const { prices, clock } = installation(store);
    const url = 'https://feeds.example/t/SECRET-PATH/prices.json?token=SECRET-QUERY#SECRET-HASH';
    const unreachable = await syncPrices({
      store: prices,
      catalogue,
      clock,
      url,
      judge,
      fetch: async () => {
        throw new TypeError('fetch failed');
      },
    });
    const fetch = async () => new Response(feedText(FIRST));
    const first = await syncPrices({ store: prices, catalogue, clock, url, fetch, judge });
    const again = await syncPrices({ store: prices, catalogue, clock, url, fetch, judge });
    expect([unreachable.outcome, first.outcome, again.outcome]).toEqual(['refused', 'changed', 'unchanged']);
    const [held] = await prices.heldEvents();
    const decided = await decideHeld(
      { store: prices, catalogue, clock, decidedBy: 'operator' },
      held === undefined ? [] : [held.event.fingerprint],
      'accepted',
    );
    const book = (await openPriceBooks(prices, catalogue, clock)).current();
    const tables = await Promise.all(
      ['registry_syncs', 'price_log', 'registry_rows', 'price_events'].map((table) =>
        store.database.execute(sql.raw(`select * from ${table}`)),
      ),
    );
    const said = JSON.stringify([unreachable, first, decided, book.facts, await prices.takenFeed(), tables]);
    expect(said).toContain('https://feeds.example');
    expect(said).not.toContain('SECRET');
  });

  it('refuses a feed that is flooded, until the operator vouches for it', async () => {
    const here = await open();
    await here.on('2026-11-22').feed(FIRST).sync();
    const flood = Object.fromEntries(
      Array.from({ length: 200 }, (_, index) => [`flood/${index}`, { input: '1', output: '2' }]),
    );
    here.on('2026-11-23').feed({ ...FIRST, ...flood });
    expect(await here.sync()).toMatchObject({ outcome: 'refused', problem: { code: 'upheaval' } });
    expect((await here.prices.takenFeed())?.rows).toHaveLength(Object.keys(FIRST).length);
    expect(await here.sync(true)).toMatchObject({ outcome: 'changed', counts: { added: 200 } });
  });

  it('records a new catalogue, and lets no older one undo it', async () => {
    const here = await open();
    await here.books();
    const newer = {
      ...catalogue,
      facts: catalogue.facts.map((fact) =>
        fact.product === 'gpt-4o' ? { ...fact, checkedOn: '2026-12-01', amount: '2.40', usd: 2.4 } : fact,
      ),
    };
    const upgraded = await openPriceBooks(here.prices, newer, here.clock);
    expect(upgraded.current().ratesOf('gpt-4o', '2026-11-22').input?.amount).toBe('2.40');
    const downgraded = await here.books();
    expect(downgraded.current().ratesOf('gpt-4o', '2026-11-22').input?.amount).toBe('2.40');
  });
});
