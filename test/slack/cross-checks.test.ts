import { describe, expect, test } from 'vitest';
import { PRESETS } from '../../src/engine/index.js';
import { crossChecks } from '../../src/slack/features/form/cross-checks.js';
import { type FlatWorkload, flatten } from '../../src/slack/grammar/flat-workload.js';
import { vocabularyOf } from '../../src/slack/grammar/vocabulary.js';
import { book } from './arbitraries.js';

const TODAY = '2026-11-22';
const words = vocabularyOf(book, TODAY);

/** A model that lasts and is sold with a cache. */
const lasting = book.models.find(
  ({ endsOn, cacheFloorTokens, candidate }) =>
    candidate && endsOn === undefined && cacheFloorTokens === 1_024,
);
if (!lasting) throw new Error('There is no such model.');
const PLAIN: FlatWorkload = {
  'current.model': lasting.id,
  'volume.queriesPerDay': 500_000,
  'tokens.staticPrompt': 1_024,
  'tokens.user': 200,
  'tokens.output': 100,
};

function found(more: FlatWorkload) {
  return crossChecks({ ...PLAIN, ...more }, words, TODAY);
}

describe('a form in which', () => {
  test('everything goes together says nothing', () => {
    expect(found({ 'current.cacheHitRate': 0.9, 'data.examples': 5_000 })).toEqual({});
    expect(crossChecks({}, words, TODAY)).toEqual({});
  });

  test('the fixed prompt is one token under the cache floor says that cache hits do not count', () => {
    const { cache } = found({ 'current.cacheHitRate': 0.6, 'tokens.staticPrompt': 1_023 });
    expect(cache).toContain(
      '1,024 tokens or more, and this one has 1,023: the 60% of cache hits do not count',
    );
    expect(found({ 'tokens.staticPrompt': 1_023 })).toEqual({});
  });

  test('examples are fewer than anybody takes says that tunes will be blocked', () => {
    const fewest = words.fewestExamples ?? 0;
    expect(fewest).toBeGreaterThan(1);
    expect(found({ 'data.examples': fewest - 1 }).examples).toContain('will be blocked');
    expect(found({ 'data.examples': fewest }).examples).toBeUndefined();
  });

  test('the model ends within the horizon says on which day, and not beyond it', () => {
    expect(found({ 'current.model': 'gpt-4o' }).model).toMatch(
      /14 Jan 2027, in 53 days: what pays back later/,
    );
    expect(found({ 'current.model': 'gpt-4o', horizonMonths: 1 }).model).toBeUndefined();
  });

  test('calls are batched although answers may not wait says so until the box is ticked', () => {
    expect(found({ 'current.batchShare': 0.5 }).batch).toContain('50% of the calls');
    expect(found({ 'current.batchShare': 0.5, 'constraints.batchable': true }).batch).toBeUndefined();
  });

  test('answers may take a day and must come in 800 ms says that batching is ruled out', () => {
    expect(found({ 'constraints.batchable': true, 'constraints.maxLatencyMs': 800 }).conditions).toContain(
      'A bar of 800 ms rules out batching',
    );
  });

  test('knowledge is needed and its size not given says what is assumed', () => {
    expect(found({ 'knowledge.kind': 'static' }).knowledge).toContain('1M tokens');
    expect(found({ 'knowledge.kind': 'static', 'knowledge.corpusTokens': 9 }).knowledge).toBeUndefined();
    expect(found({ 'knowledge.kind': 'none' }).knowledge).toBeUndefined();
  });

  test('the volume is very large or very small asks whether the unit is right', () => {
    expect(found({ 'volume.queriesPerDay': 86_400_000 }).volume).toContain('1,000 a second');
    expect(found({ 'volume.queriesPerDay': 19 }).volume).toContain('so few');
    expect(found({ 'volume.queriesPerDay': 20 })).toEqual({});
  });

  test('the prompt is longer than the model takes says so', () => {
    const most = lasting.maxInputTokens ?? Number.NaN;
    expect(found({ 'tokens.user': most }).tokens).toContain('takes at most');
  });

  test('it is slower today than is acceptable says that it cannot stay', () => {
    const { p95 } = found({ 'current.p95LatencyMs': 1_201, 'constraints.maxLatencyMs': 1_200 });
    expect(p95).toContain('slower today than the 1,200 ms');
    expect(found({ 'current.p95LatencyMs': 1_200, 'constraints.maxLatencyMs': 1_200 })).toEqual({});
  });

  test('an accuracy is needed says that points below today do not count beside it', () => {
    const { tolerance } = found({ 'quality.tolerance': 0.01, 'quality.target': 0.92 });
    expect(tolerance).toContain('The accuracy needed, 92%, is what counts');
    expect(found({ 'quality.tolerance': 0.01 })).toEqual({});
  });
});

test('in a preset everything goes together, apart from what it leaves open and models that end', () => {
  for (const { workload } of PRESETS) {
    const { model, knowledge, conditions, ...rest } = crossChecks(flatten(workload), words, TODAY);
    expect(rest).toEqual({});
    if (conditions !== undefined) expect(conditions).toContain('rules out batching');
    if (knowledge !== undefined) expect(knowledge).toContain('not given');
    if (model !== undefined) expect(model).toMatch(/stops answering|stopped/);
  }
});
