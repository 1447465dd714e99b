/** Upper bounds of sense, far above any real workload; they stop slips such as a pasted phone number. */
export const LIMITS = {
  queriesPerDay: 1e9,
  oneOffQueries: 1e11,
  tokensPerQuery: 2_000_000,
  turns: 1_000,
  examples: 10_000_000,
  judgedAnswers: 10_000_000,
  corpusTokens: 1e12,
  usd: 1e9,
  /** No model has ever been sold for a tenth of it. */
  usdPerMTok: 10_000,
  usdPerHour: 10_000,
  horizonMonths: 60,
  /** An hour, in days. */
  shortestChangeDays: 1 / 24,
  /** About a week, in months. */
  shortestPeriodMonths: 0.25,
} as const;
