import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Advice, advise } from '../../src/engine/index.js';
import { checkMessageBlocks, checkView } from '../../src/playground/slack-server/validate/index.js';
import { flipSentences } from '../../src/slack/features/result/flip-sentences.js';
import { oddsLine, spreadWords } from '../../src/slack/features/result/grade-words.js';
import { headlineNumbers } from '../../src/slack/features/result/headline-numbers.js';
import { resultMessage } from '../../src/slack/features/result/result-message.js';
import { whyMessage } from '../../src/slack/features/result/why-views.js';
import { workingModal } from '../../src/slack/features/result/working-modal.js';
import { SKETCHES, sketchAdvice } from '../charts/fixtures.js';
import { runs } from '../runs.js';
import { anyWorkload, book } from './arbitraries.js';
import { simulated } from './simulated.js';

const classic = simulated(sketchAdvice(SKETCHES.classic));

describe('how sure the verdict is', () => {
  test('is one line of the result, in counts that people can picture', () => {
    const line =
      'The best, or as good, in 91 of 100 scenarios; good enough (at most 2 points below today) in 60 of 100; saving between $1,200 and $91k over 12 months in 80 of 100.';
    expect(oddsLine(classic)).toBe(line);
    expect(JSON.stringify(whyMessage(classic, 'reasons').blocks)).toContain(line);
    expect(resultMessage(classic, { kind: 'none' }).text).toContain('The best, or as good, in 91 of 100');
  });

  test('says nothing where nothing was simulated or no plan passes', () => {
    expect(oddsLine(sketchAdvice(SKETCHES.classic))).toBeUndefined();
    expect(oddsLine(simulated(sketchAdvice({ ...SKETCHES.classic, unresolved: true })))).toBeUndefined();
  });

  test("of today's plan has no saving", () => {
    expect(oddsLine(simulated(sketchAdvice(SKETCHES.keepWins)))).toBe(
      'The best, or as good, in 91 of 100 scenarios.',
    );
  });

  test('tells no money that mistakes are part of', () => {
    const priced = { ...classic, workload: { ...classic.workload, quality: { lossPerErrorUsd: 2 } } };
    expect(oddsLine(priced)).not.toContain('$');
    expect(oddsLine(classic)).toContain('$');
  });

  test.each([
    [-2_000, 5_000, 'between a loss of $2,000 and a saving of $5,000'],
    [-5_000, -2_000, 'costing between $2,000 and $5,000 more'],
  ])('a spread from %d to %d is said in words', (p10, p90, said) => {
    expect(spreadWords({ p10, p50: 0, p90 })).toBe(said);
  });
});

describe('what would change the verdict', () => {
  test('is told with real flips first', () => {
    expect(flipSentences(classic)).toEqual([
      'Below 10k queries a day, keeping GPT-4o wins.',
      'Third.',
      'Fourth.',
      'No cache hit rate changes it.',
    ]);
    const all = JSON.stringify(whyMessage(classic, 'reasons').blocks);
    expect(all).toContain('What would change it');
    expect(all.indexOf('Fourth.')).toBeLessThan(all.indexOf('No cache hit rate changes it.'));
  });

  test('never breaks a limit, however long the sentences', () => {
    fc.assert(
      fc.property(anyWorkload, (workload) => {
        const advice = simulated(advise(workload, book, { asOf: '2026-11-22' }), 'x"\n'.repeat(400));
        const { blocks } = resultMessage(advice, { kind: 'none' });
        expect(checkMessageBlocks(blocks)).toBeUndefined();
        expect(blocks.length).toBeGreaterThan(0);
        expect(JSON.stringify(blocks).length).toBeLessThan(10_000);
        expect(checkView(workingModal({ advice, metadata: '{}' }), 'modal')).toBeUndefined();
      }),
      { numRuns: runs(20) },
    );
  });
});

