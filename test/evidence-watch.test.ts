import { describe, expect, it } from 'vitest';
import { readConfig } from '../src/config.js';
import { watchEvidence } from '../src/evidence-watch.js';
import { loadCatalogue } from '../src/prices/catalogue.js';

const BOOK = loadCatalogue();
const FEED = { url: 'https://feed.example/models', key: 'key-of-this-test' };

function figure(name: string, ifbench: number) {
  return { id: 'x', name, evaluations: { ifbench }, pricing: {} };
}

/** A feed that answers with each of these in turn, then with the last for good. */
function watch(answers: readonly unknown[]) {
  const told: string[] = [];
  let asked = 0;
  const evidence = watchEvidence(
    { qualityFeed: FEED },
    {
      priceBook: () => BOOK,
      clock: () => new Date('2026-11-30T12:00:00Z'),
      logger: {
        debug: () => {},
        info: (_: unknown, message?: string) => told.push(`info ${message}`),
        error: (message: unknown) => told.push(`error ${String(message)}`),
      },
      fetch: async () => {
        const body = answers[Math.min(asked++, answers.length - 1)];
        return new Response(JSON.stringify(body), { status: body === null ? 403 : 200 });
      },
    },
  );
  return { evidence, told };
}

describe('the evidence of an installation', () => {
  it('is what is shipped until the feed has been looked at, and has its results beside them then', async () => {
    const { evidence, told } = watch([
      { status: 200, data: [figure('Claude 5.5 Haiku', 0.61), figure('GPT-6 Luna (low)', 0.55)] },
    ]);
    const shipped = evidence.current();
    await evidence.look();
    expect(evidence.current().results.length).toBeGreaterThanOrEqual(shipped.results.length);
    expect(told).toHaveLength(1);
  });

  it('keeps what it knows when the feed is refused, and tells the same problem once', async () => {
    const { evidence, told } = watch([null]);
    const shipped = evidence.current();
    await evidence.look();
    await evidence.look();
    expect(evidence.current()).toBe(shipped);
    expect(told).toEqual([expect.stringMatching(/^error .*refuses the key \(403\)/)]);
    expect(told.join()).not.toContain(FEED.key);
  });

  it('asks for the key of a feed, and for the feed of a key', () => {
    expect(() => readConfig({ QUALITY_FEED_URL: FEED.url })).toThrow(/QUALITY_FEED_KEY belong together/);
    expect(() => readConfig({ QUALITY_FEED_KEY: FEED.key })).toThrow(/belong together/);
    expect(readConfig({ QUALITY_FEED_URL: FEED.url, QUALITY_FEED_KEY: FEED.key }).evidence).toEqual({
      qualityFeed: FEED,
    });
  });
});
