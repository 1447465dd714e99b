import { describe, expect, it } from 'vitest';
import type { Outcome, Plan } from '../../src/engine/advice.js';
import { redecide } from '../../src/engine/redecide.js';
import type { Workload } from '../../src/engine/workload.js';
import { loadEvidence } from '../../src/evidence/index.js';
import { loadCatalogue } from '../../src/prices/catalogue.js';
import { ask, planOf } from './ask.js';

/** Ordinary questions over the shipped prices and evidence, in which an assumption once vetoed or decided. */

const BOOK = loadCatalogue();
const OPTIONS = { asOf: '2026-11-30', evidence: loadEvidence() };

function answer(workload: Workload): Outcome {
  return redecide(workload, BOOK, OPTIONS);
}

function chosen(outcome: Outcome): Plan {
  return planOf(outcome, outcome.verdict.planId);
}

/** Plans that a course of action takes up, be it today, for a test or after it. */
function takenUp({ verdict }: Outcome): string[] {
  return [
    verdict.planId,
    verdict.meanwhilePlanId,
    ...(verdict.test?.plans ?? []).map(({ planId }) => planId),
  ];
}

/** Nothing that nobody has measured stands in a plan's way as a fact. */
function expectNoAssumedVeto({ plans, verdict }: Outcome): void {
  expect(verdict.unresolved).toBe(false);
  for (const { blockers, accuracy, id } of plans)
    if (accuracy.basis !== 'measured')
      expect(
        blockers.map(({ code }) => code),
        id,
      ).not.toContain('below-quality-bar');
}

describe('a tune that was 55% right, where 90% are today', () => {
  const workload: Workload = {
    volume: { queriesPerDay: 400_000 },
    tokens: { staticPrompt: 2_800, user: 280, output: 190 },
    current: { model: 'gpt-6.2-sol' },
    quality: { current: 0.9, fineTuned: 0.55 },
    data: { examples: 2_500 },
  };

  it('is not recommended without a bar or a loss, nor tested, and does not go unsaid', () => {
    const advice = ask(workload, BOOK, OPTIONS.asOf, OPTIONS.evidence);
    for (const id of takenUp(advice)) expect(planOf(advice, id).training, id).toBeUndefined();
    expect(advice.verdict.reasons.join(' ')).toContain('the tune was 55% right');
  });
});

describe('a classifier that is right 91% of the time and has to be 93%', () => {
  const outcome = answer({
    task: 'classification',
    volume: { queriesPerDay: 30_000 },
    tokens: { staticPrompt: 900, user: 300, output: 20 },
    current: { model: 'gpt-4o' },
    quality: { current: 0.91, target: 0.93, lossPerErrorUsd: 0.2 },
    data: { examples: 3_200 },
  });

  it('has a way out: every plan may reach the bar or miss it, and what is unsure is tested', () => {
    expectNoAssumedVeto(outcome);
    const tunes = outcome.plans.filter(({ training, feasible }) => training !== undefined && feasible);
    expect(tunes.length).toBeGreaterThan(0);
    for (const { pGoodEnough, id } of tunes) {
      expect(pGoodEnough, id).toBeGreaterThan(0.02);
      expect(pGoodEnough, id).toBeLessThan(1);
    }
    expect(new Set(tunes.map(({ pGoodEnough }) => pGoodEnough.toFixed(3))).size).toBeGreaterThan(1);
    expect(outcome.verdict.test).not.toBeNull();
  });
});

describe('answers from facts that change every week, right 62% of the time', () => {
  const outcome = answer({
    task: 'knowledge-qa',
    volume: { queriesPerDay: 20_000 },
    tokens: { staticPrompt: 800, user: 200, output: 300 },
    current: { model: 'gpt-4o' },
    knowledge: { kind: 'changing', changesEveryDays: 7, mustCite: true },
    quality: { current: 0.62, target: 0.85 },
  });

  it('are mended by retrieval, which does not stay at 62%', () => {
    expectNoAssumedVeto(outcome);
    expect(outcome.verdict.approach).toBe('rag');
    expect(chosen(outcome).accuracy.mean).toBeGreaterThan(0.75);
    expect(chosen(outcome).pGoodEnough).toBeGreaterThan(0.5);
    const untuned = outcome.plans.filter(({ kind }) => kind === 'switch-model');
    for (const { pGoodEnough, id } of untuned) expect(pGoodEnough, id).toBeLessThan(0.2);
  });
});

