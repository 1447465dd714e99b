import { describe, expect, it } from 'vitest';
import { readComparisonText } from '../../src/slack/features/compare/comparison-text.js';
import { vocabularyOf } from '../../src/slack/grammar/vocabulary.js';
import { book } from './arbitraries.js';

const WORDS = vocabularyOf(book, '2026-11-22');

function read(text: string) {
  return readComparisonText(text, WORDS);
}

function problemsIn(text: string): string {
  const outcome = read(text);
  return outcome.ok
    ? ''
    : outcome.problems.map(({ said, problem }) => `${said ?? ''} ${problem}`).join(' | ');
}

describe('the text of a comparison', () => {
  it('names models and a workload in any order', () => {
    expect(read('gpt-4o 500k/day claude haiku 5.5 2000+200in gpt-6-luna 100out private')).toEqual({
      ok: true,
      models: ['gpt-4o', 'claude-haiku-5.5', 'gpt-6-luna'],
      workload: {
        volume: { queriesPerDay: 500_000 },
        tokens: { staticPrompt: 2000, user: 200, output: 100 },
        current: { model: 'gpt-4o' },
      },
      typical: [],
      isPrivate: true,
    });
  });

  it('without a workload takes a typical one and says which parts', () => {
    expect(read('gpt-4o gpt-6-luna')).toMatchObject({
      workload: {
        volume: { queriesPerDay: 10_000 },
        tokens: { staticPrompt: 1_500, user: 500, output: 300 },
      },
      typical: ['volume', 'prompt', 'answer'],
    });
    expect(read('gpt-4o gpt-6-luna once=2M')).toMatchObject({
      workload: { volume: { oneOffQueries: 2e6 } },
      typical: ['prompt', 'answer'],
    });
  });

  it('adds no typical fixed prompt to a prompt that is given as one number', () => {
    const outcome = read('gpt-4o gpt-6-luna 2k in');
    expect(outcome.ok && outcome.workload.tokens).toEqual({ user: 2000, output: 300 });
  });

  it('takes a preset, and compares one model with that of the preset', () => {
    const outcome = read('preset ticket-triage gpt-6-luna');
    expect(outcome.ok && outcome.models).toHaveLength(2);
    expect(outcome.ok && outcome.models[1]).toBe('gpt-6-luna');
    expect(outcome.ok && outcome.typical).toEqual([]);
    expect(read('gpt-4o gpt-6-luna preset=ticket-triage').ok).toBe(true);
  });

  it('counts a model once, by whatever name, and reads candidates=', () => {
    const outcome = read('gpt-4o gpt-4o-2024-08-06 candidates=gpt-6-luna,gpt-4o-mini');
    expect(outcome.ok && outcome.models).toEqual(['gpt-4o', 'gpt-6-luna', 'gpt-4o-mini']);
  });

  it.each([
    ['', 'Name at least two'],
    ['gpt-4o', 'Compare gpt-4o with what?'],
    ['gpt-4o gpt-6-lunna', 'gpt-6-lunna no such model. Did you mean gpt-6-luna?'],
    ['gpt-4o gpt-6-luna@low', 'leave the efforts out'],
    ['gpt-4o candidates=gpt-6-luna@low', 'leave the efforts out'],
    ['gpt-4o gpt-6-luna preset ticket-triag', 'ticket-triag there is no such preset.'],
    ['gpt-4o gpt-6-luna 500', 'I do not know what this number counts.'],
    [
      'gpt-4o gpt-4o-mini gpt-4.1 gpt-4.1-mini gpt-6-luna gpt-6-sol gpt-6-astra o3 gpt-5',
      'That is 9 models. I compare at most 8',
    ],
  ])('%s is a problem', (text, problem) => {
    expect(problemsIn(text)).toContain(problem);
  });
});
