import { describe, expect, test } from 'vitest';
import { openLines } from '../../src/operator/open-lines.js';
import { type OpenQuestion, openQuestions } from '../../src/prices/open-questions.js';
import { CATALOGUE } from '../catalogue.js';

const book = CATALOGUE;
const TODAY = '2026-11-30';

function asked(questions: readonly OpenQuestion[], product: string): readonly string[] {
  return questions
    .filter((question) => question.product === product)
    .map(({ reason, kind }) => `${reason} ${kind}`);
}

describe('what stays open in the catalogue', () => {
  const open = openQuestions(book, TODAY);

  test('an amount that a plan needs and nobody knows', () => {
    expect(asked(open, 'aws-bedrock/llama-3.1-8b')).toEqual(['unknown training', 'unknown hostingHour']);
    expect(asked(open, 'google-cloud/gemini-3.5-flash-lite')).toEqual(
      expect.arrayContaining(['unknown training', 'unknown cachedInput', 'unsure endsOn']),
    );
  });

  test('a known amount is not asked for, and neither is one of an offer that nobody can buy', () => {
    expect(asked(open, 'azure-foundry/gpt-4.1')).toEqual([]);
    expect(asked(open, 'mistral/mistral-nemo')).toEqual([]);
    expect(asked(open, 'openai/gpt-4o-mini')).not.toEqual([]);
    expect(asked(openQuestions(book, '2027-01-06'), 'openai/gpt-4o-mini')).toEqual([]);
  });

  test('an assumption, a dispute and a weak value, each under its first reason only', () => {
    expect(new Set(asked(open, 'gpt-5.6-sol').map((line) => line.split(' ')[0]))).toEqual(
      new Set(['assumed']),
    );
    expect(asked(open, 'claude-sonnet-5.5')).toEqual(['disputed cachedInput']);
    expect(asked(open, 'aws-bedrock/nova-pro')).toEqual(['unsure training']);
    const prices = book.facts.filter(({ marks }) => marks.includes('disputed') || marks.includes('assumed'));
    expect(prices.length).toBeGreaterThan(10);
    for (const { product, kind, note } of prices) expect(note, `${product} ${kind}`).toBeDefined();
  });

  test('an announced price until its day has come', () => {
    expect(open.filter(({ product }) => product === 'gemini-4-argon')).toContainEqual({
      reason: 'announced',
      product: 'gemini-4-argon',
      kind: 'input',
      value: '4',
      from: '2026-12-01',
      note: expect.stringContaining('to be confirmed on the day'),
    });
    expect(asked(openQuestions(book, '2026-12-01'), 'gemini-4-argon')).toEqual([]);
  });
});

test('is printed one value a line, under a head with its count', () => {
  const lines = openLines([
    { reason: 'unknown', product: 'bedrock/a', kind: 'training' },
    { reason: 'unknown', product: 'bedrock/b', kind: 'training' },
    { reason: 'announced', product: 'argon', kind: 'input', value: '4', from: '2026-12-01', note: 'Told.' },
  ]);
  expect(lines).toEqual([
    'Not known, and a plan needs it (2):',
    '  bedrock/a training',
    '  bedrock/b training',
    '',
    'Announced, to be confirmed on the day (1):',
    '  argon input 4 from 2026-12-01: Told.',
  ]);
  expect(openLines([])).toEqual(['Nothing is open.']);
});
