import { describe, expect, it } from 'vitest';
import { LIMITS, WorkloadSchema } from '../../src/engine/workload.js';
import { PLAIN_WORKLOAD } from './ask.js';

const LEAST = {
  volume: { queriesPerDay: 1 },
  tokens: { user: 1, output: 0 },
  current: { model: 'gpt-4o' },
};

/** The first complaint: where, and what. */
function complaint(workload: unknown): string {
  const issue = WorkloadSchema.safeParse(workload).error?.issues[0];
  return issue === undefined ? 'fine' : `${issue.path.join('.')}: ${issue.message}`;
}

describe('a workload', () => {
  it('needs a volume, the varying tokens of a call and the model in use, and no more', () => {
    expect(complaint(LEAST)).toBe('fine');
    expect(WorkloadSchema.parse(LEAST)).toEqual(LEAST);
  });

  it('is handed on as given, without defaults', () => {
    expect(WorkloadSchema.parse(PLAIN_WORKLOAD)).toEqual(PLAIN_WORKLOAD);
  });

  it('trims names', () => {
    const parsed = WorkloadSchema.parse({ ...LEAST, name: '  Tickets ', current: { model: ' gpt-4o ' } });
    expect(parsed).toMatchObject({ name: 'Tickets', current: { model: 'gpt-4o' } });
  });

  it.each([
    [
      'a volume',
      { ...LEAST, volume: {} },
      'volume: Say how many queries there are: a rate such as 500k/day, or a one-off total.',
    ],
    [
      'one kind of volume',
      { ...LEAST, volume: { queriesPerDay: 1, oneOffQueries: 1 } },
      'volume: Give either a daily rate or a one-off total, not both.',
    ],
    [
      'a prompt',
      { ...LEAST, tokens: { user: 0, output: 5 } },
      'tokens.user: A call needs at least one prompt token.',
    ],
  ])('without %s is refused in words', (_, workload, words) => {
    expect(complaint(workload)).toBe(words);
  });

  it('may have nothing but fixed tokens in its prompt', () => {
    expect(complaint({ ...LEAST, tokens: { staticPrompt: 1, user: 0, output: 1 } })).toBe('fine');
  });

  it.each([
    ['volume.queriesPerDay', { ...LEAST, volume: { queriesPerDay: 0 } }],
    ['volume.queriesPerDay', { ...LEAST, volume: { queriesPerDay: Number.NaN } }],
    ['volume.queriesPerDay', { ...LEAST, volume: { queriesPerDay: Number.POSITIVE_INFINITY } }],
    ['volume.queriesPerDay', { ...LEAST, volume: { queriesPerDay: LIMITS.queriesPerDay + 1 } }],
    ['volume.queriesPerDay', { ...LEAST, volume: { queriesPerDay: '500' } }],
    ['volume.oneOffQueries', { ...LEAST, volume: { oneOffQueries: 1.5 } }],
    ['volume.growthPerMonth', { ...LEAST, volume: { queriesPerDay: 1, growthPerMonth: -0.95 } }],
    ['tokens.user', { ...LEAST, tokens: { user: -1, output: 1 } }],
    ['tokens.output', { ...LEAST, tokens: { user: 1, output: LIMITS.tokensPerQuery + 1 } }],
    ['current.cacheHitRate', { ...LEAST, current: { model: 'a', cacheHitRate: 1.1 } }],
    ['current.model', { ...LEAST, current: { model: '  ' } }],
    ['quality.target', { ...LEAST, quality: { target: 90 } }],
    ['data.examples', { ...LEAST, data: { examples: 2.5 } }],
    ['data.runs', { ...LEAST, data: { runs: 0 } }],
    ['task', { ...LEAST, task: 'poetry' }],
    ['horizonMonths', { ...LEAST, horizonMonths: 61 }],
    ['discountRate', { ...LEAST, discountRate: 10 }],
    ['people.upkeepFte', { ...LEAST, people: { upkeepFte: -0.5 } }],
  ])('with a bad %s is refused at that place', (path, workload) => {
    expect(complaint(workload)).toMatch(new RegExp(`^${path.replace('.', '\\.')}: `));
  });

  it('with a field that does not exist is refused, at every level', () => {
    expect(complaint({ ...LEAST, volumes: 1 })).toContain('volumes');
    expect(complaint({ ...LEAST, tokens: { user: 1, output: 1, input: 1 } })).toContain('input');
  });
});
