import { z } from 'zod';
import { isPresent } from '../engine/index.js';
import type { IsoDate, PriceBook } from '../prices/price-book.js';
import { type Decision, type Estimate, newestDecision } from '../workspace/estimate.js';
import { isOpen, PROPOSED } from '../workspace/life.js';
import type { Realised } from './realised.js';

/** What the decisions of a workspace come to: savings that were found, taken and had, deadlines, and what nobody owns. */

/** An estimate for a list; the name is as the person wrote it: escape it before it is shown. */
const NamedSchema = z.object({ id: z.string(), name: z.string() });

/** The decisions of a workspace in sums. USD a month; single batches, which have no month, are left out of them. */
export const PipelineSchema = z.object({
  /** What the newest verdicts save, of all that were not rejected or withdrawn. */
  identifiedUsd: z.number(),
  /** What was said when plans were adopted, of all that are adopted or done. */
  adoptedUsd: z.number(),
  adopted: z.number().int().min(0),
  /** What imported usage shows; `null` where none was imported. */
  realisedUsd: z.number().nullable(),
  measured: z.array(NamedSchema.extend({ usdPerMonth: z.number() })),
  /** Of what is still open, the next first. */
  deadlines: z.array(NamedSchema.extend({ on: z.iso.date() })),
  /** Open decisions that save something or have a deadline, and have no owner. */
  unowned: z.array(NamedSchema),
});

export type Pipeline = z.infer<typeof PipelineSchema>;

/**
 * Adds up the decisions of a workspace. Pure.
 *
 * @param realised what usage shows of estimates, by their ids
 */
export function pipelineOf(
  estimates: readonly Estimate[],
  book: PriceBook,
  realised: ReadonlyMap<string, Pick<Realised, 'usdPerMonth'>>,
): Pipeline {
  const monthly = estimates.filter(({ workload }) => workload.volume.oneOffQueries === undefined);
  const taken = monthly.filter(({ life = PROPOSED }) => life.state === 'adopted' || life.state === 'done');
  const alive = monthly.filter(({ life = PROPOSED }) => isOpen(life) || life.state === 'done');
  const measured = taken.flatMap(({ id, name }) => {
    const found = realised.get(id);
    return found === undefined ? [] : [{ id, name, usdPerMonth: found.usdPerMonth }];
  });
  const open = estimates.filter(({ life = PROPOSED }) => isOpen(life));
  const deadlines = open
    .flatMap((estimate) => {
      const on = dueOn(estimate, book);
      return on === undefined ? [] : [{ id: estimate.id, name: estimate.name, on }];
    })
    .sort((a, b) => a.on.localeCompare(b.on) || a.name.localeCompare(b.name));
  const dated = new Set(deadlines.map(({ id }) => id));
  return {
    identifiedUsd: sum(alive.map((estimate) => savingOf(newestDecision(estimate)) ?? 0)),
    adoptedUsd: sum(taken.map(({ life }) => life?.adoption?.savingUsd ?? 0)),
    adopted: taken.length,
    realisedUsd: measured.length === 0 ? null : sum(measured.map(({ usdPerMonth }) => usdPerMonth)),
    measured,
    deadlines,
    unowned: open
      .filter((one) => one.life?.owner === undefined)
      .filter((one) => dated.has(one.id) || (savingOf(newestDecision(one)) ?? 0) > 0)
      .map(({ id, name }) => ({ id, name })),
  };
}

/** What a verdict saves in its first month in USD, where it advises a change that saves; `null` where a price is unknown. */
export function savingOf({ planId, unresolved, grade, presentUsd, chosenUsd }: Decision): number | null {
  if (unresolved || grade === 'too-close' || grade === 'no-plan' || isPresent({ id: planId })) return 0;
  return presentUsd === null || chosenUsd === null ? null : Math.max(0, presentUsd - chosenUsd);
}

/** The day by which something has to be done: the one that people set, else the end of the model in use. */
export function dueOn(
  { life, workload }: Pick<Estimate, 'life' | 'workload'>,
  book: PriceBook,
): IsoDate | undefined {
  return life?.dueOn ?? book.findModel(workload.current.model)?.endsOn?.date;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
