import type {
  GoldenBill,
  GoldenDays,
  GoldenHosting,
  GoldenMonths,
  GoldenNet,
  GoldenQueries,
  GoldenSaving,
  GoldenStaff,
  GoldenTokens,
  GoldenTraining,
} from './golden-types.js';

/**
 * Golden arithmetic: figures that published calculators and guides print, worked out again. The prices are theirs
 * and are fixtures, not prices of today. `printed` is set where the published figure is wrong or leaves something
 * out; the product gives the figure beside it instead.
 */

/** Largest relative error of every figure but whole queries, which are exact. */
export const TOLERANCE = 1e-6;

/** Bills of a call, a day or a month. */
export const BILLS: readonly GoldenBill[] = [
  { id: 'A1', input: 200, output: 50, rates: { input: 2.5, output: 10 }, queries: 500_000, usd: 500 },
  { id: 'A1m', input: 200, output: 50, rates: { input: 2.5, output: 10 }, queries: 15_000_000, usd: 15_000 },
  { id: 'A2', input: 200, output: 50, rates: { input: 0.15, output: 0.6 }, queries: 500_000, usd: 30 },
  { id: 'A2m', input: 200, output: 50, rates: { input: 0.15, output: 0.6 }, queries: 15_000_000, usd: 900 },
  { id: 'A3', input: 200, output: 50, rates: { input: 0.3, output: 1.2 }, queries: 500_000, usd: 60 },
  { id: 'A3m', input: 200, output: 50, rates: { input: 0.3, output: 1.2 }, queries: 15_000_000, usd: 1800 },
  {
    id: 'E2',
    input: 5_000_000,
    output: 5_000_000,
    rates: { input: 0.15, output: 0.6 },
    queries: 1,
    usd: 3.75,
  },
  {
    id: 'E2b',
    input: 5_000_000,
    output: 5_000_000,
    rates: { input: 0.3, output: 1.2 },
    queries: 1,
    usd: 7.5,
  },
  { id: 'A10a', input: 200, output: 100, rates: { input: 2.5, output: 10 }, queries: 1, usd: 0.0015 },
  { id: 'A10b', input: 100, output: 80, rates: { input: 0.3, output: 1.2 }, queries: 1, usd: 0.000126 },
  {
    id: 'C1-gem20f',
    input: 500,
    output: 300,
    rates: { input: 0.1, output: 0.4 },
    queries: 3_000_000,
    usd: 510,
    printed: 162,
  },
  {
    id: 'C1-mini',
    input: 500,
    output: 300,
    rates: { input: 0.15, output: 0.6 },
    queries: 3_000_000,
    usd: 765,
    printed: 243,
  },
  {
    id: 'C1-haiku35',
    input: 500,
    output: 300,
    rates: { input: 0.8, output: 4 },
    queries: 3_000_000,
    usd: 4800,
    printed: 1920,
  },
  {
    id: 'C1-4o',
    input: 500,
    output: 300,
    rates: { input: 2.5, output: 10 },
    queries: 3_000_000,
    usd: 12_750,
    printed: 4650,
  },
  {
    id: 'C1-sonnet35',
    input: 500,
    output: 300,
    rates: { input: 3, output: 15 },
    queries: 3_000_000,
    usd: 18_000,
    printed: 5850,
  },
  {
    id: 'C1-opus3',
    input: 500,
    output: 300,
    rates: { input: 15, output: 75 },
    queries: 3_000_000,
    usd: 90_000,
    printed: 20_250,
  },
  {
    id: 'C9',
    input: 500,
    output: 300,
    rates: { input: 2.5, output: 10 },
    queries: 3_000_000,
    usd: 12_750,
    printed: 9125,
  },
];

