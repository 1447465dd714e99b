import { afterAll, describe, expect, test } from 'vitest';
import { createChartRenderer } from '../../src/charts/renderer.js';
import { PRESETS } from '../../src/engine/index.js';
import { memoOf } from '../../src/slack/features/result/memo.js';
import { adviceOf } from '../advice-of.js';
import { book } from './arbitraries.js';

const renderer = createChartRenderer({ threads: 1, workMs: 15_000 });
afterAll(() => renderer.close());

describe('the memo', () => {
  test('of every preset is one page of a PDF, with its sources as links', async () => {
    for (const { workload } of PRESETS) {
      const memo = memoOf(adviceOf(workload, book, { asOf: '2026-11-22' }));
      const pdf = (await renderer.render(memo)).toString('latin1');
      expect(pdf.startsWith('%PDF-')).toBe(true);
      expect(pdf.match(/\/Type \/Page\b/g)).toHaveLength(1);
      expect(pdf).toContain('/URI (http');
      // Every letter is of the fonts that come with the app: others may be missing where it runs.
      for (const [, name] of pdf.matchAll(/\/BaseFont \/[A-Z]{6}\+(\S+)/g)) expect(name).toMatch(/^Inter-/);
    }
  });

  test('names the verdict, the three numbers, what it costs to be wrong, and whom to ask', () => {
    for (const { workload } of PRESETS) {
      const advice = adviceOf(workload, book, { asOf: '2026-11-22' });
      const memo = memoOf(advice);
      expect(memo.title).toBe(advice.verdict.action);
      expect(memo.summary[0]).toBe(advice.verdict.outcome);
      for (const part of ['Invoice', 'People', 'Mistakes'])
        expect(memo.numbers.some(({ label }) => label.startsWith(part))).toBe(true);
      expect([...memo.left, ...memo.right].map(({ heading }) => heading)).toEqual([
        'Why',
        'Next step',
        'What would change it',
        'Whom to ask',
        'Sources',
        'Assumptions',
      ]);
      const [head = [], ...options] = memo.options;
      for (const option of options) expect(option).toHaveLength(head.length);
    }
  });
});
