import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Advice } from '../../src/engine/index.js';
import { parseCsv } from '../../src/playground/page/files/csv.js';
import { exportFiles } from '../../src/slack/features/result/export-files.js';
import { resultMessage } from '../../src/slack/features/result/result-message.js';
import { isWhyPage, WHY_PAGES } from '../../src/slack/features/result/why-blocks.js';
import { whyMessage } from '../../src/slack/features/result/why-views.js';
import { workingModal } from '../../src/slack/features/result/working-modal.js';
import { adviceOf } from '../advice-of.js';
import { runs } from '../runs.js';
import { anyWorkload, book } from './arbitraries.js';

/** Figures as people read them, over drawn results: nothing that a careful reader would have to correct. */

/** All texts of blocks, whatever they stand in. */
function textsOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(textsOf);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, one]) =>
    key === 'text' && typeof one === 'string' ? [one] : textsOf(one),
  );
}

function toldOf(advice: Advice): readonly string[] {
  const { text, blocks } = resultMessage(advice, { kind: 'none' });
  const pages = Object.keys(WHY_PAGES).filter(isWhyPage);
  return [
    text,
    ...textsOf(blocks),
    ...pages.flatMap((page) => textsOf(whyMessage(advice, page).blocks)),
    ...textsOf(workingModal({ advice, metadata: '{}' }).blocks),
  ];
}

/** What no sentence may say: a saving below nothing, one of several, the wrong article. */
const SLIPS: readonly RegExp[] = [
  /(?:saves|saving|less by) (?:about )?-\$/,
  /\$-|-\$0(?:\.00)?\b/,
  /\bevery 1 (?:day|week|month|year)s?\b/,
  /(?<!to |[\d.,])\b1 (?:days|months|years|queries|examples|items|plans|assumptions|minutes|hours)\b/,
  /\b(?:a|A) (?:8|11|18|80)(?=[ %.])/,
  /\ban (?:[1-79]|\$)/,
  /undefined|NaN|Infinity|\[object/,
];

test('what is said of any result has no negative saving, no plural of one and no slip of an article', () => {
  fc.assert(
    fc.property(anyWorkload, (workload) => {
      for (const said of toldOf(adviceOf(workload, book, { asOf: '2026-11-22', draws: 20 }))) {
        for (const slip of SLIPS) expect(said).not.toMatch(slip);
      }
    }),
    { numRuns: runs(30), endOnFailure: true },
  );
});

const LINE = /^([\d,.]+) .+ × \$([\d,.]+)(?: each| per ([\d,]+)) = (-?)\$([\d,.]+)/;
const figure = (text: string) => Number(text.replaceAll(',', ''));

test('a line of the working is its quantity times its exact rate, and each source has one footnote', () => {
  fc.assert(
    fc.property(anyWorkload, (workload) => {
      const advice = adviceOf(workload, book, { asOf: '2026-11-22', draws: 20 });
      for (const plan of advice.plans.slice(0, 3)) {
        const texts = textsOf(workingModal({ advice, metadata: '{}', planId: plan.id }).blocks);
        for (const said of texts) {
          const [, quantity = '', rate = '', per = '1', sign, amount = ''] = LINE.exec(said) ?? [];
          if (amount === '' || sign === '-') continue;
          const exact = (figure(quantity) * figure(rate)) / figure(per);
          // Quantities are written to four digits behind the point, amounts to the cent or to six digits.
          expect(Math.abs(figure(amount) - exact)).toBeLessThanOrEqual(Math.max(0.006, exact * 1e-4));
        }
      }
    }),
    { numRuns: runs(30), endOnFailure: true },
  );
});

test('the exported ledger tells for every line whose rate it is', () => {
  fc.assert(
    fc.property(anyWorkload, (workload) => {
      const ledgers = exportFiles(adviceOf(workload, book, { asOf: '2026-11-22', draws: 20 }))[1];
      const [columns = [], ...rows] = parseCsv(ledgers?.content ?? '');
      const [source, amount] = ['price_source', 'amount_usd'].map((name) => columns.indexOf(name));
      for (const row of rows) {
        if (row[amount ?? -1] !== '') expect(row[source ?? -1]).not.toBe('');
      }
    }),
    { numRuns: runs(30), endOnFailure: true },
  );
});