test('the working ranks the drivers and shows the odds by approach and of every plan, and what was drawn', () => {
  const all = JSON.stringify(workingModal({ advice: classic, metadata: '{}' }).blocks);
  for (const part of [
    'Drivers: what moves the saving most',
    '1. Volume. ',
    '250k queries a day: costing $500 more; 1M queries a day: saving $90k; a swing of $90.5k.',
    'How sure: 2,000 scenarios, by approach',
    'Prompting: ',
    'best in 93 of 100.',
    'best in 87 of 100, best or as good in 91 of 100; good enough in 60 of 100; pays back in 95 of 100; saving between $1,200 and $91k in 80 of 100, $5,000 in the middle',
    'What was drawn, always with seed 1',
  ])
    expect(all).toContain(part);
});

test('settings of one model are one line of the odds, and their chances of being best are added', () => {
  const plans = classic.plans.map((plan) => ({ ...plan, decision: 'switch-model:one' }));
  const all = JSON.stringify(workingModal({ advice: { ...classic, plans }, metadata: '{}' }).blocks);
  expect(all.match(/best or as good in/g)).toHaveLength(1);
  expect(all).toContain('best in 87 of 100, best or as good in 91 of 100');
});

describe('the numbers', () => {
  const tested: Advice = {
    ...classic,
    verdict: {
      ...classic.verdict,
      grade: 'test-first',
      meanwhilePlanId: 'optimise:gpt-4o',
      safeStep: { planId: 'optimise:gpt-4o', savesUsdPerMonth: 7_700, horizonUsd: 90_000 },
      test: {
        planId: classic.verdict.planId,
        plans: [{ planId: classic.verdict.planId, passMark: 231, pPass: 0.4 }],
        items: 250,
        passMark: 231,
        againstToday: false,
        earlyStop: null,
        judging: 'labels',
        tokensUsd: 1.5,
        trainingUsd: 0,
        people: { days: 2, usd: 1_600 },
        costUsd: 1_601.5,
        pPass: 0.4,
        worthUsd: 9_000,
        netUsd: 7_398.5,
        gainIfPassUsdPerMonth: 13_700,
        breakEvenAccuracy: null,
      },
    },
  };

  test('of a test are those of the plan that passes it, each part by itself', () => {
    const said = headlineNumbers(tested).map(({ label, value }) => `${label}: ${value}`);
    expect(said).toEqual([
      'Invoice, if it passes: $22.5k → $1,050 a month',
      'People, if it passes: none',
      'Mistakes: not priced: no loss per error is given',
      'Payback, if it passes: Never in invoice and people: Not worked out here.',
    ]);
  });

  test('name mistakes only where a loss is given, and never add them to the bill', () => {
    expect(headlineNumbers(classic).find(({ label }) => label === 'Mistakes')?.value).toContain('not priced');
    const plans = classic.plans.map((plan) => ({
      ...plan,
      firstMonth: { invoiceUsd: 100, peopleUsd: 20, mistakesUsd: plan.kind === 'keep' ? 900 : 300 },
    }));
    const priced = { ...classic, plans, workload: { ...classic.workload, quality: { lossPerErrorUsd: 2 } } };
    const said = headlineNumbers(priced).map(({ label, value }) => `${label}: ${value}`);
    expect(said.slice(0, 3)).toEqual([
      'Invoice: $100 → $100 a month',
      'People: $20 → $20 a month',
      'Mistakes: $900 → $300 a month, as expected',
    ]);
  });

  test('of the plan that is tested stand in the working as arithmetic', () => {
    const all = JSON.stringify(workingModal({ advice: tested, metadata: '{}' }).blocks);
    expect(all).toContain('Cost: tokens $1.50 + people $1,600 (2 days) = $1,602.');
    expect(all).toContain('Knowing is worth $9,000 over the horizon; less the cost of the test, $7,399.');
  });

  test('in the table mark what to do now and what to test', () => {
    const table = JSON.stringify(whyMessage(tested, 'plans').blocks);
    expect(table).toContain('✓ Optimise gpt-4o');
    expect(table).toContain('? Switch to GPT-6 Luna');
  });
});
