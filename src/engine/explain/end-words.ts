import type { IsoDate } from '../../prices/price-book.js';

/** The last day of something a plan needs. */
export interface PlanEnd {
  /** First day on which it no longer works. */
  readonly on: IsoDate;
  readonly orLater: boolean;
  /** What ends. */
  readonly name: string;
  /** Whether a model stops answering, or a seller stops serving what was tuned. */
  readonly what: 'answers' | 'tuned-models';
}

const VERBS = {
  answers: { future: 'stops answering', past: 'stopped answering' },
  'tuned-models': { future: 'stops serving tuned models', past: 'stopped serving tuned models' },
} as const satisfies Record<PlanEnd['what'], unknown>;

/** What ends, as a sentence without its day: `GPT-4o stops answering`. */
export function endWords({ name, what }: PlanEnd, tense: 'future' | 'past' = 'future'): string {
  return `${name} ${VERBS[what][tense]}`;
}
