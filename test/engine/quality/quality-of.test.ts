import { describe, expect, it } from 'vitest';
import {
  barOf,
  cascadeAccuracy,
  distilledAccuracy,
  effortChoices,
  encoderAccuracy,
  type Figure,
  fairDrop,
  isRuledOut,
  latencyOf,
  logitMoments,
  meanOf,
  openQuality,
  pGoodEnough,
  promptOptimised,
  publishedDifference,
  pWithinMs,
  type QualityQuestion,
  reasoningAt,
  summaryOf,
  tunedAccuracy,
  withFacts,
  withFigure,
} from '../../../src/engine/quality/index.js';
import { TASKS } from '../../../src/engine/workload.js';
import { loadEvidence } from '../../../src/evidence/index.js';

const evidence = loadEvidence();

function quality(changes: Partial<QualityQuestion> = {}) {
  return openQuality({
    task: 'code',
    evidence,
    today: { modelId: 'gpt-6-sol', effort: 'high', figure: { right: 180, items: 200 } },
    known: [],
    failureShare: 0,
    ...changes,
  });
}

describe("today's accuracy", () => {
  it('says where it comes from', () => {
    expect(quality().today.basis).toBe('measured');
    expect(quality({ today: { modelId: 'gpt-6-sol', figure: 0.9 } }).today.basis).toBe('stated');
    expect(quality({ today: { modelId: 'gpt-6-sol' } }).today.basis).toBe('none');
  });

  it('is known less well the less is said', () => {
    const spread = (figure?: Figure) =>
      logitMoments(
        quality({ today: { modelId: 'gpt-6-sol', ...(figure !== undefined && { figure }) } }).today,
      ).sd;
    expect(spread({ right: 450, items: 500 })).toBeLessThan(spread(0.9));
    expect(spread(0.9)).toBeLessThan(spread());
  });

  it('is good enough against itself, and a stated figure is as good as 100 answers', () => {
    const { today } = quality();
    expect(pGoodEnough(today, today, barOf('code'))).toBe(1);
    const stated = quality({ today: { modelId: 'gpt-6-sol', figure: 0.9 } }).today;
    const counted = quality({ today: { modelId: 'gpt-6-sol', figure: { right: 90, items: 100 } } }).today;
    expect(meanOf(stated)).toBeCloseTo(meanOf(counted), 9);
  });
});

describe('another model that was judged', () => {
  const within = (figure: Figure) => {
    const asked = quality({ known: [{ modelId: 'gpt-6.1-terra', figure }] });
    return pGoodEnough(asked.untuned('gpt-6.1-terra'), asked.today, { kind: 'today', tolerance: 0.02 });
  };

  it("on the items that today's plan was judged on is known better beside it", () => {
    const apart = within({ right: 181, items: 200 });
    expect(within({ right: 181, items: 200, bothRight: 176 })).toBeGreaterThan(apart);
    expect(within({ right: 170, items: 200, bothRight: 168 })).toBeLessThan(
      within({ right: 170, items: 200 }),
    );
  });

  it.each([
    ['other items', { right: 90, items: 100, bothRight: 85 }, { right: 90, items: 100 }],
    [
      'counts that cannot be of the same items',
      { right: 190, items: 200, bothRight: 100 },
      { right: 190, items: 200 },
    ],
  ])('on %s counts by itself', (_, together, apart) => {
    expect(within(together)).toBe(within(apart));
  });
});

