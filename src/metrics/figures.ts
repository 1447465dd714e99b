/** How the app stands at one moment, over all instances. Every instance tells the same. */
export interface Figures {
  /** Jobs that wait, by queue. */
  readonly waitingJobs: Readonly<Record<string, number>>;
  /** Since when the most overdue digest has been due; absent when none is. */
  readonly oldestDueAt?: Date;
  /** Digest runs of the last seven days, by state. */
  readonly runs: Readonly<Record<string, number>>;
  /** When the price registry was last looked at and not refused; absent when it never was. */
  readonly feedTakenAt?: Date;
  /** Whether the last look at the price registry was refused. */
  readonly isFeedRefused: boolean;
  /** Price changes that wait for the operator. */
  readonly heldBack: number;
  /** The newest day on which a price of the book was checked, as `YYYY-MM-DD`. */
  readonly pricesCheckedOn: string;
}
