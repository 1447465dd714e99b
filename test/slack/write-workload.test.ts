import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Workload } from '../../src/engine/index.js';
import { flatten, toWorkload } from '../../src/slack/grammar/flat-workload.js';
import { vocabularyOf } from '../../src/slack/grammar/vocabulary.js';
import { readWorkloadText } from '../../src/slack/grammar/workload-text.js';
import { writeWorkload } from '../../src/slack/grammar/write-workload.js';
import { runs } from '../runs.js';
import { anyWorkload, book } from './arbitraries.js';

const vocabulary = vocabularyOf(book, '2026-11-22');

function readBack(workload: Workload): Workload {
  const words = writeWorkload(flatten(workload));
  const read = readWorkloadText(words, vocabulary);
  if (!read.ok) throw new Error(`${words}\n${JSON.stringify(read.problems)}`);
  return read.workload;
}

/** Without groups that hold nothing, which say nothing. */
function bare(workload: Workload): unknown {
  const outcome = toWorkload(flatten(workload));
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.issues));
  return outcome.workload;
}

describe('a workload written as words', () => {
  test('is read back as it was', () => {
    fc.assert(
      fc.property(anyWorkload, ({ name: _, ...workload }) => {
        expect(readBack(workload)).toEqual(bare(workload));
      }),
      { numRuns: runs(150) },
    );
  });

  test('is read back whatever its name is', () => {
    fc.assert(
      fc.property(anyWorkload, (workload) => {
        const { name, ...rest } = readBack(workload);
        expect(name === undefined).toBe(workload.name === undefined);
        expect(rest).toEqual(bare({ ...workload, name: undefined }));
      }),
      { numRuns: runs(50) },
    );
  });

  test('says every kind of thing that people know', () => {
    const workload: Workload = {
      name: 'Ticket triage',
      task: 'classification',
      volume: { queriesPerDay: 500_000 },
      tokens: { staticPrompt: 2_000, user: 200, output: 100 },
      current: { model: 'gpt-6-luna', effort: 'low', p95LatencyMs: 900 },
      candidates: ['gpt-6-luna@none', 'claude-haiku-5.5'],
      quality: {
        tolerance: 0.01,
        current: { right: 182, items: 200 },
        fineTuned: 0.95,
        models: { 'claude-haiku-5.5': { right: 94, items: 100 }, 'gpt-6-luna@none': 0.9 },
      },
      judging: 'labels',
      constraints: { batchable: false, providers: ['OpenAI', 'Google Cloud'] },
    };
    expect(writeWorkload(flatten(workload))).toBe(
      'gpt-6-luna name="Ticket triage" task=classification effort=low volume=500k in=200 out=100 static=2k ' +
        'p95=900 candidates=gpt-6-luna@none,claude-haiku-5.5 tolerance=1pt accuracy=182/200 tuned=95% ' +
        'accuracy:claude-haiku-5.5=94/100 accuracy:gpt-6-luna@none=90% judging=labels ' +
        'batchable=no providers="OpenAI,Google Cloud"',
    );
  });
});