describe('a model that ends in 45 days', () => {
  const outcome = answer({
    task: 'generation',
    volume: { queriesPerDay: 300_000 },
    tokens: { staticPrompt: 500, user: 800, output: 200 },
    current: { model: 'gpt-4o' },
  });

  it('is left: the move is named with its day and its price, and never "nothing else is worth the change"', () => {
    const { verdict } = outcome;
    expect(verdict).toMatchObject({ grade: 'must-move', forcedMove: { by: '2027-01-14' } });
    expect(verdict.planId).not.toBe('keep');
    expect(verdict.forcedMove?.costsUsdPerMonth).toBeLessThan(0);
    expect(verdict.headline).toContain('14 Jan 2027');
    expect(verdict.headline).not.toMatch(/[Nn]othing else/);
  });
});

describe('an open model of 8B', () => {
  it.each<[string, Workload]>([
    [
      'for an agent of 40,000 tokens',
      {
        task: 'agent',
        volume: { queriesPerDay: 5_000 },
        tokens: { staticPrompt: 38_000, user: 2_000, output: 500 },
        current: { model: 'claude-opus-5.5' },
        quality: { current: 0.9 },
      },
    ],
    [
      'where a mistake costs $40',
      {
        task: 'extraction',
        volume: { queriesPerDay: 5_000 },
        tokens: { staticPrompt: 2_000, user: 2_000, output: 300 },
        current: { model: 'gpt-5' },
        quality: { current: 0.9, lossPerErrorUsd: 40 },
      },
    ],
  ])('is not as good as a frontier model by assumption, %s', (_, workload) => {
    const outcome = answer(workload);
    const own = planOf(outcome, 'self-host:open-8b');
    expect(own.accuracy.basis).toBe('none');
    expect(own.accuracy.mean).toBeLessThan(0.8);
    expect(own.accuracy.p90 - own.accuracy.p10).toBeGreaterThan(0.3);
    expect(own.pGoodEnough).toBeLessThan(0.5);
    expect(takenUp(outcome)).not.toContain(own.id);
  });
});

describe('which models are weighed', () => {
  const workload: Workload = {
    volume: { queriesPerDay: 50_000 },
    tokens: { staticPrompt: 500, user: 2_500, output: 300 },
    current: { model: 'gpt-5' },
  };

  it.each([undefined, 'generation', 'code', 'agent', 'extraction'] as const)(
    'does not hang on size classes or on the task: %s',
    (task) => {
      const { plans } = answer({ ...workload, ...(task && { task }) });
      const models = new Set(
        plans.filter(({ kind }) => kind === 'switch-model').map(({ modelName }) => modelName),
      );
      const ids = plans.map(({ id }) => id).join(' ');
      expect(ids).toContain('gpt-6-luna');
      expect(ids).toContain('gpt-6.1-terra');
      expect(models.size).toBeGreaterThan(8);
    },
  );

  it('is not always one and the same in the end', () => {
    const asked: readonly Workload[] = [
      { ...workload, task: 'agent', quality: { current: 0.9, lossPerErrorUsd: 30 } },
      {
        ...workload,
        task: 'classification',
        current: { model: 'claude-opus-5.5' },
        quality: { current: 0.9 },
      },
      { ...workload, task: 'code', quality: { current: 0.8, lossPerErrorUsd: 1 } },
      workload,
    ];
    expect(new Set(asked.map((one) => answer(one).verdict.planId)).size).toBeGreaterThan(1);
  });
});

describe('an agent whose mistakes cost $30', () => {
  const outcome = answer({
    task: 'agent',
    volume: { queriesPerDay: 5_000 },
    tokens: { staticPrompt: 20_000, user: 500, output: 300 },
    current: { model: 'claude-opus-5.5' },
    quality: { current: 0.9, lossPerErrorUsd: 30 },
  });

  it('takes the caching that saves $10k a month at no risk, however much the mistakes cost', () => {
    const { safeStep, headline } = outcome.verdict;
    expect(safeStep?.planId).toBe('optimise');
    // 150,000 calls a month of 20,000 cached tokens: 9 of 10 read at a tenth, the others written at 1.25 times.
    expect(safeStep?.savesUsdPerMonth).toBeGreaterThan(9_000);
    expect(headline).toContain('turn on caching');
  });
});

describe('two models that cost the same', () => {
  it('share the odds where nothing tells them apart', () => {
    const { uncertainty } = ask(
      {
        volume: { queriesPerDay: 50_000 },
        tokens: { staticPrompt: 500, user: 2_500, output: 300 },
        current: { model: 'claude-opus-5.5' },
        candidates: ['gpt-6-luna@none', 'claude-haiku-5.5'],
        quality: { models: { 'gpt-6-luna@none': 0.95, 'claude-haiku-5.5': 0.95 } },
      },
      BOOK,
      OPTIONS.asOf,
      OPTIONS.evidence,
    );
    const odds = new Map(uncertainty.odds.map((one) => [one.planId, one]));
    const luna = odds.get('switch-model:gpt-6-luna@none');
    const haiku = odds.get('switch-model:claude-haiku-5.5');
    expect(luna?.pBest).toBeGreaterThan(0.1);
    expect(haiku?.pBest).toBeGreaterThan(0.1);
  });
});

