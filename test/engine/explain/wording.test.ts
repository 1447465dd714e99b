import { describe, expect, it } from 'vitest';
import { addDays, daysBetween } from '../../../src/engine/calendar.js';
import {
  formatAmount,
  formatCount,
  formatDay,
  formatDuration,
  formatPoints,
  formatRange,
  formatShare,
  formatUsd,
  formatUsdExactly,
  upperFirst,
} from '../../../src/engine/explain/wording.js';
import { CATALOGUE } from '../../catalogue.js';

it('a name that its maker writes small stays so at the beginning of a sentence', () => {
  const small = CATALOGUE.models.filter(({ name }) => /^[a-z]/.test(name)).map(({ name }) => name);
  expect(small.length).toBeGreaterThan(5);
  for (const name of small) expect(upperFirst(`${name} passes.`)).toBe(`${name} passes.`);
  expect(upperFirst('order by mail')).toBe('Order by mail');
});

/** How numbers are said, on both sides of every threshold. */

describe('money in headlines', () => {
  it.each([
    [0, '$0'],
    [0.000_126, '$0.000126'],
    [0.001_374, '$0.00137'],
    [0.0949, '$0.0949'],
    [0.0951, '$0.10'],
    [0.42, '$0.42'],
    [2, '$2'],
    [22.5, '$22.50'],
    [99.49, '$99.49'],
    [99.5, '$100'],
    [950.4, '$950'],
    [999.95, '$1,000'],
    [1374, '$1,374'],
    [9999.4, '$9,999'],
    [10_000, '$10k'],
    [13_249, '$13.2k'],
    [13_250, '$13.3k'],
    [99_949, '$99.9k'],
    [99_950, '$100k'],
    [999_499, '$999k'],
    [999_500, '$1M'],
    [1_234_567, '$1.2M'],
    [2.5e9, '$2.5B'],
    [1e12, '$1T'],
    [-3000, '-$3,000'],
    [-0.0015, '-$0.0015'],
  ])('%f is %s', (usd, text) => expect(formatUsd(usd)).toBe(text));
});

describe('money in ledgers', () => {
  it.each([
    [0, '$0.00'],
    [0.000_126, '$0.000126'],
    [0.001_374_49, '$0.00137449'],
    [0.0999, '$0.0999'],
    [0.1, '$0.10'],
    [22.5, '$22.50'],
    [12_490, '$12,490.00'],
    [1_234_567.891, '$1,234,567.89'],
    [-640, '-$640.00'],
  ])('%f is %s', (usd, text) => expect(formatUsdExactly(usd)).toBe(text));
});

describe('published prices', () => {
  it.each([
    ['0.4', '$0.40'],
    ['2.50', '$2.50'],
    ['1.875', '$1.875'],
    ['10', '$10'],
    ['0.00002', '$0.00002'],
  ])('%s is %s', (amount, text) => expect(formatAmount(amount)).toBe(text));
});

describe('counts', () => {
  it.each([
    [0, '0'],
    [500, '500'],
    [16_376, '16,376'],
    [99_999, '99,999'],
    [100_000, '100k'],
    [500_000, '500k'],
    [15_000_000, '15M'],
    [16.3755, '16.4'],
    [0.5, '0.5'],
  ])('%f is %s', (count, text) => expect(formatCount(count)).toBe(text));
});

describe('shares', () => {
  it.each([
    [0, '0%'],
    [0.88, '88%'],
    [0.904, '90.4%'],
    [0.3, '30%'],
    [1, '100%'],
    [2.383, '238%'],
  ])('%f is %s', (share, text) => expect(formatShare(share)).toBe(text));
});

describe('differences of shares', () => {
  it.each([
    [0.05, '5 points'],
    [0.9 - 0.8, '10 points'],
    [0.126, '12.6 points'],
    [0.01, '1 point'],
    [0, '0 points'],
    [-0.0001, '0 points'],
  ])('%f is %s', (difference, text) => expect(formatPoints(difference)).toBe(text));
});

describe('lengths of time', () => {
  const minute = 1 / 1440;
  const hour = 1 / 24;

  it.each([
    [0, 'at once'],
    [0.5 * minute, 'less than a minute'],
    [minute, '1 minute'],
    [47.16 * minute, '47 minutes'],
    [59.4 * minute, '59 minutes'],
    [59.6 * minute, '1 hour'],
    [90 * minute, '1.5 hours'],
    [9.96 * hour, '10 hours'],
    [23.4 * hour, '23 hours'],
    [0.999, '1 day'],
    [1, '1 day'],
    [1.5, '1.5 days'],
    [9.96, '10 days'],
    [18.18, '19 days'],
    [53, '53 days'],
    [59.5, '60 days'],
    [60, '2 months'],
    [105, '3.5 months'],
    [360, '12 months'],
    [729, '24 months'],
    [730, '2 years'],
    [1533, '4.2 years'],
  ])('%f days are %s', (days, text) => expect(formatDuration(days)).toBe(text));
});

describe('days', () => {
  it('are written out', () => {
    expect(formatDay('2027-01-14')).toBe('14 Jan 2027');
    expect(formatDay('2026-12-01')).toBe('1 Dec 2026');
  });

  it.each([
    ['2026-11-22', 53, '2027-01-14'],
    ['2028-02-28', 1, '2028-02-29'],
    ['2026-11-22', 0, '2026-11-22'],
    ['2026-11-22', 0.001, '2026-11-23'],
    ['2026-03-28', 2, '2026-03-30'],
  ])('%s + %f is %s, part days counting as whole ones', (day, days, later) => {
    expect(addDays(day, days)).toBe(later);
  });

  it.each([
    ['2026-11-22', '2027-01-14', 53],
    ['2026-11-22', '2026-11-22', 0],
    ['2027-01-14', '2026-11-22', -53],
    ['2026-03-01', '2026-11-01', 245],
  ])('from %s to %s are %i', (from, to, days) => expect(daysBetween(from, to)).toBe(days));
});

describe('a range', () => {
  it.each([
    ['5 queries a day', '5M queries a day', '5 to 5M queries a day'],
    [
      "people's time at $150 per engineer-month",
      "people's time at $300k per engineer-month",
      "people's time at $150 to $300k per engineer-month",
    ],
    ['3 days until it ends', '24 months until it ends', '3 days to 24 months until it ends'],
    ['none', 'all', 'none to all'],
  ])('from %s to %s says once what both have in common', (low, high, words) => {
    expect(formatRange(low, high)).toBe(words);
  });
});
