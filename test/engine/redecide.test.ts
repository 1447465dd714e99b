import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { advise } from '../../src/engine/advise.js';
import { PRESETS } from '../../src/engine/presets.js';
import { redecide } from '../../src/engine/redecide.js';
import { CATALOGUE } from '../catalogue.js';
import { runs } from '../runs.js';
import { anyWorkload } from './arbitrary-workload.js';
import { AS_OF, testBook } from './test-book.js';

describe('deciding again', () => {
  it('comes to what the whole advice says: verdict, plans with their payback, assumptions and prices', () => {
    const book = testBook();
    fc.assert(
      fc.property(anyWorkload, (workload) => {
        const advice = advise(workload, book, { asOf: AS_OF });
        const again = redecide(workload, book, { asOf: AS_OF });
        const {
          facts: ______,
          reasons: _,
          conditions: _____,
          cautions: __,
          nextStep: ___,
          evidence: ____,
          ...verdict
        } = advice.verdict;
        expect(again).toStrictEqual({
          workload: advice.workload,
          asOf: advice.asOf,
          verdict,
          plans: advice.plans,
          assumptions: advice.assumptions,
          prices: advice.prices,
        });
      }),
      { numRuns: runs(20) },
    );
  });

  it('takes at most a quarter of the time, over the presets', () => {
    const book = CATALOGUE;
    function secondsOf(decideOn: (workload: (typeof PRESETS)[number]['workload']) => unknown): number {
      const started = performance.now();
      for (const { workload } of PRESETS) decideOn(workload);
      return (performance.now() - started) / 1000;
    }
    const again = () => secondsOf((workload) => redecide(workload, book, { asOf: AS_OF }));
    again();
    const whole = secondsOf((workload) => advise(workload, book, { asOf: AS_OF }));
    expect(Math.min(again(), again(), again())).toBeLessThan(whole / 4);
  });
});