/** What one call saves; negative when it costs more. */
export const SAVINGS: readonly GoldenSaving[] = [
  {
    id: 'A10c',
    before: { input: 200, output: 100, rates: { input: 2.5, output: 10 } },
    after: { input: 100, output: 80, rates: { input: 0.3, output: 1.2 } },
    usd: 0.001374,
  },
  {
    id: 'E3c',
    before: { input: 2000, output: 0, rates: { input: 0.15, output: 0.6 } },
    after: { input: 100, output: 0, rates: { input: 0.3, output: 1.2 } },
    usd: 0.00027,
  },
  {
    id: 'E3e-saving',
    before: { input: 2200, output: 20, rates: { input: 0.15, output: 0.6 } },
    after: { input: 300, output: 20, rates: { input: 0.3, output: 1.2 } },
    usd: 0.000228,
    printed: 0.00027,
  },
  {
    id: 'E3f-saving',
    before: { input: 2200, output: 300, rates: { input: 0.15, output: 0.6 } },
    after: { input: 300, output: 300, rates: { input: 0.3, output: 1.2 } },
    usd: 6e-5,
    printed: 0.00027,
  },
  {
    id: 'E3g-saving',
    before: { cached: 2000, input: 200, output: 20, rates: { input: 0.15, cachedInput: 0.075, output: 0.6 } },
    after: { input: 300, output: 20, rates: { input: 0.3, output: 1.2 } },
    usd: 7.8e-5,
    printed: 0.00027,
  },
  {
    id: 'E3h-saving',
    before: {
      cached: 2000,
      input: 200,
      output: 300,
      rates: { input: 0.15, cachedInput: 0.075, output: 0.6 },
    },
    after: { input: 300, output: 300, rates: { input: 0.3, output: 1.2 } },
    usd: -9e-5,
    printed: 0.00027,
  },
  {
    id: 'E3i-saving',
    before: { input: 2200, output: 20, rates: { input: 0.15, output: 0.6 } },
    after: { input: 300, output: 20, rates: { input: 0.3, output: 1.2 } },
    usd: 0.000228,
    printed: 0.00027,
  },
  {
    id: 'C5c-premium',
    before: { input: 500, output: 300, rates: { input: 3.75, output: 15 } },
    after: { input: 500, output: 300, rates: { input: 2.5, output: 10 } },
    usd: 0.002125,
  },
];

/** Training bills: every pass over the data is billed. */
export const TRAINING: readonly GoldenTraining[] = [
  { id: 'A5', examples: 10_000, tokensPerExample: 300, epochs: 1, runs: 1, usdPerMTok: 3, usd: 9 },
  { id: 'A5b', examples: 10_000, tokensPerExample: 300, epochs: 3, runs: 1, usdPerMTok: 3, usd: 27 },
  { id: 'A7', examples: 5000, tokensPerExample: 500, epochs: 3, runs: 1, usdPerMTok: 3, usd: 22.5 },
  { id: 'A7b', examples: 5000, tokensPerExample: 500, epochs: 3, runs: 1, usdPerMTok: 25, usd: 187.5 },
  { id: 'A7c', examples: 5000, tokensPerExample: 500, epochs: 3, runs: 1, usdPerMTok: 2, usd: 15 },
  { id: 'A18', examples: 1000, tokensPerExample: 500, epochs: 3, runs: 1, usdPerMTok: 3, usd: 4.5 },
  { id: 'A22', examples: 5000, tokensPerExample: 500, epochs: 3, runs: 1, usdPerMTok: 25, usd: 187.5 },
  { id: 'D1b', examples: 50_000, tokensPerExample: 5000, epochs: 1, runs: 1, usdPerMTok: 8, usd: 2000 },
  {
    id: 'D1c',
    examples: 50_000,
    tokensPerExample: 5000,
    epochs: 3,
    runs: 1,
    usdPerMTok: 8,
    usd: 6000,
    printed: 2000,
  },
  { id: 'D1c-3', examples: 50_000, tokensPerExample: 5000, epochs: 3, runs: 1, usdPerMTok: 3, usd: 2250 },
  { id: 'D1c-25', examples: 50_000, tokensPerExample: 5000, epochs: 3, runs: 1, usdPerMTok: 25, usd: 18_750 },
  { id: 'E1', examples: 1000, tokensPerExample: 500, epochs: 1, runs: 1, usdPerMTok: 25, usd: 12.5 },
  { id: 'E1b', examples: 10_000, tokensPerExample: 500, epochs: 1, runs: 1, usdPerMTok: 25, usd: 125 },
  {
    id: 'E1c',
    examples: 1000,
    tokensPerExample: 500,
    epochs: 1,
    runs: 3,
    usdPerMTok: 25,
    usd: 37.5,
    printed: 50,
  },
  { id: 'E1d', examples: 10_000, tokensPerExample: 500, epochs: 1, runs: 5, usdPerMTok: 25, usd: 625 },
  {
    id: 'E1e',
    examples: 10_000,
    tokensPerExample: 500,
    epochs: 1,
    runs: 1,
    usdPerMTok: 3,
    usd: 15,
    printed: 125,
  },
  {
    id: 'E1e-3ep',
    examples: 10_000,
    tokensPerExample: 500,
    epochs: 3,
    runs: 1,
    usdPerMTok: 3,
    usd: 45,
    printed: 125,
  },
];

