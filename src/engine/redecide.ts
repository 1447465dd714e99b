import { z } from 'zod';
import type { EvidenceBook } from '../evidence/evidence-book.js';
import type { IsoDate, PriceBook } from '../prices/price-book.js';
import type { Outcome } from './advice.js';
import { settle } from './choose/outcome.js';
import { DECISION_SAMPLE } from './defaults.js';
import { NO_EVIDENCE } from './quality/no-evidence.js';
import { type Workload, WorkloadSchema } from './workload.js';

const OptionsSchema = z.object({ asOf: z.iso.date() });

/**
 * Decides again, for those who only want to know whether a verdict has changed: the verdict, its test, every
 * plan with its payback, and the prices are those of `advise`, word for word. What explains and doubts them
 * (reasons, odds, sensitivity, flip points) is not worked out, so it takes milliseconds.
 *
 * @throws UnknownModelError when a model that the workload names is not in the price book.
 * @throws ZodError when the workload or the day is not valid.
 */
export function redecide(
  input: Workload,
  book: PriceBook,
  options: { readonly asOf: IsoDate; readonly evidence?: EvidenceBook | undefined },
): Outcome {
  const { evidence = NO_EVIDENCE, ...day } = options;
  const { asOf } = OptionsSchema.parse(day);
  return settle({ workload: WorkloadSchema.parse(input), book, evidence, asOf }, DECISION_SAMPLE).outcome;
}
