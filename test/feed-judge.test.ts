import { monitorEventLoopDelay } from 'node:perf_hooks';
import { expect, it } from 'vitest';
import { judgeFeedApart } from '../src/feed-judge.js';
import { type FeedToJudge, judgeFeed } from '../src/prices/judge-feed.js';
import { CATALOGUE } from './catalogue.js';
import { feedText } from './prices/registry/feed-texts.js';

const { facts, models, tuningOffers, components } = CATALOGUE;

function feedOf(text: string): FeedToJudge {
  return {
    text,
    sha256: 'a',
    address: 'https://feed.example/',
    isVouchedFor: false,
    catalogue: { facts, models, tuningOffers, components },
    layer: { facts: [], models: [], tuningOffers: [], components: [] },
    decisions: new Map([['f', 'accepted']]),
    today: '2026-11-22',
  };
}

/** A feed with so many rows. */
function rows(count: number): string {
  return feedText(
    Object.fromEntries(
      Array.from({ length: count }, (_, index) => [
        `acme/${index}`,
        { input: '1', output: '2', cached: '0.1' },
      ]),
    ),
  );
}

it('comes to the same in a thread of its own as in this one', async () => {
  const feed = feedOf(rows(50));
  expect(await judgeFeedApart(feed)).toEqual(judgeFeed(feed));
});

it('holds nobody up: the largest feed that is taken is judged while this thread goes on', async () => {
  const feed = feedOf(rows(9_000));
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  const began = performance.now();
  const { counts } = await judgeFeedApart(feed);
  const tookMs = performance.now() - began;
  await new Promise((resolve) => setTimeout(resolve, 20));
  delay.disable();
  expect(counts.rows).toBe(9_000);
  // What is left here is to hand it over and to take what comes back.
  expect(delay.max / 1e6).toBeLessThan(tookMs / 3);
});

it.each([
  ['a broken feed', '{"a": {', 'truncated'],
  ['more entries than any registry has', rows(10_001), 'too-large'],
  [
    'a flood of entries, a few bytes each',
    `{${Array.from({ length: 140_000 }, (_, index) => `"a/${index}":{}`).join()}}`,
    'too-large',
  ],
  ['a flood of rows with prices', rows(140_000), 'too-large'],
  ['a feed that swells in memory', `{"a":[${'0,'.repeat(8_000_000)}0]}`, 'too-large'],
])(
  'refuses %s by its code, and goes on',
  async (_, text, code) => {
    await expect(judgeFeedApart(feedOf(text))).rejects.toMatchObject({ name: 'FeedError', code });
  },
  180_000,
);
