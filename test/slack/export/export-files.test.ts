import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { PRESETS, type Workload } from '../../../src/engine/index.js';
import { parseCsv } from '../../../src/playground/page/files/csv.js';
import { exportFiles } from '../../../src/slack/features/result/export-files.js';
import { adviceOf } from '../../advice-of.js';
import { anyWorkload, book } from '../arbitraries.js';

function exported(workload: Workload) {
  const advice = adviceOf(workload, book, { asOf: '2026-11-22', draws: 20 });
  const [plans, ledgers, months, json] = exportFiles(advice);
  if (!plans || !ledgers || !months || !json) throw new Error('A file is missing.');
  return { advice, plans, ledgers, months, json };
}

/** Rows of a file as records by column. */
function records(content: string): Record<string, string>[] {
  const [columns = [], ...rows] = parseCsv(content);
  return rows.map((row) => Object.fromEntries(columns.map((column, index) => [column, row[index] ?? ''])));
}

const triage = PRESETS.find(({ id }) => id === 'ticket-triage')?.workload ?? PRESETS[0]?.workload;
if (!triage) throw new Error('There is no preset.');

test('the plans have their accuracy, its basis, and each part of their cost by itself', () => {
  const { advice, plans } = exported(triage);
  const rows = records(plans.content);
  expect(rows).toHaveLength(advice.plans.length);
  for (const [index, plan] of advice.plans.entries()) {
    const row = rows[index];
    expect(row?.accuracy_basis).toBe(plan.accuracy.basis);
    expect(Number(row?.accuracy_p10)).toBeCloseTo(plan.accuracy.p10, 9);
    expect(Number(row?.p_good_enough)).toBeCloseTo(plan.pGoodEnough, 9);
    if (plan.firstMonth === null) continue;
    expect(Number(row?.month_invoice_usd)).toBeCloseTo(plan.firstMonth.invoiceUsd, 6);
    expect(row?.month_mistakes_usd === '').toBe(plan.firstMonth.mistakesUsd === null);
  }
  expect(rows.some(({ grade }) => grade === advice.verdict.grade)).toBe(true);
});

describe('the ledgers', () => {
  test('hold every line of every plan, and quantity x unit price is the amount', () => {
    const { advice, ledgers } = exported(triage);
    const rows = records(ledgers.content);
    const lines = advice.plans.flatMap(({ upfront, perQuery, perQueryLater, monthly, recurring }) =>
      [upfront, perQuery, ...perQueryLater.map(({ ledger }) => ledger), monthly, recurring?.ledger].flatMap(
        (one) => [...(one?.lines ?? []), ...(one?.unknown ?? [])],
      ),
    );
    expect(rows).toHaveLength(lines.length);
    for (const row of rows.filter(({ amount_usd: amount }) => amount !== '')) {
      const product = (Number(row.quantity) * Number(row.unit_price_usd)) / Number(row.per_units);
      expect(Number(row.amount_usd)).toBeCloseTo(product, 6);
    }
  });

  test('name source, its date, the day of the check and how sure it is for every price', () => {
    const { advice, ledgers } = exported(triage);
    const priced = records(ledgers.content).filter(({ confidence }) => confidence !== '');
    expect(priced.length).toBeGreaterThan(20);
    for (const row of priced) {
      expect(row.price_source).not.toBe('');
      expect(row.source_date).toMatch(/^\d{4}-\d\d-\d\d$/);
      expect(row.checked_on).toMatch(/^\d{4}-\d\d-\d\d$/);
      expect(row.confidence).toMatch(/^[ABC]: /);
    }
    const usual = records(ledgers.content).filter(({ price_source: source }) => source === 'ftcost default');
    expect(usual.map(({ line }) => line).join()).toMatch(/engineer|upkeep|label|build/i);
    const paid = { ...triage, people: { ...triage.people, engineerMonthlyUsd: 9_000 } };
    const own = records(exported(paid).ledgers.content).filter(
      ({ price_source: source }) => source === 'your own',
    );
    expect(own.map(({ unit_price_usd: usd }) => Number(usd))).toContain(480);
    const chosen = advice.plans.find(({ id }) => id === advice.verdict.planId)?.title;
    expect(records(ledgers.content).find(({ plan }) => plan === chosen)?.standing).toBe(
      advice.verdict.grade === 'test-first' ? 'to be tested' : 'recommended',
    );
  });

  test('an unknown price is a line without an amount, never 0', () => {
    const unknowns = PRESETS.flatMap(({ workload }) => records(exported(workload).ledgers.content)).filter(
      ({ line }) => line?.startsWith('Unknown: '),
    );
    for (const row of unknowns) expect(row.amount_usd).toBe('');
  });
});

describe('the cost month by month', () => {
  test('starts with what is paid at once and ends with the whole horizon, for every plan of known cost', () => {
    const { advice, months } = exported(triage);
    const rows = records(months.content);
    expect(rows).toHaveLength(advice.curve.lines.length * 13);
    for (const { id, title, upfront } of advice.plans) {
      const line = advice.curve.lines.find(({ planId }) => planId === id);
      const own = rows.filter(({ plan }) => plan === title);
      if (line === undefined || own.length !== 13) continue;
      expect(Number(own[0]?.cost_so_far_usd)).toBeCloseTo(upfront.totalUsd ?? Number.NaN, 4);
      expect(Number(own[12]?.cost_so_far_usd)).toBeCloseTo(line.points.at(-1)?.usd ?? Number.NaN, 4);
      expect(own[12]).toMatchObject({ month: '12', date: '2027-11-17' });
    }
  });

  test('says from which month on a plan no longer runs', () => {
    const { advice, months } = exported(triage);
    const ending = advice.curve.lines.find(({ endsOnDay }) => endsOnDay !== undefined);
    const title = advice.plans.find(({ id }) => id === ending?.planId)?.title;
    const own = records(months.content).filter(({ plan }) => plan === title);
    expect(own.at(-1)?.runs).toBe('no');
    expect(own[0]?.runs).toBe('yes');
  });
});

test('the JSON is the whole advice, and nothing is lost in it', () => {
  const { advice, json } = exported(triage);
  const parsed: unknown = JSON.parse(json.content);
  expect(parsed).toEqual({
    format: 'ftcost-advice',
    version: 2,
    advice: z.unknown().parse(JSON.parse(JSON.stringify(advice))),
  });
});

test('of any workload: rows are equally long, and names of files are plain', () => {
  fc.assert(
    fc.property(anyWorkload, (workload) => {
      const { ledgers, months, json } = exported(workload);
      for (const file of [ledgers, months]) {
        const table = parseCsv(file.content);
        expect(new Set(table.map(({ length }) => length)).size).toBe(1);
      }
      for (const { name } of [ledgers, months, json]) expect(name).toMatch(/^ftcost-[a-z0-9-]+\.(csv|json)$/);
    }),
    { numRuns: 25, endOnFailure: true },
  );
});