describe('another untuned model', () => {
  it('has no evidence without a row of its own, and then anything may be', () => {
    const { sources, basis, note } = quality().untuned('gpt-6.1-terra');
    expect(basis).toBe('none');
    expect(sources).toEqual([]);
    expect(note).toMatch(/No published result/);
  });

  it('is better at a higher effort, where published results say so', () => {
    const { untuned } = quality();
    expect(meanOf(untuned('gpt-6-luna', 'max'))).toBeGreaterThan(meanOf(untuned('gpt-6-luna', 'low')) + 0.1);
  });

  it('names its sources, each once', () => {
    const { basis, sources } = quality().untuned('gpt-6-luna', 'medium');
    expect(basis).toBe('evidence');
    expect(sources.length).toBeGreaterThan(0);
    expect(new Set(sources.map(({ id }) => id)).size).toBe(sources.length);
  });

  it('is known better with more shared benchmarks', () => {
    const between = (to: string) =>
      publishedDifference(evidence, 'code', { modelId: 'gpt-6-sol' }, { modelId: to });
    expect(between('gpt-6-luna').shared).toBeGreaterThan(between('claude-haiku-5.5').shared);
    expect(between('gpt-6-luna').sd).toBeLessThan(between('claude-haiku-5.5').sd);
    expect(between('claude-haiku-5.5').sd).toBeLessThan(between('gpt-6.1-terra').sd);
  });

  it('is as much better one way as it is worse the other', () => {
    const [a, b] = [{ modelId: 'claude-sonnet-4.5' }, { modelId: 'claude-haiku-4.5' }];
    const there = publishedDifference(evidence, 'structured-output', a, b);
    const back = publishedDifference(evidence, 'structured-output', b, a);
    expect(there.mean).toBeCloseTo(-back.mean, 9);
    expect(there.sd).toBeCloseTo(back.sd, 9);
    // By hand, both modes: d = -0.1 to -0.2 on live and non-live calls, so Haiku is a little worse.
    expect(there.mean).toBeLessThan(0);
    expect(there.mean).toBeGreaterThan(-0.6);
  });

  it('rests on its own measurement where there is one, at every effort', () => {
    const measured = quality({
      known: [{ modelId: 'gpt-6-luna', effort: 'medium', figure: { right: 188, items: 200 } }],
    });
    expect(measured.untuned('gpt-6-luna', 'medium').basis).toBe('measured');
    expect(meanOf(measured.untuned('gpt-6-luna', 'medium'))).toBeCloseTo(0.94, 1);
    const sibling = measured.untuned('gpt-6-luna', 'high');
    expect(sibling.basis).not.toBe('measured');
    expect(meanOf(sibling)).toBeGreaterThan(meanOf(quality().untuned('gpt-6-luna', 'high')));
    expect(logitMoments(sibling).sd).toBeLessThan(logitMoments(quality().untuned('gpt-6-luna', 'high')).sd);
  });

  it('gives the same object when asked twice, so that twins tie', () => {
    const { untuned, today } = quality();
    expect(untuned('gpt-6-luna', 'low')).toBe(untuned('gpt-6-luna', 'low'));
    expect(untuned('gpt-6-sol', 'high')).toBe(today);
  });
});

describe('changes of a plan', () => {
  const { today } = quality();

  it.each(TASKS)('a tune for %s gains with examples, and is never measured', (task) => {
    const tune = (examples: number) => tunedAccuracy({ task, base: today, examples });
    expect(meanOf(tune(5_000))).toBeGreaterThan(meanOf(tune(100)));
    expect(tune(5_000).basis).toBe('prior');
  });

  it('a tune helps fixed labels and forms more than code', () => {
    const gain = (task: 'classification' | 'code') =>
      meanOf(tunedAccuracy({ task, base: today, examples: 2_000 }));
    expect(gain('classification')).toBeGreaterThan(gain('code'));
  });

  it('a tune errs no less often than its labels', () => {
    const tune = tunedAccuracy({
      task: 'classification',
      base: today,
      examples: 50_000,
      labelErrorShare: 0.1,
    });
    expect(summaryOf(tune).p90).toBeLessThanOrEqual(0.9);
  });

  it('a student stays behind its teacher on average', () => {
    expect(meanOf(distilledAccuracy({ task: 'code', teacher: today, examples: 2_000 }))).toBeLessThan(
      meanOf(today),
    );
  });

  it('an encoder needs labels', () => {
    const encoder = (examples: number) => meanOf(encoderAccuracy({ today, examples }));
    expect(encoder(50)).toBeLessThan(encoder(500));
    expect(encoder(500)).toBeLessThan(encoder(10_000));
  });

  it('an optimised prompt is a little better, and not surely', () => {
    expect(meanOf(promptOptimised(today))).toBeGreaterThan(meanOf(today));
    expect(pGoodEnough(promptOptimised(today), today, { kind: 'today', tolerance: 0 })).toBeLessThan(0.95);
  });

  it('a cascade lies between its two models, not far above a coin', () => {
    const small = quality().untuned('gpt-6-luna', 'low');
    const at = (escalatedShare: number) => meanOf(cascadeAccuracy({ small, large: today, escalatedShare }));
    expect(at(0.2)).toBeGreaterThan(meanOf(small));
    expect(at(0.2)).toBeLessThan(meanOf(today));
    expect(at(0.5)).toBeGreaterThan(at(0.2));
  });

  it('a measurement of a changed plan is what counts most', () => {
    const prior = tunedAccuracy({ task: 'code', base: today, examples: 2_000 });
    const after = withFigure(prior, { right: 110, items: 200 });
    expect(after.basis).toBe('measured');
    expect(meanOf(after)).toBeLessThan(0.65);
    expect(isRuledOut(after, today, barOf('code', 0.9))).toBe(true);
    expect(isRuledOut(prior, today, barOf('code', 0.999))).toBe(false);
  });
});

