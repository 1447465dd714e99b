const DAY_SECONDS = 24 * 60 * 60;

/** What is done in the background, with how long one try may take and how often it is tried. */
export const QUEUES = {
  /** Fetches the price registry. Once a day, at a minute when few others do. */
  'prices-sync': {
    schedule: { everySeconds: DAY_SECONDS, fromSecond: (4 * 60 + 17) * 60 },
    retryLimit: 3,
    retryDelay: 300,
    longestSeconds: 600,
  },
  /** Forgets what has been kept for long enough. Once a day, under the name that it had when it forgot less. */
  'forget-refused': {
    schedule: { everySeconds: DAY_SECONDS, fromSecond: (3 * 60 + 43) * 60 },
    retryLimit: 2,
    retryDelay: 300,
    longestSeconds: 600,
  },
  /** Looks which digests are due. Every minute. */
  'digest-due': {
    schedule: { everySeconds: 60, fromSecond: 0 },
    retryLimit: 0,
    retryDelay: 0,
    longestSeconds: 300,
  },
  /** Sends one digest of one subscription in one week. Seven tries more, after one, two, four ... minutes. */
  'digest-run': { retryLimit: 7, retryDelay: 60, longestSeconds: 900 },
} as const;

export type QueueName = keyof typeof QUEUES;
