import type { PlanEnd } from '../plans/plan-kind.js';

const VERBS = {
  answers: { future: 'stops answering', past: 'stopped answering' },
  'tuned-models': { future: 'stops serving tuned models', past: 'stopped serving tuned models' },
} as const satisfies Record<PlanEnd['what'], unknown>;

/** What ends, as a sentence without its day: `GPT-4o stops answering`. */
export function endWords({ name, what }: PlanEnd, tense: 'future' | 'past' = 'future'): string {
  return `${name} ${VERBS[what][tense]}`;
}
