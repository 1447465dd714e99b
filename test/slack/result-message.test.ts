import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PRESETS, WorkloadSchema } from '../../src/engine/index.js';
import { mentionsIn } from '../../src/playground/slack-server/state/mentions.js';
import { checkMessageBlocks, checkView } from '../../src/playground/slack-server/validate/index.js';
import { helpLines, helpMessage } from '../../src/slack/features/help/feature.js';
import { FEATURES, WORDS } from '../../src/slack/features/index.js';
import { presetsMessage } from '../../src/slack/features/result/presets-message.js';
import { resultMessage } from '../../src/slack/features/result/result-message.js';
import { workingModal } from '../../src/slack/features/result/working-modal.js';
import type { Block, ResultChart } from '../../src/slack/kit/blocks.js';
import { decodeResult, encodeResult, IN_MESSAGE } from '../../src/slack/kit/workload-code.js';
import { adviceOf } from '../advice-of.js';
import { runs } from '../runs.js';
import { anyWorkload, book } from './arbitraries.js';

const CHARTS: readonly ResultChart[] = [
  { kind: 'file', fileId: 'F0123456789', altText: 'y'.repeat(5_000) },
  { kind: 'none', note: 'The chart could not be drawn.' },
];

function count(blocks: readonly Block[]): number {
  return JSON.stringify(blocks).length;
}

