import { describe, expect, it } from 'vitest';
import { compareModels } from '../../src/engine/cost/compare-models.js';
import type { Workload } from '../../src/engine/workload.js';
import { CATALOGUE } from '../catalogue.js';
import { amountsOf, ask, blockersOf, outcomeOf, planOf } from './ask.js';

const DAY = '2026-11-30';
const TUNE = 'ft:gpt-4.1-mini:acme::8xk2';

/** 600,000 queries a month. */
const WORKLOAD: Workload = {
  task: 'classification',
  volume: { queriesPerDay: 20_000 },
  tokens: { staticPrompt: 600, user: 200, output: 60 },
  current: { model: TUNE },
  data: { examples: 2_000, tokensPerExample: 500 },
  people: { upkeepFte: 0.25 },
};

describe('a tuned model in use', () => {
  const advice = ask(WORKLOAD, CATALOGUE, DAY);
  const keep = planOf(advice, 'keep');

  it('is billed at its tuned rates, with the people who look after it', () => {
    // 600,000 x (800 x 0.80 + 60 x 3.20) / 1M.
    expect(keep.firstMonth?.invoiceUsd).toBeCloseTo(499.2, 9);
    expect(amountsOf(keep.monthly)).toEqual({ 'Looking after the tuned model': 3_750 });
  });

  it('ends on the day on which its seller stops it', () => {
    expect(keep.lifetime.until).toBe('2027-01-14');
    expect(blockersOf(advice, 'keep')).toContain('model-ends');
  });

  it('says what it costs to tune again elsewhere, and to go without', () => {
    const said = advice.verdict.reasons.find((reason) => reason.startsWith('Tuned again elsewhere'));
    expect(said).toMatch(
      /^Tuned again elsewhere it costs \$[\d.,k]+ at once and \$[\d.,k]+ a month: Fine-tune /,
    );
    expect(said).toMatch(/Without a tune: \$2,400 at once and \$[\d.,k]+ a month, Switch to /);
    const { data: _, ...bare } = WORKLOAD;
    expect(ask(bare, CATALOGUE, DAY).verdict.reasons.join(' ')).toContain('add examples=2000x500');
  });

  it('keeps its prompt in another tune, and takes the one that is given without a tune', () => {
    const azure = planOf(advice, 'fine-tune:azure-foundry/gpt-4.1-mini');
    const prompt = azure.perQuery.lines.find(({ part }) => part === 'fixed-prompt');
    expect(prompt?.quantity).toBe(600);
    const given = outcomeOf({ ...WORKLOAD, untuned: { staticPrompt: 2_000 } }, CATALOGUE, DAY);
    const haiku = planOf(given, 'switch-model:claude-haiku-5.5');
    const fixed = haiku.perQuery.lines.filter(({ part }) =>
      ['fixed-prompt', 'cache-read', 'cache-write'].includes(part),
    );
    // Claude counts 1.06 tokens for one of OpenAI's, and from 4.7 on 30% more than that.
    expect(fixed.reduce((sum, { quantity }) => sum + quantity, 0)).toBeCloseTo(2_000 * 1.06 * 1.3, 9);
    expect(planOf(given, 'keep').perQuery).toEqual(keep.perQuery);
  });

  it('warns of the prompt that an untuned model may need, until that is given', () => {
    const warning = 'What was tuned in may have to go back';
    const cautions = (workload: Workload) => ask(workload, CATALOGUE, DAY).verdict.cautions.join(' ');
    expect(cautions(WORKLOAD)).toContain(warning);
    expect(cautions({ ...WORKLOAD, untuned: { staticPrompt: 2_000 } })).not.toContain(warning);
  });

  it('is better than its own base, by what tunes gain', () => {
    const stated = outcomeOf(
      { ...WORKLOAD, quality: { current: 0.92 }, candidates: ['gpt-4.1-mini'] },
      CATALOGUE,
      DAY,
    );
    const base = planOf(stated, 'switch-model:gpt-4.1-mini');
    expect(base.accuracy.mean).toBeLessThan(planOf(stated, 'keep').accuracy.mean - 0.02);
  });

  it('is billed by the hour where it runs on GPUs', () => {
    const dedicated = outcomeOf(
      { ...WORKLOAD, current: { model: 'ft:together/qwen3.5-9b' } },
      CATALOGUE,
      DAY,
    );
    const { perQuery, monthly } = planOf(dedicated, 'keep');
    expect(perQuery.totalUsd).toBe(0);
    const gpus = monthly.lines.find(({ part }) => part === 'gpus');
    expect(gpus).toMatchObject({ unitPriceUsd: 6.49 });
    expect(gpus?.quantity).toBeGreaterThanOrEqual(730);
  });

  it('pays for hosting where its seller hosts it', () => {
    const azure = outcomeOf({ ...WORKLOAD, current: { model: 'ft:azure/gpt-4.1-mini' } }, CATALOGUE, DAY);
    expect(amountsOf(planOf(azure, 'keep').monthly).Hosting).toBeCloseTo(1_241, 9);
  });

  it('stands in a comparison with its own prices and fixed costs', () => {
    const { models } = compareModels(WORKLOAD, CATALOGUE, [TUNE, 'gpt-6-luna'], DAY);
    expect(models[0]?.plain.totalUsd).toBeCloseTo(0.000832, 12);
    expect(models[0]?.firstMonthUsd).toBeCloseTo(499.2, 9);
    expect(models[0]?.blockers.map(({ code }) => code)).toContain('model-ends');
    // On Azure 600,000 x 0.000416, and 730 hours at $1.70.
    const azure = compareModels(WORKLOAD, CATALOGUE, [TUNE, 'ft:azure/gpt-4.1-mini'], DAY).models[1];
    expect(azure?.firstMonthUsd).toBeCloseTo(249.6 + 1_241, 9);
  });
});
