import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { advise, PRESETS } from '../../src/engine/index.js';
import { mentionsIn } from '../../src/playground/slack-server/state/mentions.js';
import { checkMessageBlocks, checkView } from '../../src/playground/slack-server/validate/index.js';
import { helpLines, helpMessage } from '../../src/slack/features/help/feature.js';
import { FEATURES, WORDS } from '../../src/slack/features/index.js';
import { firstThings } from '../../src/slack/features/result/first-things.js';
import { guideMessage } from '../../src/slack/features/result/guide.js';
import { presetsMessage } from '../../src/slack/features/result/presets-message.js';
import { resultMessage } from '../../src/slack/features/result/result-message.js';
import { isWhyPage, WHY_PAGES } from '../../src/slack/features/result/why-blocks.js';
import { whyMessage, whyModal } from '../../src/slack/features/result/why-views.js';
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

  test('of a move that has to be made says why it is the plan although mistakes double', () => {
    const workload = {
      task: 'classification' as const,
      volume: { queriesPerDay: 50_000 },
      tokens: { user: 1_500, output: 200 },
      current: { model: 'gpt-4o' },
      quality: { current: 0.92, lossPerErrorUsd: 0.5 },
    };
    const advice = adviceOf(workload, book, { asOf: '2026-11-22' });
    const { verdict, plans } = advice;
    expect(verdict.grade).toBe('must-move');
    const mistakes = (id: string) => plans.find((plan) => plan.id === id)?.firstMonth?.mistakesUsd ?? 0;
    const more = mistakes(verdict.planId) / mistakes('keep');
    const said = firstThings(advice).filter((one) => one.startsWith('It is the plan although'));
    expect(said).toHaveLength(more >= 1.2 ? 1 : 0);
    expect(more).toBeGreaterThan(1.2);
    expect(said[0]).toMatch(/GPT-4o is not there after 14 Jan 2027/);
    // Where no loss is given, nothing is said of mistakes.
    const { quality: _, ...bare } = workload;
    expect(firstThings(adviceOf(bare, book, { asOf: '2026-11-22' })).join()).not.toContain('although');
  });

  test('of every preset says verdict, three numbers and prices, and has two buttons that carry the workload beside the menus and the one that saves', () => {
    for (const { workload } of PRESETS) {
      const advice = adviceOf(workload, book, { asOf: '2026-11-22' });
      const { text, blocks } = resultMessage(advice, { kind: 'none' });
      const all = JSON.stringify(blocks);
      expect(blocks.map(({ type }) => type)).toEqual(
        expect.arrayContaining(['header', 'section', 'actions']),
      );
      for (const word of ['*Invoice', '*People', '*Mistakes', 'Why', 'Prices of'])
        expect(all).toContain(word);
      expect(text).toContain('Invoice');
      const actions = blocks.find((block) => block.type === 'actions');
      const values =
        actions?.type === 'actions'
          ? actions.elements.flatMap((one) => (one.type === 'button' ? one.value : []))
          : [];
      expect(values.splice(1, 1)).toEqual([IN_MESSAGE]);
      expect(values).toHaveLength(2);
      for (const value of values) expect(decodeResult(value ?? '')).toEqual({ workload, asOf: '2026-11-22' });
    }
  });

  test('says what comes of the verdict, and what mistakes cost where a loss is given', () => {
    for (const { workload } of PRESETS) {
      const advice = advise(workload, book, { asOf: '2026-11-22' });
      const { verdict } = advice;
      const all = JSON.stringify(resultMessage(advice, { kind: 'none' }).blocks);
      expect(all).toContain(JSON.stringify(verdict.outcome).slice(1, -1));
      expect(all.includes('not priced')).toBe(workload.quality?.lossPerErrorUsd === undefined);
    }
  });

  test('lists what to do now first, and the chosen and the present plan, with what the verdict says of each', () => {
    for (const { workload } of PRESETS) {
      const advice = adviceOf(workload, book, { asOf: '2026-11-22' });
      const table = whyMessage(advice, 'plans').blocks.find(({ type }) => type === 'table');
      const titles =
        table?.type === 'table'
          ? table.rows.slice(1).map(([cell]) => (cell?.type === 'raw_text' ? cell.text : ''))
          : [];
      const { verdict } = advice;
      const titleOf = (id: string) => advice.plans.find((plan) => plan.id === id)?.title ?? '';
      expect(titles[0]).toBe(
        `${verdict.unresolved ? '' : '✓ '}${titleOf(verdict.meanwhilePlanId)}`.slice(0, 80),
      );
      for (const id of ['keep', verdict.planId]) {
        expect(titles.some((one) => one.endsWith(titleOf(id).slice(0, 70)))).toBe(true);
      }
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

describe('what is behind a result', () => {
  test('has room in a window and in the thread for any workload, on every page', () => {
    fc.assert(
      fc.property(anyWorkload, fc.constantFrom(...Object.keys(WHY_PAGES)), (workload, page) => {
        if (!isWhyPage(page)) throw new Error('no page');
        const advice = adviceOf(workload, book, { asOf: '2026-11-22' });
        const { text, blocks } = whyMessage(advice, page);
        expect(checkMessageBlocks(blocks)).toBeUndefined();
        expect(blocks.length).toBeGreaterThan(1);
        expect(count(blocks)).toBeLessThan(10_000);
        expect(mentionsIn(text, blocks)).toEqual([]);
        const view = whyModal({ advice, page, metadata: '{}', hasThread: true });
        expect(checkView(view, 'modal')).toBeUndefined();
      }),
      { numRuns: runs(60) },
    );
  });

  test('says every reason, condition, caution and sentence of the next step whole', () => {
    for (const { workload } of PRESETS) {
      const advice = adviceOf(workload, book, { asOf: '2026-11-22' });
      const { reasons, conditions, cautions, nextStep } = advice.verdict;
      const all = JSON.stringify(
        whyModal({ advice, page: 'reasons', metadata: '{}', hasThread: false }).blocks,
      );
      for (const sentence of [
        ...reasons,
        ...conditions,
        ...cautions,
        ...nextStep.split(/(?<=[.!?]) (?=[A-Z])/),
      ])
        expect(all).toContain(JSON.stringify(sentence).slice(1, -1));
    }
  });

  test('is counted in the result, where the limits that were given stand first', () => {
    const voice = PRESETS.find(({ id }) => id === 'voice-intent');
    if (!voice) throw new Error('no preset');
    const limited = { ...voice.workload, constraints: { maxLatencyMs: 300, noTrainingOnData: true } };
    const advice = adviceOf(limited, book, { asOf: '2026-11-22' });
    const all = JSON.stringify(resultMessage(advice, { kind: 'none' }).blocks);
    expect(advice.verdict.conditions.join()).toContain('300 ms');
    expect(advice.verdict.conditions.join()).toContain('may not be used for training');
    for (const condition of advice.verdict.conditions) expect(all).toContain(condition);
    const first = firstThings(advice);
    const shown = first.filter((one) => all.includes(JSON.stringify(one).slice(1, -1))).length;
    if (shown < first.length) expect(all).toContain(`And ${first.length - shown} more, under Why.`);
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
    expect(all).toContain('Sources of the prices');
    expect(all).toContain('checked ');
  });
});

describe('the evidence in the working', () => {
  test('is listed with its year, age and address', () => {
    const tune = PRESETS.find(({ id }) => id === 'contract-clauses');
    if (!tune) throw new Error('no preset');
    const advice = adviceOf(tune.workload, book, { asOf: '2026-11-22' });
    const all = JSON.stringify(workingModal({ advice, metadata: '{}' }).blocks);
    expect(all).toContain('Bucher and Martini, 2024');
    expect(all).toContain(' (2 years old): ');
    expect(all).toContain('https://arxiv.org/abs/2406.08660');
  });
});

describe('help and presets', () => {
  const handled = WORDS.flatMap(({ typed }) => typed);

  test('are within the limits, and advertise nothing that does not exist', () => {
    for (const { blocks } of [
      helpMessage(helpLines(FEATURES, 'gpt-4o')),
      presetsMessage(PRESETS),
      guideMessage(),
    ]) {
      expect(checkMessageBlocks(blocks)).toBeUndefined();
      expect(count(blocks)).toBeLessThan(10_000);
      const typed = JSON.stringify(blocks);
      for (const [, word = ''] of typed.matchAll(/"\/ftcost ([a-z]+)\b(?!-)/g))
        expect(handled).toContain(word);
    }
  });
});
