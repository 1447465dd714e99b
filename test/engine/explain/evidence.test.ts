import { describe, expect, it } from 'vitest';
import { FINDINGS } from '../../../src/engine/quality/evidence-table.js';
import type { Workload } from '../../../src/engine/workload.js';
import { ask, PLAIN_WORKLOAD } from '../ask.js';
import { bookWithOffers } from '../test-book.js';

/** What a verdict cites. */

const LAB = bookWithOffers('lab/mini');
const NO_TUNES = bookWithOffers();
const BUSY: Workload = { ...PLAIN_WORKLOAD, volume: { queriesPerDay: 100_000 }, people: { upkeepFte: 0 } };
const TUNED: Workload = {
  ...BUSY,
  task: 'classification',
  quality: { current: 0.8, target: 0.9, fineTuned: 0.95 },
  data: { examples: 5000 },
};
const FACTS = { kind: 'static', corpusTokens: 1_000_000 } as const;

function citedBy(workload: Workload, book = LAB): string[] {
  return ask(workload, book).verdict.evidence.map(({ source }) => source);
}

describe('the evidence', () => {
  it.each<[string, string[], Workload, typeof LAB]>([
    ['for retrieval', ['Ovadia et al.', 'Gekhman et al.'], { ...BUSY, knowledge: FACTS }, NO_TUNES],
    [
      'for facts in the prompt',
      ['Anthropic, contextual retrieval', 'Ovadia et al.'],
      { ...PLAIN_WORKLOAD, current: { model: 'short' }, knowledge: { ...FACTS, corpusTokens: 500 } },
      NO_TUNES,
    ],
    ['for a tune of classes', ['Bucher and Martini', 'LoRA Land'], TUNED, LAB],
    [
      'for a tune that shortens a long prompt',
      ['T-Few', 'LoRA Land'],
      { ...TUNED, task: 'generation', tokens: { staticPrompt: 2000, user: 200, output: 100 } },
      LAB,
    ],
    [
      'for a tune on few examples',
      ['LIMA', 'LoRA Land'],
      { ...TUNED, task: 'generation', data: { examples: 1000 } },
      LAB,
    ],
    [
      'for a tune with retrieval',
      ['Balaguer et al.', 'RAFT'],
      { ...TUNED, quality: { ...TUNED.quality, rag: 0.85 }, knowledge: { ...FACTS, failureShare: 0.6 } },
      LAB,
    ],
    ['for a newer model', ['Epoch AI', 'a16z'], { ...BUSY, candidates: ['small'] }, NO_TUNES],
    ['for staying', [], PLAIN_WORKLOAD, NO_TUNES],
  ])('%s is %j', (_, sources, workload, book) => expect(citedBy(workload, book)).toEqual(sources));

  it('carries its age on the day, its address and whether it was read', () => {
    const { evidence } = ask({ ...BUSY, knowledge: FACTS }, NO_TUNES).verdict;
    expect(evidence[0]).toEqual({
      source: 'Ovadia et al.',
      year: 2024,
      finding:
        'Retrieval beat unsupervised tuning for facts that the model knew and for facts that it did not.',
      address: 'https://arxiv.org/abs/2312.05934',
      ageYears: 2,
      verified: true,
    });
  });

  it('is not of the future', () => {
    const early = ask({ ...BUSY, candidates: ['small'] }, NO_TUNES, '2024-12-31');
    expect(early.verdict.evidence.every(({ year }) => year <= 2024)).toBe(true);
  });

  it('for a tune comes with the caution that its rivals were those of 2022 to 2024', () => {
    expect(ask(TUNED, LAB).verdict.cautions.join()).toContain('over models of 2022 to 2024');
    expect(ask(BUSY, NO_TUNES).verdict.cautions.join()).not.toContain('over models of 2022 to 2024');
  });
});

describe.each(FINDINGS)('the finding of $source', ({ finding, address, year, supports }) => {
  it('is one short sentence with an address, and supports something', () => {
    expect(finding).toMatch(/^[A-Z0-9].{30,117}\.$/);
    expect(new URL(address).protocol).toBe('https:');
    expect(year).toBeGreaterThan(2021);
    expect(supports.length).toBeGreaterThan(0);
  });
});
