import { describe, expect, it } from 'vitest';
import type { Workload } from '../../src/engine/workload.js';
import { ask, PLAIN_WORKLOAD } from './ask.js';
import { planBook } from './plans/plan-book.js';
import { bookWithOffers } from './test-book.js';

/** What the verdict says of each step on the way to it: figures and dates, one sentence each. */

const LAB = bookWithOffers('lab/mini');

/** A tune that wins on accuracy: $27k of mistakes a month become $9k. */
const TUNE: Workload = {
  ...PLAIN_WORKLOAD,
  task: 'classification',
  volume: { queriesPerDay: 3000 },
  tokens: { staticPrompt: 1000, user: 200, output: 100 },
  quality: { current: 0.7, target: 0.85, fineTuned: 0.9, lossPerErrorUsd: 1 },
  data: { examples: 1000, tokensPerExample: 500, labelCostUsd: 0, epochs: 3, runs: 4 },
  people: { engineerMonthlyUsd: 15_000, setupDays: 10, evaluationDays: 3, upkeepFte: 0.25 },
};

function cautionsOf(workload: Workload, book = LAB): string {
  return ask(workload, book).verdict.cautions.join('\n');
}

function reasonsOf(workload: Workload, book = LAB): string {
  return ask(workload, book).verdict.reasons.join('\n');
}

describe('retraining', () => {
  it('is told with its rhythm and price: $18 of training and three days of evaluation', () => {
    expect(cautionsOf(TUNE)).toContain(
      'It is trained again every 9 months, at $2,418 a time with the evaluation.',
    );
  });

  it('is not told of where the horizon ends before', () => {
    expect(cautionsOf({ ...TUNE, horizonMonths: 9 })).not.toContain('trained again');
  });

  it.each([
    [6, /every 6 months, the tune is trained again every 9 months: it follows old ones for up to 3 months/],
    [9, /^It is trained again every 9 months/m],
  ])('that is rarer than a change of the requirements every %i months is said', (months, sentence) => {
    expect(cautionsOf({ ...TUNE, stability: { requirementsChangeEveryMonths: months } })).toMatch(sentence);
  });
});

describe('what an endpoint may lack', () => {
  it.each<[string, Partial<Workload>, string | null]>([
    ['structured outputs, for classes', {}, 'structured outputs'],
    ['tool calls, for agents', { task: 'agent' }, 'tool calls'],
    [
      'batching, where answers may wait',
      { constraints: { batchable: true } },
      'structured outputs or batching',
    ],
    ['nothing that prose needs', { task: 'generation' }, null],
  ])('is %s', (_, change, words) => {
    const cautions = cautionsOf({ ...TUNE, ...change });
    if (words === null) expect(cautions).not.toContain('do not always offer');
    else expect(cautions).toContain(`do not always offer ${words}: check`);
  });

  it('is not asked of a seller who serves the model untuned', () => {
    const workload: Workload = { ...PLAIN_WORKLOAD, task: 'classification', candidates: ['frontier'] };
    expect(cautionsOf(workload)).not.toContain('do not always offer');
  });
});

describe('another seller', () => {
  const busy: Workload = {
    ...PLAIN_WORKLOAD,
    volume: { queriesPerDay: 100_000 },
    tokens: { user: 2000, output: 100 },
  };

  it('is a new contract', () => {
    expect(cautionsOf({ ...busy, candidates: ['frontier'] }, bookWithOffers())).toContain(
      'This moves you from Meta on groq to Anthropic: another contract',
    );
  });

  it('is not a smaller model of the same one', () => {
    const workload = { ...busy, current: { model: 'gpt-4o' }, candidates: ['small'] };
    expect(cautionsOf(workload, bookWithOffers())).not.toContain('This moves you');
  });
});

describe('data that stays in house', () => {
  it('asks where rented GPUs stand', () => {
    const workload: Workload = { ...PLAIN_WORKLOAD, constraints: { dataStaysInHouse: true } };
    const { planId, cautions } = ask(workload, planBook()).verdict;
    expect(planId).toMatch(/^self-host:open-/);
    expect(cautions.join()).toContain('check in which country and in whose building the rented GPUs stand.');
  });
});

describe('a right answer', () => {
  it('is priced where both sides were measured', () => {
    // ($0.000210 + $3,750 / 90,000) / 0.9 against $0.004 / 0.7.
    expect(reasonsOf(TUNE)).toContain(
      'A right answer costs $0.0465 with tuned Mini at Lab, fixed costs included, and $0.00571 with Plain today; a wrong one costs $1.',
    );
  });

  it('is not priced where one side is assumed', () => {
    const quality = { current: 0.9 };
    const workload = {
      ...PLAIN_WORKLOAD,
      quality,
      volume: { queriesPerDay: 100_000 },
      candidates: ['small'],
    };
    expect(reasonsOf(workload, bookWithOffers())).not.toContain('A right answer');
  });
});

describe('people', () => {
  it('are told to be most of the cost of a tune', () => {
    // Upfront $18 and 13 days, $45,000 of upkeep, a retrain of $18 and 3 days, $227 of tokens.
    expect(reasonsOf(TUNE)).toContain("People are 99% of the first year's cost of the tune.");
  });

  it('are left out where tokens cost more', () => {
    const workload = { ...TUNE, volume: { queriesPerDay: 3_000_000 } };
    expect(reasonsOf(workload)).not.toContain('People are');
  });
});

describe('a quality bar that nothing passes', () => {
  it('is told with the gap that is left', () => {
    const quality = { ...TUNE.quality, target: 0.99 };
    const { action, outcome, unresolved } = ask({ ...TUNE, quality }, LAB).verdict;
    expect(unresolved).toBe(false);
    expect(action).toBe('No plan is likely to be 99% right');
    expect(outcome).toMatch(/^The best chance, (?:fewer than 1|\d+) of 100: /);
  });

  it('is not blamed where something else stops every plan', () => {
    const workload: Workload = { ...TUNE, constraints: { providers: ['Nobody'] } };
    expect(reasonsOf(workload)).not.toContain('No plan is likely');
  });
});
