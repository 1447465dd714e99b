import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Advice, changedBook, PRESETS, type Workload } from '../../src/engine/index.js';
import { mentionsIn } from '../../src/playground/slack-server/state/mentions.js';
import { checkMessageBlocks } from '../../src/playground/slack-server/validate/index.js';
import { whatIfMessage } from '../../src/slack/features/result/what-if-message.js';
import { whatIfsFor } from '../../src/slack/features/result/what-ifs.js';
import { adviceOf } from '../advice-of.js';
import { SKETCHES, sketchAdvice } from '../charts/fixtures.js';
import { runs } from '../runs.js';
import { anyWorkload, book } from './arbitraries.js';

const DAY = { asOf: '2026-11-22' };
const CLASSIC: Workload = {
  task: 'classification',
  volume: { queriesPerDay: 500_000 },
  tokens: { staticPrompt: 2_000, user: 200, output: 100 },
  current: { model: 'gpt-4o' },
  data: { examples: 5_000, tokensPerExample: 500 },
};

function ask(workload: Workload, id: string): { readonly before: Advice; readonly after: Advice } {
  const before = adviceOf(workload, book, DAY);
  const asked = whatIfsFor(before).find((one) => one.id === id);
  if (asked === undefined) throw new Error(`not offered: ${id}`);
  return { before, after: adviceOf(asked.workload, changedBook(book, asked.priceChanges), DAY) };
}

function keepBill({ plans }: Advice): number {
  return plans.find(({ kind }) => kind === 'keep')?.firstMonthUsd ?? Number.NaN;
}

