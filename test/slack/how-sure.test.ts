import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { advise } from '../../src/engine/index.js';
import { checkMessageBlocks, checkView } from '../../src/playground/slack-server/validate/index.js';
import {
  flipSentences,
  oddsLine,
  ofHundred,
  spreadWords,
} from '../../src/slack/features/result/how-sure-blocks.js';
import { resultMessage } from '../../src/slack/features/result/result-message.js';
import { workingModal } from '../../src/slack/features/result/working-modal.js';
import { SKETCHES, sketchAdvice } from '../charts/fixtures.js';
import { runs } from '../runs.js';
import { anyWorkload, book } from './arbitraries.js';
import { simulated } from './simulated.js';

const classic = simulated(sketchAdvice(SKETCHES.classic));

describe('how sure the verdict is', () => {
  test('is one line of the result, in counts that people can picture', () => {
    const line =
      'Cheapest in 87 of 100 simulated futures; saving between $1,200 and $91k over 12 months in 80 of 100.';
    expect(oddsLine(classic)).toBe(line);
    const { text, blocks } = resultMessage(classic, { kind: 'none' });
    expect(JSON.stringify(blocks)).toContain(line);
    expect(text).toContain('Cheapest in 87 of 100');
  });

  test('says nothing where nothing was simulated or no plan passes', () => {
    expect(oddsLine(sketchAdvice(SKETCHES.classic))).toBeUndefined();
    expect(oddsLine(simulated(sketchAdvice({ ...SKETCHES.classic, unresolved: true })))).toBeUndefined();
  });

  test("of today's plan has no saving", () => {
    expect(oddsLine(simulated(sketchAdvice(SKETCHES.keepWins)))).toBe(
      'Cheapest in 87 of 100 simulated futures.',
    );
  });

  test.each([
    [0, '0 of 100'],
    [0.001, 'fewer than 1 of 100'],
    [0.874, '87 of 100'],
    [0.999, 'more than 99 of 100'],
    [1, '100 of 100'],
  ])('%d is said as %s', (probability, said) => {
    expect(ofHundred(probability)).toBe(said);
  });

  test.each([
    [-2_000, 5_000, 'between a loss of $2,000 and a saving of $5,000'],
    [-5_000, -2_000, 'costing between $2,000 and $5,000 more'],
  ])('a spread from %d to %d is said in words', (p10, p90, said) => {
    expect(spreadWords({ p10, p50: 0, p90 })).toBe(said);
  });
});

describe('what would change the verdict', () => {
  test('is at most three bullets, real flips first', () => {
    expect(flipSentences(classic)).toEqual([
      'Below 10k queries a day, keeping GPT-4o wins.',
      'Third.',
      'Fourth.',
      'No cache hit rate changes it.',
    ]);
    const all = JSON.stringify(resultMessage(classic, { kind: 'none' }).blocks);
    expect(all).toContain('What would change it');
    expect(all).toContain('Fourth.');
    expect(all).not.toContain('No cache hit rate changes it.');
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

test('the working ranks the drivers and shows the odds of every plan, what was drawn, and what knowing is worth', () => {
  const all = JSON.stringify(workingModal({ advice: classic, metadata: '{}' }).blocks);
  for (const part of [
    'Drivers: what moves the saving most',
    '1. Volume. ',
    '250k queries a day: saving -$500; 1M queries a day: saving $90k; a swing of $90.5k.',
    'How sure: 2,000 simulated futures',
    'cheapest in 87 of 100; pays back in 95 of 100; saving between $1,200 and $91k in 80 of 100, $5,000 in the middle',
    'at most $300 more expensive than the cheapest in 90 of 100',
    'A pilot costs $2,000 and is worth $1,100: $900 lost.',
    'What was drawn, always with seed 1',
  ])
    expect(all).toContain(part);
});