describe('the result', () => {
  test('of any workload is within every limit of Slack, and mentions nobody', () => {
    fc.assert(
      fc.property(anyWorkload, fc.constantFrom(...CHARTS), (workload, chart) => {
        const advice = adviceOf(workload, book, { asOf: '2026-11-22' });
        const { text, blocks } = resultMessage(advice, chart, ['Slack refused.']);
        expect(checkMessageBlocks(blocks)).toBeUndefined();
        expect(blocks.length).toBeGreaterThan(0);
        expect(count(blocks)).toBeLessThan(10_000);
        expect(text.length).toBeLessThan(8_000);
        expect(mentionsIn(text, blocks)).toEqual([]);
      }),
      { numRuns: runs(60) },
    );
  });

  test('of every preset says verdict, saving, payback, plans, reasons, prices, and has two buttons that carry the workload beside the questions and the ones that save and export', () => {
    for (const { workload } of PRESETS) {
      const advice = adviceOf(workload, book, { asOf: '2026-11-22' });
      const { text, blocks } = resultMessage(advice, { kind: 'none' });
      const all = JSON.stringify(blocks);
      expect(blocks.map(({ type }) => type)).toEqual(
        expect.arrayContaining(['header', 'section', 'table', 'actions']),
      );
      for (const word of ['*Saving*', '*Payback*', 'Why', 'Next step', 'price book'])
        expect(all).toContain(word);
      expect(text).toContain('Payback');
      const actions = blocks.find((block) => block.type === 'actions');
      const values =
        actions?.type === 'actions'
          ? actions.elements.flatMap((one) => (one.type === 'button' ? one.value : []))
          : [];
      expect(values.splice(2)).toEqual([IN_MESSAGE, IN_MESSAGE]);
      expect(values).toHaveLength(2);
      for (const value of values) expect(decodeResult(value ?? '')).toEqual({ workload, asOf: '2026-11-22' });
    }
  });

  test('says saving and payback once, and that wrong answers are in the bill', () => {
    for (const { workload } of PRESETS) {
      const advice = adviceOf(workload, book, { asOf: '2026-11-22' });
      const { text, blocks } = resultMessage(advice, { kind: 'none' });
      const [, second = ''] = advice.verdict.headline.split(/\. (?=[A-Z])/);
      expect(JSON.stringify(blocks)).not.toContain(second);
      expect(text).toContain(second);
      expect(text).not.toContain('Saving: ');
      if (workload.quality?.lossPerErrorUsd !== undefined) {
        expect(JSON.stringify(blocks)).toMatch(/\*Cost\*[^"]*, wrong answers included"/);
      }
    }
  });

  test('keeps what the numbers do not say: that the cheapest plan that passes costs more than today', () => {
    const small = PRESETS.find(({ id }) => id === 'team-small')?.workload;
    const forced = WorkloadSchema.parse({ ...small, current: { model: 'gemini-2.5-flash' } });
    const advice = adviceOf(forced, book, { asOf: '2026-11-22' });
    expect(advice.verdict.headline).toContain('It costs ');
    const { blocks } = resultMessage(advice, { kind: 'none' });
    expect(JSON.stringify(blocks)).toMatch(/more than today.* and is the cheapest plan that does the job\./);
  });

  test('lists the chosen plan first, then the present one, and the best of every kind, blocked ones too', () => {
    for (const { workload } of PRESETS) {
      const advice = adviceOf(workload, book, { asOf: '2026-11-22' });
      const table = resultMessage(advice, { kind: 'none' }).blocks.find(({ type }) => type === 'table');
      const titles =
        table?.type === 'table'
          ? table.rows.slice(1).map(([cell]) => (cell?.type === 'raw_text' ? cell.text : ''))
          : [];
      const chosen = advice.plans.find(({ id }) => id === advice.verdict.planId);
      expect(titles[0]).toBe(`${advice.verdict.unresolved ? '' : '✓ '}${chosen?.title}`.slice(0, 80));
      const kinds = new Set(
        advice.plans.filter(({ title }) => titles.some((one) => one.endsWith(title))).map(({ kind }) => kind),
      );
      expect(kinds).toEqual(new Set(advice.plans.map(({ kind }) => kind)));
    }
  });

  test('of a workload too long for a button has none, and says how to go on', () => {
    const [first] = PRESETS;
    if (!first) throw new Error('no preset');
    const long = Array.from({ length: 50 }, (_, index) =>
      createHash('sha256').update(String(index)).digest('hex'),
    );
    const advice = {
      ...adviceOf(first.workload, book, { asOf: '2026-11-22' }),
      workload: { ...first.workload, candidates: long },
    };
    const { blocks } = resultMessage(advice, { kind: 'none' });
    expect(blocks.some(({ type }) => type === 'actions')).toBe(false);
    expect(JSON.stringify(blocks)).toContain('too long for a button');
  });
});

describe('a button', () => {
  test('carries any workload that fits, and nothing else is read', () => {
    fc.assert(
      fc.property(anyWorkload, (workload) => {
        const value = encodeResult({ workload, asOf: '2026-11-22' });
        if (value === undefined) return;
        expect(value.length).toBeLessThanOrEqual(2_000);
        expect(decodeResult(value)).toEqual({ workload, asOf: '2026-11-22' });
      }),
    );
    for (const value of ['', '{', '{}', '~', '~%%%', '{"w":{}}', '[]', 'null'])
      expect(decodeResult(value)).toBeUndefined();
  });
});

describe('the working', () => {
  test('of any plan of any workload is within every limit of Slack', () => {
    fc.assert(
      fc.property(anyWorkload, fc.nat(), fc.nat(3), (workload, index, page) => {
        const advice = adviceOf(workload, book, { asOf: '2026-11-22' });
        const plan = advice.plans[index % advice.plans.length];
        const view = workingModal({ advice, planId: plan?.id ?? '', page, metadata: '{}' });
        expect(checkView(view, 'modal')).toBeUndefined();
      }),
      { numRuns: runs(60) },
    );
  });

  test('shows quantity x price = amount, and where each price was read', () => {
    const [first] = PRESETS;
    if (!first) throw new Error('no preset');
    const advice = adviceOf(first.workload, book, { asOf: '2026-11-22' });
    const all = JSON.stringify(workingModal({ advice, metadata: '{}' }).blocks);
    expect(all).toMatch(/tokens × \$[\d.]+ per 1,000,000 = \$[\d.]+/);
    expect(all).toContain('Source: ');
    expect(all).toContain('checked ');
  });
});

describe('the evidence in the working', () => {
  test('is listed with its year, age and address', () => {
    const tune = PRESETS.find(({ id }) => id === 'team-legal');
    if (!tune) throw new Error('no preset');
    const advice = adviceOf(tune.workload, book, { asOf: '2026-11-22' });
    const all = JSON.stringify(workingModal({ advice, metadata: '{}' }).blocks);
    expect(all).toContain('Bucher and Martini, 2024 (2 years old): ');
    expect(all).toContain('https://arxiv.org/abs/2406.08660');
  });
});

describe('help and presets', () => {
  const handled = WORDS.flatMap(({ typed }) => typed);

  test('are within the limits, and advertise nothing that does not exist', () => {
    for (const { blocks } of [helpMessage(helpLines(FEATURES, 'gpt-4o')), presetsMessage(PRESETS)]) {
      expect(checkMessageBlocks(blocks)).toBeUndefined();
      expect(count(blocks)).toBeLessThan(10_000);
      const typed = JSON.stringify(blocks);
      for (const [, word = ''] of typed.matchAll(/"\/ftcost ([a-z]+)\b(?!-)/g))
        expect(handled).toContain(word);
    }
  });
});
