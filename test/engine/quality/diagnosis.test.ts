import { describe, expect, it } from 'vitest';
import { completeWorkload } from '../../../src/engine/defaults.js';
import { diagnose } from '../../../src/engine/quality/diagnosis.js';
import type { Workload } from '../../../src/engine/workload.js';
import { ask, PLAIN_WORKLOAD } from '../ask.js';
import { bookWithOffers } from '../test-book.js';

/** What is wrong with the answers of today, and what follows from it. */

const MISSES = { current: 0.8, target: 0.9 };
const FACTS = { kind: 'static', corpusTokens: 1_000_000 } as const;

function axisOf(change: Partial<Workload>): string {
  return diagnose(completeWorkload({ ...PLAIN_WORKLOAD, ...change }).complete).axis;
}

describe('a diagnosis', () => {
  it.each<[string, string, Partial<Workload>]>([
    ['nothing, where nothing is known to be wrong', 'none', {}],
    ['nothing, where the bar is met', 'none', { quality: { current: 0.9, target: 0.9 } }],
    ['knowledge, where facts are said to be missing', 'knowledge', { knowledge: FACTS }],
    ['knowledge from 80% on', 'knowledge', { knowledge: { ...FACTS, failureShare: 0.8 }, quality: MISSES }],
    ['both below that', 'both', { knowledge: { ...FACTS, failureShare: 0.79 }, quality: MISSES }],
    ['both from 20% on', 'both', { knowledge: { ...FACTS, failureShare: 0.2 }, quality: MISSES }],
    ['behaviour below', 'behaviour', { knowledge: { ...FACTS, failureShare: 0.19 }, quality: MISSES }],
    ['behaviour without missing facts', 'behaviour', { quality: MISSES }],
    [
      'both, where few facts are missing but sources have to be named',
      'both',
      { knowledge: { ...FACTS, failureShare: 0.1, mustCite: true }, quality: MISSES },
    ],
    [
      'behaviour, where passages are in the prompt already',
      'behaviour',
      { knowledge: FACTS, quality: MISSES, tokens: { user: 200, retrieved: 2000, output: 100 } },
    ],
    ['neither for code', 'neither', { task: 'code', quality: MISSES }],
    ['neither for agents', 'neither', { task: 'agent', quality: MISSES }],
    [
      'behaviour for code, where a tune was measured to help',
      'behaviour',
      { task: 'code', quality: { ...MISSES, fineTuned: 0.92 } },
    ],
  ])('is %s', (_, axis, change) => expect(axisOf(change)).toBe(axis));
});

describe('the reason drawn from it', () => {
  const LAB = bookWithOffers('lab/mini');
  const BUSY: Workload = { ...PLAIN_WORKLOAD, volume: { queriesPerDay: 10_000 }, people: { upkeepFte: 0 } };

  it('is told first where facts decide, with how often they change', () => {
    const knowledge = { ...FACTS, kind: 'changing', changesEveryDays: 7 } as const;
    expect(ask({ ...BUSY, knowledge }, LAB).verdict.reasons[0]).toBe(
      'The answers need facts that the model does not have and that change every 7 days. Retrieval brings them; a better prompt or a tune does not.',
    );
  });

  it('is told first where form decides for a tune', () => {
    const workload: Workload = {
      ...BUSY,
      quality: { ...MISSES, fineTuned: 0.95 },
      data: { examples: 1000 },
      knowledge: { ...FACTS, failureShare: 0.3 },
    };
    const { planId, reasons } = ask(workload, LAB).verdict;
    expect(planId).toBe('fine-tune:lab/mini');
    expect(reasons[0]).toBe(
      '70% of the failures are of form, labels or tone, which examples mend and facts do not.',
    );
  });

  it('splits the work where both decide', () => {
    const workload: Workload = {
      ...BUSY,
      quality: { ...MISSES, fineTuned: 0.95, rag: 0.85 },
      data: { examples: 1000 },
      knowledge: { ...FACTS, failureShare: 0.6 },
    };
    const { planId, reasons } = ask(workload, LAB).verdict;
    expect(planId).toBe('rag+fine-tune:lab/mini');
    expect(reasons[0]).toBe(
      '60% of the failures come from missing facts, the others from form, labels or tone. Retrieval brings the facts, and the tune mends the rest.',
    );
  });

  it('is not told where no plan is likely to reach the bar: that is said first', () => {
    const { action, outcome, reasons } = ask({ ...BUSY, task: 'agent', quality: MISSES }, LAB).verdict;
    expect(action).toMatch(/^No plan is likely to be 90% right/);
    expect(outcome).toMatch(/^The best chance, \d+ of 100: /);
    expect(reasons.join(' ')).not.toMatch(/of the failures|form, labels or tone/);
  });
});
