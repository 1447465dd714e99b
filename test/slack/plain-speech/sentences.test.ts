import { describe, expect, test } from 'vitest';
import { type FlatWorkload, without } from '../../../src/slack/grammar/flat-workload.js';
import { readSentence } from '../../../src/slack/grammar/sentence/read-sentence.js';
import type { SentenceReading } from '../../../src/slack/grammar/sentence/reading.js';
import { vocabularyOf } from '../../../src/slack/grammar/vocabulary.js';
import { CATALOGUE } from '../../catalogue.js';
import { HELD_OUT, SECOND, SENTENCES, type Sentence } from './sentences.js';

const today = '2026-11-22';
const vocabulary = vocabularyOf(CATALOGUE, today);

function read(said: string): SentenceReading {
  return readSentence(said, { vocabulary, today });
}

/** A figure to ten digits: a rate a day is a fraction. */
function rounded(flat: FlatWorkload): FlatWorkload {
  return Object.fromEntries(
    Object.entries(flat).map(([path, value]) => [
      path,
      typeof value === 'number' ? Number(value.toPrecision(10)) : value,
    ]),
  );
}

/** What the questions are about: the path that each names, or those that its answers set. */
function asked({ questions }: SentenceReading): readonly string[] {
  return questions.flatMap(({ path, choices }) =>
    path === undefined ? choices.flatMap(({ values }) => Object.keys(values)) : [path],
  );
}

function expectReading({ said, means, asks = [], asksInstead = [], asksBack }: Sentence): void {
  const reading = read(said);
  expect(rounded(reading.draft)).toEqual(rounded(without(means, asksInstead)));
  for (const path of [...asks, ...asksInstead]) expect(asked(reading)).toContain(path);
  const most = asks.length + asksInstead.length + (asksBack === true ? 1 : 0);
  expect(reading.questions.length).toBeLessThanOrEqual(most);
  if (asksBack === true || most > 0) expect(reading.questions.length).toBeGreaterThan(0);
}

describe('sentences are understood as a careful colleague would', () => {
  test.each(SENTENCES.map((sentence) => [sentence.said, sentence] as const))('%s', (_, sentence) =>
    expectReading(sentence),
  );
  test.each(SECOND.map((sentence) => [sentence.said, sentence] as const))('%s', (_, sentence) =>
    expectReading(sentence),
  );
  test.each(HELD_OUT.map((sentence) => [sentence.said, sentence] as const))('%s', (_, sentence) =>
    expectReading(sentence),
  );
});