describe('a price that doubles tomorrow', () => {
  it('is in the first month and in the later prices', () => {
    const outcome = answer({
      task: 'chat',
      volume: { queriesPerDay: 50_000 },
      tokens: { staticPrompt: 500, user: 800, output: 200 },
      current: { model: 'gemini-4-argon' },
    });
    const keep = planOf(outcome, 'keep');
    const today = (keep.perQuery.totalUsd ?? 0) * 50_000;
    expect(keep.perQueryLater.map(({ from }) => from)).toContain('2026-12-01');
    // One day at today's price and 29 at twice that.
    expect(keep.firstMonthUsd).toBeCloseTo(today + 29 * 2 * today, 4);
  });
});

describe('a tune that dies with the model it replaces', () => {
  it('is not recommended, nor tested, even where it never pays', () => {
    const outcome = answer({
      task: 'extraction',
      volume: { queriesPerDay: 5_000_000 },
      tokens: { user: 400, output: 20 },
      current: { model: 'gpt-4.1-mini' },
      data: { examples: 5_000, tokensPerExample: 500 },
      constraints: { existingFineTuningAccounts: ['openai'], providers: ['openai'] },
      candidates: ['gpt-4.1-mini'],
    });
    const tune = planOf(outcome, 'fine-tune:openai/gpt-4.1-mini');
    expect(tune.lifetime.until).toBe('2027-01-14');
    expect(tune.blockers.map(({ code }) => code)).toContain('life-too-short');
    expect(outcome.verdict.grade).toBe('no-plan');
    expect(outcome.verdict.headline).toContain('stops answering on 14 Jan 2027');
  });
});

describe('a test', () => {
  const workload: Workload = {
    task: 'classification',
    volume: { queriesPerDay: 2_000 },
    tokens: { staticPrompt: 500, user: 500, output: 20 },
    current: { model: 'claude-opus-5.5' },
    quality: { current: 0.9 },
  };

  it('is as large as what is at stake: more where more is, none where nothing is', () => {
    const items = [20, 2_000, 2_000_000].map(
      (queriesPerDay) => answer({ ...workload, volume: { queriesPerDay } }).verdict.test?.items ?? 0,
    );
    expect(items[0]).toBeLessThan(items[2] ?? 0);
    expect(new Set(items).size).toBeGreaterThan(1);
    expect(items).not.toContain(686);
  });

  it('is made where it is worth $100k, and its pilot is not spoken of beside "3 to 5 examples"', () => {
    const { verdict } = ask(
      { ...workload, volume: { queriesPerDay: 2_000_000 }, data: { examples: 5_000 } },
      BOOK,
      OPTIONS.asOf,
      OPTIONS.evidence,
    );
    expect(verdict.test?.worthUsd).toBeGreaterThan(100_000);
    expect(verdict.nextStep).toMatch(/[Jj]udge|[Tt]une/);
    if (/[Tt]une/.test(verdict.nextStep)) expect(verdict.nextStep).not.toMatch(/3 to 5 examples/);
  });
});

describe('a small model that was measured at 90%', () => {
  it('keeps its own figure, and its siblings do not get a better one by assumption', () => {
    const { plans } = answer({
      task: 'extraction',
      volume: { queriesPerDay: 200_000 },
      tokens: { staticPrompt: 1_500, user: 400, output: 60 },
      current: { model: 'gpt-5-mini' },
      quality: { current: 0.9, smallerModel: 0.9 },
    });
    const keep = plans.find(({ id }) => id === 'keep');
    expect(keep?.accuracy).toMatchObject({ basis: 'stated' });
    expect(keep?.accuracy.mean).toBeCloseTo(0.89, 2);
    for (const { id, kind, accuracy, pGoodEnough } of plans) {
      if (kind !== 'switch-model') continue;
      expect(accuracy.basis, id).not.toBe('stated');
      expect(accuracy.mean, id).toBeLessThan(0.96);
      expect(pGoodEnough, id).toBeLessThan(0.95);
    }
  });
});

describe('a price that moves by half a percent', () => {
  it('moves the money, and no decision', () => {
    const workload: Workload = {
      task: 'generation',
      volume: { queriesPerDay: 300_000 },
      tokens: { staticPrompt: 500, user: 800, output: 200 },
      current: { model: 'gpt-6.2-sol' },
      quality: { current: 0.9 },
    };
    const before = answer(workload);
    const moved = answer({ ...workload, volume: { queriesPerDay: 301_500 } });
    expect(moved.verdict.grade).toBe(before.verdict.grade);
    expect(chosen(moved).decision).toBe(chosen(before).decision);
  });
});