describe('the questions', () => {
  test('of any workload can be worked out, fit into a menu, and are told apart', () => {
    fc.assert(
      fc.property(anyWorkload, (workload) => {
        const before = adviceOf(workload, book, DAY);
        const asked = whatIfsFor(before);
        expect(new Set(asked.map(({ id }) => id)).size).toBe(asked.length);
        expect(asked.length).toBeGreaterThanOrEqual(4);
        for (const { label, workload: changed, priceChanges } of asked) {
          expect(label.length).toBeLessThanOrEqual(75);
          const after = adviceOf(changed, changedBook(book, priceChanges), DAY);
          const { text, blocks } = whatIfMessage(before, after, label);
          expect(checkMessageBlocks(blocks)).toBeUndefined();
          expect(mentionsIn(text, blocks)).toEqual([]);
        }
      }),
      { numRuns: runs(15) },
    );
  });

  test('about the volume scale the bill of today', () => {
    for (const factor of [0.1, 0.5, 2, 10]) {
      const { before, after } = ask(CLASSIC, `volume:${factor}`);
      expect(keepBill(after)).toBeCloseTo(keepBill(before) * factor, 4);
    }
    const backlog = { ...CLASSIC, volume: { oneOffQueries: 15 } };
    expect(ask(backlog, 'volume:0.1').after.workload.volume.oneOffQueries).toBe(2);
  });

  test('about prices change one model only', () => {
    const { before, after } = ask(CLASSIC, 'today-half');
    expect(keepBill(after)).toBeCloseTo(keepBill(before) / 2, 4);
    const cheaper = ask(CLASSIC, 'winner-half');
    const id = cheaper.before.verdict.planId;
    const bill = ({ plans }: Advice) => plans.find((plan) => plan.id === id)?.perQuery.totalUsd;
    expect(bill(cheaper.after)).toBeCloseTo((bill(cheaper.before) ?? Number.NaN) / 2, 9);
    expect(keepBill(cheaper.after)).toBe(keepBill(cheaper.before));
  });

  test('about accuracy are asked only where one is given, and take five points away', () => {
    expect(whatIfsFor(adviceOf(CLASSIC, book, DAY)).map(({ id }) => id)).not.toContain('less-accurate');
    const measured = { ...CLASSIC, quality: { fineTuned: 0.93 } };
    expect(ask(measured, 'less-accurate').after.workload.quality?.fineTuned).toBe(0.88);
  });

  test('about an accuracy that was judged take the points from as many answers, of the model by name where it has a figure', () => {
    const winner = ask(CLASSIC, 'volume:2').before.plans.find(({ kind }) => kind === 'switch-model');
    if (winner === undefined) throw new Error('no model to switch to');
    const name = winner.id.replace('switch-model:', '');
    const figure = { right: 182, items: 200 };
    const advice = adviceOf(
      { ...CLASSIC, quality: { models: { [name]: figure }, smallerModel: figure } },
      book,
      DAY,
    );
    const chosen = { ...advice, verdict: { ...advice.verdict, planId: winner.id } };
    const asked = whatIfsFor(chosen).find(({ id }) => id === 'less-accurate');
    expect(asked?.label).toBe(`${winner.modelName} 5 points less accurate`);
    expect(asked?.workload.quality).toEqual({
      smallerModel: figure,
      models: { [name]: { right: 172, items: 200 } },
    });
  });

  test('about caching are asked only where there is something to cache', () => {
    expect(ask(CLASSIC, 'cache-hits').after.workload.current.cacheHitRate).toBe(0.9);
    const bare = { ...CLASSIC, tokens: { user: 200, output: 100 } };
    expect(whatIfsFor(adviceOf(bare, book, DAY)).map(({ id }) => id)).not.toContain('cache-hits');
  });

  test('about life and people start from the stated defaults', () => {
    expect(ask(CLASSIC, 'half-life').after.workload.stability?.retrainEveryMonths).toBe(4.5);
    const asked = whatIfsFor(adviceOf(CLASSIC, book, DAY)).find(({ id }) => id === 'half-life');
    const days = (date: string) => (Date.parse(date) - Date.parse(DAY.asOf)) / 86_400_000;
    let announced = 0;
    for (const [index, offer] of changedBook(book, asked?.priceChanges ?? []).tuningOffers.entries()) {
      const before = book.tuningOffers[index]?.endsOn?.date;
      if (before === undefined || before <= DAY.asOf) expect(offer.endsOn?.date).toBe(before);
      else {
        announced += 1;
        expect(days(offer.endsOn?.date ?? '')).toBe(Math.floor(days(before) / 2));
      }
    }
    expect(announced).toBeGreaterThan(0);
    expect(ask(CLASSIC, 'people-twice').after.workload.people?.engineerMonthlyUsd).toBe(30_000);
  });
});

describe('the answer', () => {
  const classic = sketchAdvice(SKETCHES.classic);
  const keep = sketchAdvice({ ...SKETCHES.classic, winner: 0 });
  const tuned = sketchAdvice({ ...SKETCHES.classic, winner: 3 });
  const first = (before: Advice, after: Advice) => whatIfMessage(before, after, 'Volume × 0.1').text;

  test('is one line with saving and verdict before and after', () => {
    expect(first(classic, tuned)).toContain(
      'Volume × 0.1: saving $21.4k → $16.6k a month; verdict flips to fine-tuning.',
    );
    expect(first(classic, keep)).toContain('Volume × 0.1: saving $21.4k → none;');
    expect(first(classic, classic)).toContain('saving stays $21.4k a month; verdict stays.');
    expect(first(keep, keep)).toContain('still no saving; verdict stays.');
  });

  test('of presets fits, and names the verdict as it would be', () => {
    for (const { workload } of PRESETS.slice(0, 2)) {
      const before = adviceOf(workload, book, DAY);
      for (const asked of whatIfsFor(before)) {
        const after = adviceOf(asked.workload, changedBook(book, asked.priceChanges), DAY);
        const { blocks } = whatIfMessage(before, after, asked.label);
        expect(JSON.stringify(blocks)).toContain(JSON.stringify(after.verdict.headline).slice(1, 60));
      }
    }
  });
});
