import { describe, expect, it } from 'vitest';
import { syncReport } from '../../../src/operator/sync-report.js';
import { loadCatalogue } from '../../../src/prices/catalogue.js';
import { decideHeld } from '../../../src/prices/decide-held.js';
import { FeedListError, type FurtherFeed, readFeedList } from '../../../src/prices/feeds/feed-list.js';
import { type FeedToJudge, judgeFeed } from '../../../src/prices/judge-feed.js';
import { openPriceBooks } from '../../../src/prices/price-books.js';
import { type SyncResult, syncPrices } from '../../../src/prices/sync.js';
import { openStore } from '../../../src/store/open-store.js';
import { createPriceStore } from '../../../src/store/prices.js';
import { type ChatPrices, feedText } from '../registry/feed-texts.js';
import { awsText, modelsDevText, portkeyText } from './feed-files.js';

const catalogue = loadCatalogue();
const URL = 'https://registry.example/';

const FURTHER: readonly FurtherFeed[] = [
  { voice: 'portkey', address: 'https://portkey.example/{provider}' },
  { voice: 'models.dev', address: 'https://models.example/' },
  { voice: 'aws', address: 'https://aws.example/{region}' },
];

/** What the feeds hold; a feed that is left out does not answer. */
interface Feeds {
  readonly registry?: Record<string, ChatPrices>;
  readonly portkey?: string;
  readonly modelsDev?: string;
  readonly aws?: string;
}

const EMPTY_PORTKEY = portkeyText({ 'nobody-asks': { input: '1', output: '2' } });
const GROQ = { 'groq/model-x': { provider: 'groq', input: '1', output: '4' } };

async function installation() {
  const store = await openStore({ kind: 'memory' });
  const prices = createPriceStore(store);
  let day = '2026-11-22';
  const clock = () => new Date(`${day}T06:00:00Z`);
  const judge = async (feed: FeedToJudge) => judgeFeed(feed);

  function answer({ registry, portkey, modelsDev, aws }: Feeds, url: string): Response {
    const texts: readonly (readonly [string, string | undefined])[] = [
      [URL, registry && feedText(registry)],
      ['https://portkey.example/groq', portkey],
      ['https://portkey.example/openai', portkey === undefined ? undefined : OPENAI],
      ['https://portkey.example/', portkey === undefined ? undefined : EMPTY_PORTKEY],
      ['https://models.example/', modelsDev],
      ['https://aws.example/', aws],
    ];
    const text = texts.find(([begin]) => url.startsWith(begin))?.[1];
    return text === undefined ? new Response('', { status: 503 }) : new Response(text);
  }

  return {
    prices,
    on(next: string) {
      day = next;
      return this;
    },
    look: (feeds: Feeds): Promise<SyncResult> =>
      syncPrices({
        store: prices,
        catalogue,
        clock,
        url: URL,
        further: FURTHER,
        fetch: async (url) => answer(feeds, url),
        judge,
      }),
    decide: (ids: readonly string[]) =>
      decideHeld({ store: prices, catalogue, clock, decidedBy: 'operator' }, ids, 'accepted'),
    async book() {
      return (await openPriceBooks(prices, catalogue, clock)).current();
    },
  };
}

let OPENAI = EMPTY_PORTKEY;

const AGREED: Feeds = {
  registry: GROQ,
  portkey: portkeyText({ 'model-x': { input: '1', output: '4' } }),
  modelsDev: modelsDevText('groq', { 'model-x': { input: '1', output: '4' } }),
  aws: awsText({ 'USE1-NovaMicro-input-tokens': ['0.000035', '1K tokens'] }),
};

function eventsOf(result: SyncResult): readonly string[] {
  if (result.outcome !== 'changed') return [result.outcome];
  return result.events.map(
    ({ registryKey, priceKind = '', kind, disposition, rule = '', oldAmount = '', newAmount = '' }) =>
      `${registryKey} ${priceKind} ${oldAmount}>${newAmount} ${kind} ${disposition} ${rule}`.trim(),
  );
}

