import { describe, expect, test } from 'vitest';
import { compareRegistries } from '../../../src/prices/registry/compare-registries.js';
import { rowsInForce } from '../../../src/prices/registry/in-force.js';
import { judgeChanges } from '../../../src/prices/registry/judge-changes.js';
import type { RegistryRow } from '../../../src/prices/registry/registry-row.js';
import { type ChatPrices, context, linesOf, rowsOf } from './feed-texts.js';

type Decisions = Parameters<typeof context>[0];

/** One sync after another: what is in force, and what each said. */
function sync(
  previous: readonly RegistryRow[],
  feed: Readonly<Record<string, ChatPrices>>,
  decisions?: Decisions,
): { rows: readonly RegistryRow[]; events: ReturnType<typeof judgeChanges> } {
  const next = rowsOf(feed);
  const events = judgeChanges(compareRegistries(previous, next), next, context(decisions));
  return { rows: rowsInForce(previous, next, events), events };
}

function amountsOf(rows: readonly RegistryRow[]): readonly string[] {
  return rows.flatMap(({ key, prices }) => prices.map(({ kind, amount }) => `${key} ${kind} ${amount}`));
}

const START = rowsOf({ 'acme/a': { input: '1', output: '2' } });

describe('what is in force after a sync', () => {
  test('changes that were told hold at once', () => {
    expect(amountsOf(sync(START, { 'acme/a': { input: '2', output: '4' } }).rows)).toEqual([
      'acme/a input 2',
      'acme/a output 4',
    ]);
  });

  test('a held price stands as before, and is the same news next time', () => {
    const feed = { 'acme/a': { input: '50', output: '2', cached: '5' } };
    const first = sync(START, feed);
    expect(amountsOf(first.rows).toSorted()).toEqual(['acme/a input 1', 'acme/a output 2']);
    const second = sync(first.rows, feed);
    expect(second.events.map(({ fingerprint }) => fingerprint).toSorted()).toEqual(
      first.events.map(({ fingerprint }) => fingerprint).toSorted(),
    );
  });

  test('a held price that the feed takes back was never news', () => {
    const { rows } = sync(START, { 'acme/a': { input: '50', output: '60' } });
    expect(sync(rows, { 'acme/a': { input: '1', output: '2' } }).events).toEqual([]);
  });

  test('an accepted price holds from the next sync on, and a rejected one never', () => {
    const feed = { 'acme/a': { input: '50', output: '60' } };
    const first = sync(START, feed);
    const all = (decision: 'accepted' | 'rejected'): Decisions =>
      new Map(first.events.map(({ fingerprint }) => [fingerprint, decision]));
    const accepted = sync(first.rows, feed, all('accepted'));
    expect(linesOf(accepted.events)).toEqual([
      'acme/a input changed announce operator',
      'acme/a output changed announce operator',
    ]);
    expect(amountsOf(accepted.rows)).toEqual(['acme/a input 50', 'acme/a output 60']);
    expect(sync(accepted.rows, feed, all('accepted')).events).toEqual([]);
    const rejected = sync(first.rows, feed, all('rejected'));
    expect(amountsOf(rejected.rows)).toEqual(['acme/a input 1', 'acme/a output 2']);
  });

  test('a held end date stands as before', () => {
    const dated = (day: string): Record<string, ChatPrices> => ({
      'gpt-4o': { provider: 'openai', input: '2.5', fields: { deprecation_date: day } },
    });
    const { rows } = sync(rowsOf(dated('2027-01-14')), dated('2026-02-27'));
    expect(rows.map(({ deprecatedOnHint }) => deprecatedOnHint)).toEqual(['2027-01-14']);
  });
});
