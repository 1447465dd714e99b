import { describe, expect, it } from 'vitest';
import { fetchQualityFeed, type QualityFeedRequest } from '../../src/evidence/index.js';

const KEY = 'key-of-this-test';

/** Answers of a feed, and what was asked of it. */
function feedOf(body: unknown, status = 200) {
  const asked: { url: string; headers: Headers; redirect: string }[] = [];
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  async function fetch(input: string | URL | Request, init?: RequestInit): Promise<Response> {
    const request = new Request(input, init);
    asked.push({ url: request.url, headers: request.headers, redirect: request.redirect });
    return new Response(text, { status });
  }
  return { fetch, asked };
}

function look(body: unknown, changes: Partial<QualityFeedRequest> = {}, status = 200) {
  return fetchQualityFeed({
    url: 'https://feed.example/models',
    key: KEY,
    fetch: feedOf(body, status).fetch,
    modelIds: new Set(['gpt-6-luna', 'claude-haiku-5.5']),
    today: '2026-11-30',
    ...changes,
  });
}

function analysed(name: string, ifbench: number, speed = 120, first = 3) {
  return {
    id: 'x',
    name,
    evaluations: { artificial_analysis_intelligence_index: 21.5, ifbench, hle: null },
    pricing: {},
    median_output_tokens_per_second: speed,
    median_time_to_first_token_seconds: first,
  };
}

const OPENROUTER = {
  data: [
    {
      source: 'openrouter',
      model_permaslug: 'openai/gpt-6-luna',
      benchmark_type: 'gpqa_diamond',
      accuracy: 0.72,
      accuracy_stddev: 0.03,
      avg_cost_per_task: 0.002,
      display_name: 'GPT-6 Luna',
      total_tasks: 300,
      last_run_timestamp: '2026-11-20T12:00:00Z',
    },
    { source: 'openrouter', model_permaslug: 'someone/else', benchmark_type: 'gpqa_diamond', accuracy: 0.5 },
    { source: 'artificial-analysis', model_permaslug: 'openai/gpt-6-luna', intelligence_index: 38 },
  ],
  meta: { as_of: '2026-11-21T12:00:00Z', version: 'v1' },
};

describe('the quality feed', () => {
  it('reads what Artificial Analysis says of the models it knows by exact name', async () => {
    const rows = [analysed('GPT-6 Luna (Low)', 0.61), analysed('GPT-6 Luna (Lowest)', 0.4)];
    const { taken, unmatched, message } = await look({ status: 200, data: rows });
    expect(taken?.results.map(({ modelId, effort, value }) => [modelId, effort, value])).toEqual([
      ['gpt-6-luna', 'low', 0.61],
    ]);
    expect(taken?.speeds[0]?.firstTokenSeconds).toBe(3);
    expect(unmatched).toBe(1);
    expect(message).toMatch(/1 results and 1 speeds/);
  });

  it("reads OpenRouter's own runs, and no index that it passes on", async () => {
    const { taken, unmatched } = await look(OPENROUTER);
    expect(taken?.results).toHaveLength(1);
    expect(taken?.results[0]?.costUsdPerTask).toBe(0.002);
    expect(taken?.sources[0]?.date).toBe('2026-11-21');
    expect(unmatched).toBe(1);
  });

  it('sends the key to its host only, and never follows a redirect with it', async () => {
    const { fetch, asked } = feedOf(OPENROUTER);
    await look(OPENROUTER, { fetch });
    expect(asked[0]?.headers.get('authorization')).toBe(`Bearer ${KEY}`);
    expect(asked[0]?.redirect).toBe('error');
    const plain = feedOf(OPENROUTER);
    const { taken, message } = await look(OPENROUTER, {
      fetch: plain.fetch,
      url: 'http://feed.example/models',
    });
    expect(taken).toBeNull();
    expect(plain.asked).toEqual([]);
    expect(message).toMatch(/not an https address/);
  });

  it.each([
    ['another form', { models: [] }, {}, 200, /neither of the form/],
    ['no JSON', '<html>', {}, 200, /not JSON/],
    ['a refused key', {}, {}, 401, /refuses the key \(401\).*QUALITY_FEED_KEY/],
    ['a broken server', {}, {}, 503, /HTTP status 503/],
    ['no known model', { data: [analysed('Nobody', 0.5)] }, {}, 200, /knows no model of the catalogue/],
    [
      'age',
      { ...OPENROUTER, meta: { as_of: '2026-02-01T00:00:00Z' } },
      {},
      200,
      /of 2026-02-01, 302 days ago/,
    ],
    ['a sudden loss', OPENROUTER, { resultsBefore: 40 }, 200, /fell from 40 results to 1/],
    [
      'shares that cannot be',
      { data: [analysed('GPT-6 Luna (Low)', 61)] },
      {},
      200,
      /cannot be, such as gpt-6-luna, ifbench: 61/,
    ],
    ['too many bytes', ' '.repeat(17 * 1024 * 1024), {}, 200, /larger than 16 MiB/],
  ])('takes nothing for %s, and says so in one report', async (_, body, changes, status, expected) => {
    const { taken, message } = await look(body, changes, status);
    expect(taken).toBeNull();
    expect(message).toMatch(expected);
    expect(message).toMatch(/Nothing of it was taken/);
    expect(message).not.toContain(KEY);
  });

  it('takes nothing from a feed that cannot be reached', async () => {
    const { taken, message } = await look(
      {},
      { fetch: () => Promise.reject(new TypeError(`no route ${KEY}`)) },
    );
    expect(taken).toBeNull();
    expect(message).toBe('The quality feed at feed.example cannot be read. Nothing of it was taken.');
  });

  it('leaves out a speed that cannot be, and keeps the rest', async () => {
    const rows = Array.from({ length: 30 }, () => analysed('GPT-6 Luna (Low)', 0.61));
    const { taken, implausible } = await look({ data: [...rows, analysed('GPT-6 Luna (Max)', 0.7, 1e9)] });
    expect(implausible).toHaveLength(1);
    expect(taken?.speeds).toHaveLength(30);
  });
});