describe('missing facts', () => {
  const lacking = quality({
    task: 'knowledge-qa',
    today: { modelId: 'gpt-5-mini', figure: { right: 62, items: 100 } },
    failureShare: 1,
  });

  it('are found by retrieval, for most questions', () => {
    const rag = withFacts(lacking.abilityOf('gpt-5-mini'), lacking.lacking, 'retrieved');
    const { mean, p10, p90, basis } = summaryOf(rag);
    expect(basis).toBe('prior');
    expect(mean).toBeGreaterThan(0.85);
    expect(p10).toBeGreaterThan(meanOf(lacking.today));
    expect(p90).toBeLessThan(0.98);
  });

  it('are not mended by another model or a tune', () => {
    expect(summaryOf(lacking.untuned('nova-2-lite')).p90).toBeLessThan(0.63);
    const tune = tunedAccuracy({
      task: 'knowledge-qa',
      base: lacking.abilityOf('gpt-5-mini'),
      examples: 5_000,
    });
    expect(summaryOf(withFacts(tune, lacking.lacking, 'none')).p90).toBeLessThan(0.63);
  });

  it('are all there when they are in the prompt', () => {
    const base = lacking.abilityOf('gpt-5-mini');
    const stuffed = withFacts(base, lacking.lacking, 'all-in-prompt');
    expect(meanOf(stuffed)).toBeGreaterThan(meanOf(withFacts(base, lacking.lacking, 'retrieved')));
  });
});

describe('effort and speed', () => {
  it('offers the efforts that were put to a test', () => {
    expect(effortChoices(evidence, 'gpt-6-luna')).toEqual(['low', 'medium', 'high', 'xhigh', 'max']);
    expect(effortChoices(evidence, 'gpt-6.1-terra')).toEqual([]);
  });

  it('writes more hidden tokens the higher it is', () => {
    const call = { outputTokens: 100, reasoningTokens: 500, effort: 'low' } as const;
    const at = (effort: 'low' | 'medium' | 'max') => reasoningAt(evidence, 'gpt-6-luna', effort, call);
    expect(at('low').tokens).toBe(500);
    expect(at('medium').tokens).toBeGreaterThan(800);
    expect(at('max').tokens).toBeGreaterThan(at('medium').tokens);
    expect(at('max').basis).toBe('evidence');
    expect(reasoningAt(evidence, 'gpt-6-luna', 'none', call).tokens).toBe(0);
    expect(reasoningAt(evidence, 'gpt-6-luna', undefined, call).basis).toBe('stated');
  });

  it('knows a latency only where somebody measured one', () => {
    expect(latencyOf(evidence, 'gpt-6.1-terra', undefined, 200)).toBeNull();
    const known = latencyOf(evidence, 'gpt-4.1-nano', undefined, 100);
    if (known === null) throw new Error('BFCL has latencies of GPT-4.1 nano.');
    expect(known.p95Ms).toBeGreaterThan(known.typicalMs);
    expect(pWithinMs(known, known.p95Ms)).toBeCloseTo(0.5, 6);
    expect(pWithinMs(known, 60_000)).toBeGreaterThan(0.99);
  });
});

describe('the fair drop', () => {
  it('is how many points a saving pays for', () => {
    // $300 a month over 100,000 queries: $0.003 a query, which is 30 points at a cent an error and 0.3 at a dollar.
    expect(fairDrop(300, 100_000).map(({ points }) => Number(points.toFixed(6)))).toEqual([0.3, 0.03, 0.003]);
    expect(fairDrop(-5, 100_000).map(({ points }) => points)).toEqual([0, 0, 0]);
  });
});