describe('several price feeds', () => {
  it('keep the old price while one of three moves, say that sources differ, and move when a second follows', async () => {
    const here = await installation();
    await here.look(AGREED);
    const moved = { 'groq/model-x': { provider: 'groq', input: '0.5', output: '4' } };
    expect(eventsOf(await here.on('2026-11-23').look({ ...AGREED, registry: moved }))).toEqual([
      'groq/model-x input 1>0.5 disputed announce sources-differ',
    ]);
    expect((await here.book()).ratesOf('groq/model-x', '2026-11-23').input).toMatchObject({
      amount: '1',
      confidence: 'B',
      marks: ['community', 'disputed'],
      note: 'Sources differ: LiteLLM reads 0.5.',
    });
    const followed = {
      ...AGREED,
      registry: moved,
      portkey: portkeyText({ 'model-x': { input: '0.5', output: '4' } }),
    };
    expect(eventsOf(await here.on('2026-11-24').look(followed))).toEqual([
      'groq/model-x input 1>0.5 changed announce',
      'groq/model-x input 0.5>1 disputed announce sources-differ',
    ]);
    expect((await here.book()).ratesOf('groq/model-x', '2026-11-24').input).toMatchObject({
      amount: '0.5',
      effectiveFrom: '2026-11-24',
      source: { title: 'Price feeds: LiteLLM and Portkey' },
      note: 'Sources differ: models.dev reads 1.',
    });
  });

  it('tell of no move when feeds are heard for the first time, even where they outvote the registry', async () => {
    const here = await installation();
    await here.look({ registry: GROQ, aws: AGREED.aws ?? '' });
    const other = { 'model-x': { input: '0.8', output: '4' } };
    const result = await here.on('2026-11-23').look({
      ...AGREED,
      portkey: portkeyText(other),
      modelsDev: modelsDevText('groq', other),
    });
    expect(eventsOf(result)).toEqual([
      'groq/model-x input 1>0.8 corrected announce outvoted',
      'groq/model-x input 0.8>1 disputed announce sources-differ',
    ]);
  });

  it('believe a seller against all registries, as its own word', async () => {
    const here = await installation();
    const row = { provider: 'bedrock_converse', input: '0.04', output: '0.14' };
    await here.look({
      ...AGREED,
      registry: { ...GROQ, 'acme.model-y-v1:0': row },
      aws: awsText({
        'USE1-acme.model-y-v1:0-input-tokens': ['0.000035', '1K tokens'],
      }),
    });
    expect((await here.book()).ratesOf('acme.model-y-v1:0', '2026-11-22').input).toMatchObject({
      amount: '0.035',
      confidence: 'A',
      marks: ['published', 'disputed'],
      note: 'Sources differ: LiteLLM reads 0.04.',
    });
  });

  it('add what the registry does not list where two agree, and not on the word of one', async () => {
    const here = await installation();
    const both = { 'model-x': { input: '1', output: '4' }, 'model-z': { input: '2', output: '3' } };
    await here.look({
      ...AGREED,
      portkey: portkeyText({ ...both, 'model-alone': { input: '2', output: '3' } }),
      modelsDev: modelsDevText('groq', both),
    });
    const book = await here.book();
    expect(book.ratesOf('groq/model-z', '2026-11-22').output?.amount).toBe('3');
    expect(book.findModel('groq/model-alone')).toBeUndefined();
  });

  it.each<[string, Partial<Feeds>]>([
    ['does not answer', { portkey: undefined }],
    ['is broken', { portkey: '{"model-x": {' }],
    ['has another shape', { portkey: '{"model-x": 1}' }],
  ] as [string, Partial<Feeds>][])('hold to what a feed said last when it %s', async (_how, change) => {
    const here = await installation();
    await here.look(AGREED);
    const moved = { 'groq/model-x': { provider: 'groq', input: '0.5', output: '4' } };
    const result = await here.on('2026-11-23').look({ ...AGREED, registry: moved, ...change });
    expect((await here.book()).ratesOf('groq/model-x', '2026-11-23').input?.amount).toBe('1');
    expect(result).toMatchObject({ outcome: 'changed', hasNewProblem: true });
    expect(syncReport(result)[1]).toMatch(/^portkey was refused: .* What it said last stands\.$/);
    const again = await here.on('2026-11-24').look({ ...AGREED, registry: GROQ, ...change });
    expect(again).toMatchObject({ outcome: 'changed', hasNewProblem: false });
  });

  it('go on without the registry, whose last word stands', async () => {
    const here = await installation();
    await here.look(AGREED);
    const { registry: _missing, ...rest } = AGREED;
    const result = await here.on('2026-11-23').look(rest);
    expect(result).toMatchObject({ outcome: 'changed', problem: { code: 'http-status' } });
    expect(eventsOf(result)).toEqual([]);
    expect((await here.book()).ratesOf('groq/model-x', '2026-11-23').input?.amount).toBe('1');
  });

  it('never let a changed price of training into force before a person has read it', async () => {
    const here = await installation();
    OPENAI = portkeyText({ 'gpt-4o-mini-2024-07-18': { training: '3' } });
    await here.look(AGREED);
    expect(await here.prices.heldEvents()).toEqual([]);
    OPENAI = portkeyText({ 'gpt-4o-mini-2024-07-18': { training: '4' } });
    await here.on('2026-12-01').look(AGREED);
    const held = await here.prices.heldEvents();
    expect(held.map(({ event }) => [event.product, event.priceKind, event.newAmount, event.rule])).toEqual([
      ['openai/gpt-4o-mini', 'training', '4', 'tuning-price'],
    ]);
    const trainingOf = async () =>
      (await here.book()).tuningPricesOf('openai/gpt-4o-mini', '2026-12-01').training;
    expect((await trainingOf())?.amount).toBe('3');
    await here.decide(held.map(({ event }) => event.fingerprint));
    expect(await trainingOf()).toMatchObject({ amount: '4', effectiveFrom: '2026-12-01' });
    OPENAI = EMPTY_PORTKEY;
  });
});

describe('the setting that names feeds', () => {
  it('is every public feed where nothing is set, and one registry alone where only that is', () => {
    expect(readFeedList(undefined, undefined).further.map(({ voice }) => voice)).toEqual([
      'portkey',
      'models.dev',
      'aws',
      'azure',
    ]);
    expect(readFeedList(undefined, 'https://mirror.example/')).toEqual({
      registryUrl: 'https://mirror.example/',
      further: [],
    });
  });

  it('takes an address behind a name, and the registry of PRICE_FEED_URL beside it', () => {
    expect(readFeedList('litellm, models.dev=file:///models.json?a=b', 'https://mirror.example/')).toEqual({
      registryUrl: 'https://mirror.example/',
      further: [{ voice: 'models.dev', address: 'file:///models.json?a=b' }],
    });
  });

  it.each([
    ['openrouter', 'no feed'],
    ['portkey', 'does not name litellm'],
    ['litellm,portkey,portkey=https://copy.example/', 'A copy of a feed is no voice'],
    ['litellm,portkey=ftp://a/', 'https://, http:// or file://'],
  ])('says how to mend %j', (list, message) => {
    expect(() => readFeedList(list, undefined)).toThrow(FeedListError);
    expect(() => readFeedList(list, undefined)).toThrow(message);
  });
});
