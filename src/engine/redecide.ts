import { z } from 'zod';
import type { IsoDate, PriceBook } from '../prices/price-book.js';
import type { Outcome } from './advice.js';
import { settle } from './choose/outcome.js';
import { type Workload, WorkloadSchema } from './workload.js';

const OptionsSchema = z.object({ asOf: z.iso.date() });

/**
 * Decides again, for whoever only wants to know whether a verdict has changed: the verdict's plan and line, every
 * plan with its payback, and the prices are those of `advise`, word for word. What explains and doubts them
 * (reasons, odds, sensitivity, flip points) is not worked out, so it takes milliseconds.
 *
 * @throws UnknownModelError when the present model or a named candidate is not in the price book.
 * @throws ZodError when the workload or the day is not valid.
 */
export function redecide(input: Workload, book: PriceBook, options: { readonly asOf: IsoDate }): Outcome {
  const { asOf } = OptionsSchema.parse(options);
  return settle(WorkloadSchema.parse(input), book, asOf).outcome;
}
