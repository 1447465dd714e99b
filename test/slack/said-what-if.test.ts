import { describe, expect, test } from 'vitest';
import type { Workload } from '../../src/engine/index.js';
import { readSaidWhatIf } from '../../src/slack/features/result/said-what-if.js';
import type { WhatIf } from '../../src/slack/features/result/what-ifs.js';
import { vocabularyOf } from '../../src/slack/grammar/vocabulary.js';
import { adviceOf } from '../advice-of.js';
import { CATALOGUE } from '../catalogue.js';

const asOf = '2026-11-22';
const vocabulary = vocabularyOf(CATALOGUE, asOf);
const CLASSIC: Workload = {
  task: 'classification',
  volume: { queriesPerDay: 500_000 },
  tokens: { staticPrompt: 2_000, user: 200, output: 100 },
  current: { model: 'gpt-4o' },
  quality: { lossPerErrorUsd: 0.1 },
};

function read(text: string) {
  return readSaidWhatIf(text, adviceOf(CLASSIC, CATALOGUE, { asOf, draws: 64 }), vocabulary, asOf);
}

function asked(text: string): WhatIf {
  const whatIf = read(text);
  if (typeof whatIf !== 'object') throw new Error(`Not asked: ${whatIf ?? 'nothing'}`);
  return whatIf;
}

describe('a what-if in words', () => {
  const changes: readonly (readonly [string, object, string])[] = [
    ['what about half the volume?', { volume: { queriesPerDay: 250_000 } }, 'Volume × 0.5'],
    ['and at 1M a day?', { volume: { queriesPerDay: 1_000_000 } }, 'Volume 1M a day'],
    ['and with Haiku?', { candidates: ['claude-haiku-5.5'] }, 'with Claude Haiku 5.5'],
    ['if we were on gpt-4o-mini today', { current: { model: 'gpt-4o-mini' } }, 'Model in use gpt-4o-mini'],
    ['what if 20% fewer tickets', { volume: { queriesPerDay: 400_000 } }, 'Volume × 0.8'],
    ['with a bar of 92%', { quality: { target: 0.92 } }, 'Accuracy bar 92%'],
    ['accuracy of 88%', { quality: { current: 0.88 } }, 'Accuracy today 88%'],
    ['mistakes cost $2', { quality: { lossPerErrorUsd: 2 } }, 'Cost of one wrong answer $2'],
    ['twice the loss of a mistake', { quality: { lossPerErrorUsd: 0.2 } }, 'Loss of a mistake × 2'],
    ['low effort', { current: { effort: 'low' } }, 'Reasoning effort today low'],
    ['a tuned model lives 6 months', { stability: { retrainEveryMonths: 6 } }, '6'],
    ['answers 3x', { tokens: { output: 300 } }, 'Answers × 3'],
    ['a prompt half as long', { tokens: { staticPrompt: 1_000, user: 100 } }, 'Prompt × 0.5'],
  ];
  test.each(changes)('%s', (text, workload, label) => {
    const whatIf = asked(text);
    expect(whatIf.workload).toMatchObject(workload);
    expect(whatIf.label).toContain(label);
    expect(whatIf.priceChanges).toEqual([]);
  });

  test('several at once are one question', () => {
    const whatIf = asked('half the volume, a bar of 95% and mistakes at $1');
    expect(whatIf.workload).toMatchObject({
      volume: { queriesPerDay: 250_000 },
      quality: { target: 0.95, lossPerErrorUsd: 1 },
    });
    expect(whatIf.label).toMatch(/^Volume × 0\.5, .*95%.*\$1/);
  });

  test("today's price, halved, is a change of the prices of the day", () => {
    expect(asked('what if the price of today is half').priceChanges).toEqual([
      { kind: 'scaled', product: 'gpt-4o', factor: 0.5 },
    ]);
  });

  test('what changes nothing is no what-if, and what is unclear is asked', () => {
    expect(read('who are you?')).toBeUndefined();
    expect(read('half of it')).toMatch(/What is “half” of/);
    expect(read('between 10k and 20k a day')).toMatch(/is a range/);
    expect(read('half the examples')).toMatch(/Say it as a figure/);
  });
});
