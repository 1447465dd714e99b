/** The shapes of the golden cases. */

/** What every case has. */
interface Golden {
  readonly id: string;
  /** A published figure that the product must not give. */
  readonly printed?: number;
}

/** USD per 1M tokens. */
export interface GoldenRates {
  readonly input: number;
  readonly cachedInput?: number;
  readonly output: number;
}

/** Tokens of a call and what they cost; `cached` tokens are read from the cache and not counted in `input`. */
export interface GoldenCall {
  readonly cached?: number;
  readonly input: number;
  readonly output: number;
  readonly rates: GoldenRates;
}

export interface GoldenBill extends Golden, GoldenCall {
  /** How many such calls are paid: 1, a day's or a month's of 30 days. */
  readonly queries: number;
  readonly usd: number;
}

export interface GoldenSaving extends Golden {
  readonly before: GoldenCall;
  readonly after: GoldenCall;
  readonly usd: number;
}

export interface GoldenTraining extends Golden {
  readonly examples: number;
  readonly tokensPerExample: number;
  readonly epochs: number;
  readonly runs: number;
  readonly usdPerMTok: number;
  readonly usd: number;
}

export interface GoldenTokens extends Golden {
  readonly tokens: number;
  readonly usdPerMTok: number;
  readonly usd: number;
}

export interface GoldenQueries extends Golden {
  readonly upfrontUsd: number;
  readonly savingUsd: number;
  /** Exact; `null` is never. */
  readonly queries: number | null;
}

export interface GoldenDays extends Golden {
  readonly upfrontUsd: number;
  readonly savingUsd: number;
  readonly queriesPerDay: number;
  readonly days: number;
}

export interface GoldenMonths extends Golden {
  readonly upfrontUsd: number;
  readonly savingUsdPerMonth: number;
  readonly months: number;
}

export interface GoldenHosting extends Golden {
  readonly usdPerHour: number;
  readonly hours: number;
  readonly usd: number;
}

export interface GoldenStaff extends Golden {
  readonly fte: number;
  readonly salaryUsdPerYear: number;
  readonly usd: number;
}

export interface GoldenNet extends Golden {
  readonly savingUsdPerMonth: number;
  readonly months: number;
  readonly upfrontUsd: number;
  readonly usd: number;
}
