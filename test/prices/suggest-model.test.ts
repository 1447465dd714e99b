import { describe, expect, test } from 'vitest';
import { suggestModels } from '../../src/prices/suggest-model.js';
import { CATALOGUE } from '../catalogue.js';

const book = CATALOGUE;

describe('suggesting a model for an unknown name', () => {
  test.each([
    ['gpt-6-lunna', 'gpt-6-luna'],
    ['gpt6luna', 'gpt-6-luna'],
    ['gtp-4o', 'gpt-4o'],
    ['gpt-4o-mni', 'gpt-4o-mini'],
    ['claude-sonnet-5', 'claude-sonnet-5.5'],
    ['claude haiku 5.5', 'claude-haiku-5.5'],
    ['gemini-3.8', 'gemini-3.8-flash'],
    ['mistral-large-latest', 'mistral-large-3'],
    ['argon', 'gemini-4-argon'],
  ])('%s: did you mean %s?', (typed, id) => {
    expect(suggestModels(book, typed)[0]).toBe(id);
  });

  test('a family name brings its models, those of today first', () => {
    expect(suggestModels(book, 'haiku')).toEqual(['claude-haiku-5.5', 'claude-haiku-4.5']);
  });

  test('a model on several hosts brings several', () => {
    expect(suggestModels(book, 'llama-3.3-70b', 5)).toHaveLength(5);
  });

  test.each(['banana', 'hello world', '', '   ', '<@U123>', '500k/day', 'x'.repeat(120)])(
    'nothing is near %j',
    (typed) => {
      expect(suggestModels(book, typed)).toEqual([]);
    },
  );

  test('never more than asked for', () => {
    expect(suggestModels(book, 'gpt', 2)).toHaveLength(2);
  });
});