/** Bills of tokens of one kind. */
export const TOKENS: readonly GoldenTokens[] = [
  { id: 'E3', tokens: 1900, usdPerMTok: 0.15, usd: 0.000285 },
  { id: 'E3b', tokens: 100, usdPerMTok: 0.15, usd: 1.5e-5 },
  { id: 'C4', tokens: 200_000_000, usdPerMTok: 2.5, usd: 500, printed: 5 },
  { id: 'C5b', tokens: 200_000_000, usdPerMTok: 2.5, usd: 500 },
  { id: 'C3', tokens: 1_000_000_000_000, usdPerMTok: 5, usd: 5_000_000 },
];

/** Queries until the upfront cost is earned back, rounded up. */
export const BREAKEVEN_QUERIES: readonly GoldenQueries[] = [
  { id: 'A10d', upfrontUsd: 22.5, savingUsd: 0.001374, queries: 16_376, printed: 16_375 },
  { id: 'E3d', upfrontUsd: 62, savingUsd: 0.00027, queries: 229_630 },
  { id: 'E3e', upfrontUsd: 62, savingUsd: 0.000228, queries: 271_930, printed: 230_000 },
  { id: 'E3f', upfrontUsd: 62, savingUsd: 6e-5, queries: 1_033_334, printed: 230_000 },
  { id: 'E3g', upfrontUsd: 62, savingUsd: 7.8e-5, queries: 794_872, printed: 230_000 },
  { id: 'E3h', upfrontUsd: 62, savingUsd: -9e-5, queries: null, printed: 230_000 },
  { id: 'E3i', upfrontUsd: 7.44, savingUsd: 0.000228, queries: 32_632, printed: 230_000 },
];

/** The same in days at a volume. */
export const BREAKEVEN_DAYS: readonly GoldenDays[] = [
  { id: 'A11', upfrontUsd: 22.5, savingUsd: 0.001374, queriesPerDay: 500_000, days: 0.032751091703 },
  { id: 'A6', upfrontUsd: 27, savingUsd: 0.00088, queriesPerDay: 500_000, days: 0.061363636364 },
  { id: 'A17', upfrontUsd: 22.5, savingUsd: 0.001374, queriesPerDay: 1000, days: 16.375545852 },
  { id: 'A17-5', upfrontUsd: 112.5, savingUsd: 0.001374, queriesPerDay: 1000, days: 81.877729258 },
  {
    id: 'C5d',
    upfrontUsd: 5000,
    savingUsd: 0.002875,
    queriesPerDay: 100_000,
    days: 17.391304348,
    printed: 10,
  },
  { id: 'D4', upfrontUsd: 12_000, savingUsd: 0.01, queriesPerDay: 100_000, days: 12 },
];

/** The same in months of 30 days at a saving a month. */
export const BREAKEVEN_MONTHS: readonly GoldenMonths[] = [
  { id: 'E5', upfrontUsd: 62, savingUsdPerMonth: 27, months: 2.296296296 },
  { id: 'D3', upfrontUsd: 3000, savingUsdPerMonth: 72, months: 41.666666667 },
  { id: 'D2', upfrontUsd: 4000, savingUsdPerMonth: 650, months: 6.153846154 },
];

/** Hosting by the hour; these figures take 720 hours a month. */
export const HOSTING: readonly GoldenHosting[] = [
  { id: 'C7', usdPerHour: 6, hours: 720, usd: 4320 },
  { id: 'C7b', usdPerHour: 8, hours: 720, usd: 5760 },
];

/** People kept on a tuned model, a month. */
export const STAFF: readonly GoldenStaff[] = [
  { id: 'D6', fte: 0.5, salaryUsdPerYear: 150_000, usd: 6250 },
  { id: 'D6-180', fte: 0.5, salaryUsdPerYear: 180_000, usd: 7500 },
];

/** What is left after some months, undiscounted. */
export const NET: readonly GoldenNet[] = [
  { id: 'D5', savingUsdPerMonth: 650, months: 9, upfrontUsd: 4000, usd: 1850 },
  { id: 'D5b', savingUsdPerMonth: 650, months: 9, upfrontUsd: 8000, usd: -2150 },
];
