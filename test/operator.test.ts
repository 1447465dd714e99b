import { describe, expect, it } from 'vitest';
import { review } from '../src/operator/review.js';
import { syncReport } from '../src/operator/sync-report.js';
import { type FeedToJudge, judgeFeed } from '../src/prices/judge-feed.js';
import { syncPrices } from '../src/prices/sync.js';
import { openStore } from '../src/store/open-store.js';
import { createPriceStore } from '../src/store/prices.js';
import { CATALOGUE } from './catalogue.js';
import { type ChatPrices, feedText } from './prices/registry/feed-texts.js';

const catalogue = CATALOGUE;

const FIRST: Record<string, ChatPrices> = {
  'acme/a': { input: '1', output: '4' },
  'acme/b': { input: '2', output: '8' },
  'azure/b': { provider: 'azure', input: '2', output: '8' },
  'acme/c': { input: '2', output: '8' },
};

const SECOND: Record<string, ChatPrices> = {
  'acme/a': { input: '30', output: '35' },
  'acme/b': { input: '1', output: '6' },
  'azure/b': { provider: 'azure', input: '1', output: '6' },
  'acme/c': { input: '2', output: '0' },
  'acme/new': { input: '1', output: '2' },
  junk: { provider: 'acme', mode: 'prophecy' },
};

describe('what the operator reads and decides in the terminal', () => {
  it('tells a first look, a week with news, an unchanged feed and a refused one', async () => {
    const store = await openStore({ kind: 'memory' });
    const prices = createPriceStore(store);
    const clock = () => new Date('2026-11-22T06:00:00Z');
    let text = feedText(FIRST);
    const judge = async (feed: FeedToJudge) => judgeFeed(feed);
    const parts = { store: prices, catalogue, clock, judge };
    const look = async () =>
      syncReport(
        await syncPrices({ ...parts, url: 'https://feed.example/', fetch: async () => new Response(text) }),
      );
    expect(await look()).toEqual(['The price feed has 4 models.']);
    text = feedText(SECOND);
    expect(await look()).toEqual([
      'The price feed has 5 models.',
      '',
      'Changed: 2',
      '  acme: acme/b, azure/b: input 2 -> 1 (-50%); output 8 -> 6 (-25%)',
      '',
      'New: 1',
      '  acme: acme/new',
      '',
      'Held back, waiting for you: npm run prices:review: 1',
      '  acme: acme/a: input 1 -> 30 (+2900%); output 4 -> 35 (+775%)',
      '',
      'Taken as unknown: zero-price 1.',
      '',
      'Not taken from the file: 1',
      '  junk: The mode "prophecy" is not known.',
    ]);
    expect(await look()).toEqual(['The price feed is unchanged.']);
    text = '<html>';
    const refused = 'The price feed was refused (not-json): The price feed is not valid JSON.';
    expect(await look()).toEqual([refused, 'Nothing was changed.']);
    expect(await look()).toEqual([`${refused} It was the same the last time.`, 'Nothing was changed.']);

    const operator = { ...parts, decidedBy: 'test' };
    const listed = await review([], operator);
    const line = listed.lines.find((one) => one.includes('input'));
    expect(line).toMatch(
      /^[0-9a-f]{12} {2}2026-11-22 {2}acme\/a \(acme\): input 1 -> 30 \(\+2900%\)\. From 1 to 30/,
    );
    expect((await review(['accept'], operator)).exitCode).toBe(2);
    expect((await review(['perhaps', 'x'], operator)).exitCode).toBe(2);
    expect(await review(['accept', 'zzz'], operator)).toMatchObject({
      exitCode: 2,
      lines: [expect.stringContaining('zzz does not wait')],
    });
    const rejected = await review(['reject', line?.slice(0, 6) ?? ''], operator);
    expect(rejected).toMatchObject({
      exitCode: 0,
      lines: [expect.stringContaining('rejected: acme/a'), expect.stringContaining('rejected: acme/a')],
    });
    expect(await review([], operator)).toEqual({ lines: ['Nothing waits for you.'], exitCode: 0 });
    await store.close();
  }, 60_000);
});
