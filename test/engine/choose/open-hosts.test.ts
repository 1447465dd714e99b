import { describe, expect, it } from 'vitest';
import { candidatesFor, requireModel } from '../../../src/engine/choose/candidates.js';
import { weightsOf } from '../../../src/engine/choose/open-hosts.js';
import { completeWorkload } from '../../../src/engine/defaults.js';
import { NO_EVIDENCE } from '../../../src/engine/quality/no-evidence.js';
import type { Workload } from '../../../src/engine/workload.js';
import { loadEvidence } from '../../../src/evidence/index.js';
import { CATALOGUE } from '../../catalogue.js';
import { ask, PLAIN_WORKLOAD, planOf } from '../ask.js';
import { tariff, testBook, testModel } from '../test-book.js';

const EVIDENCE = loadEvidence();
const TODAY = '2026-11-30';
const QUESTION: Workload = {
  task: 'classification',
  volume: { queriesPerDay: 10_000 },
  tokens: { staticPrompt: 500, user: 300, output: 50 },
  current: { model: 'gpt-4o' },
};

function hostedFor(change: Partial<Workload>, evidence = EVIDENCE): string[] {
  const { complete } = completeWorkload({ ...QUESTION, ...change });
  const current = requireModel(CATALOGUE, complete.current.model);
  const all = candidatesFor(complete, CATALOGUE, evidence, current, TODAY);
  return all.map(({ model }) => model.id).filter((id) => id.includes('/'));
}

describe('open models that hosts sell', () => {
  it('are weighed once each, at the host whose call costs least', () => {
    const hosted = hostedFor({});
    const weights = hosted.map(weightsOf);
    expect(new Set(weights).size).toBe(weights.length);
    expect(weights).toEqual(
      expect.arrayContaining(['gpt-oss-120b', 'qwen3-32b', 'llama-3.3-70b', 'glm-5.1']),
    );
    for (const id of hosted) {
      const usdOf = (model: string) => {
        const { input, output } = CATALOGUE.ratesOf(model, TODAY);
        return 800 * (input?.usd ?? Number.POSITIVE_INFINITY) + 50 * (output?.usd ?? 0);
      };
      const rivals = CATALOGUE.models.filter((one) => one.candidate && weightsOf(one.id) === weightsOf(id));
      for (const rival of rivals) expect(usdOf(id)).toBeLessThanOrEqual(usdOf(rival.id));
    }
  });

  it('are weighed at hosts only that may be used and that take the prompt', () => {
    const bedrock = hostedFor({ constraints: { providers: ['aws-bedrock'] } });
    expect(bedrock).toContain('aws-bedrock/gpt-oss-120b');
    expect(bedrock.every((id) => id.startsWith('aws-bedrock/'))).toBe(true);
    expect(hostedFor({})).toContain('deepinfra/qwen3-32b');
    const long = hostedFor({ tokens: { staticPrompt: 0, user: 60_000, output: 50 } });
    expect(long).toContain('aws-bedrock/qwen3-32b');
    expect(long).not.toContain('deepinfra/qwen3-32b');
  });

  it('are weighed where something is published of them that speaks for the work, and only there', () => {
    expect(hostedFor({}, NO_EVIDENCE)).toEqual([]);
    expect(hostedFor({ task: 'code' }).map(weightsOf)).toContain('gpt-oss-120b');
    // Its only board is one of agents.
    expect(hostedFor({ task: 'agent' }).map(weightsOf)).toContain('qwen3.5-397b-a17b');
    expect(hostedFor({ task: 'extraction' }).map(weightsOf)).not.toContain('qwen3.5-397b-a17b');
  });

  it('are taken to think where nobody has tested them without', () => {
    const { complete } = completeWorkload({ ...QUESTION, task: 'agent' });
    const all = candidatesFor(complete, CATALOGUE, EVIDENCE, requireModel(CATALOGUE, 'gpt-4o'), TODAY);
    const tokensOf = (id: string) => all.find((one) => one.id === id)?.reasoning.tokens;
    expect(tokensOf('together/qwen3.5-397b-a17b')).toBeGreaterThan(50);
    expect(tokensOf('deepinfra/llama-3.3-70b')).toBe(0);
  });
});

const HOSTS = testBook({
  models: [
    testModel('alpha/open-70b', { name: 'Open 70B on Alpha', provider: 'Maker', platform: 'alpha' }),
    testModel('beta/open-70b', {
      name: 'Open 70B on Beta',
      provider: 'Maker',
      platform: 'beta',
      candidate: true,
    }),
    testModel('gamma/open-70b', {
      name: 'Open 70B on Gamma',
      provider: 'Maker',
      platform: 'gamma',
      candidate: true,
      maxInputTokens: 100,
    }),
    testModel('delta/open-70b', {
      name: 'Open 70B on Delta',
      provider: 'Maker',
      platform: 'delta',
      candidate: true,
    }),
  ],
  tuningOffers: [],
  facts: [
    ...tariff('alpha/open-70b', { input: 0.6, output: 0.8 }),
    ...tariff('beta/open-70b', { input: 0.2, output: 0.4 }),
    ...tariff('gamma/open-70b', { input: 0.1, output: 0.1 }),
    ...tariff('delta/open-70b', { input: 0.7, output: 0.8 }),
  ],
});

describe('the open model in use at another host', () => {
  const { candidates: _, ...unnamed } = PLAIN_WORKLOAD;
  const advice = ask(
    { ...unnamed, volume: { queriesPerDay: 100_000 }, current: { model: 'alpha/open-70b' } },
    HOSTS,
  );

  it('is a safe step: a day of work, answers as today, and only where it costs less', () => {
    const moves = advice.plans.filter(({ kind }) => kind === 'switch-model').map(({ id }) => id);
    expect(moves).toEqual(['switch-model:beta/open-70b']);
    const move = planOf(advice, 'switch-model:beta/open-70b');
    expect(move).toMatchObject({ title: 'Move to Open 70B on Beta', answersAsToday: true, feasible: true });
    // 200 x $0.2 and 100 x $0.4 for 1M tokens: $0.00008, against $0.0002 today; one day at $800.
    expect(move.perQuery.totalUsd).toBeCloseTo(0.00008, 12);
    expect(move.upfront.totalUsd).toBeCloseTo(800, 9);
    expect(planOf(advice, 'keep').perQuery.totalUsd).toBeCloseTo(0.0002, 12);
  });

  it('is taken without a test, and says that the host is another', () => {
    expect(advice.verdict).toMatchObject({
      planId: 'switch-model:beta/open-70b',
      grade: 'clear',
      test: null,
    });
    expect(advice.verdict.cautions.join()).toContain('This moves you from Maker on alpha to Maker on beta');
  });

  it('is right and wrong as today', () => {
    const [move, keep] = [planOf(advice, 'switch-model:beta/open-70b'), planOf(advice, 'keep')];
    expect(move.accuracy.mean).toBe(keep.accuracy.mean);
  });
});
