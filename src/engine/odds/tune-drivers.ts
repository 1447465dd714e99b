import { addDays, daysBetween } from '../calendar.js';
import { bookEnding } from '../cost/scaled-book.js';
import { DAYS_PER_MONTH } from '../defaults.js';
import { shareOf } from '../workload.js';
import type { Lever, Subject } from './driver.js';

/** Levers that only a tuned model has. */
export function tuneLevers({ decision, tune }: Subject): Lever[] {
  if (tune === null) return [];
  const { workload, book } = decision.question;
  const { context } = decision;
  const { people, quality, horizonMonths } = context.workload;
  const { draft } = tune.proposal;
  const { end } = draft;
  const twins = decision.contenders.filter(({ proposal }) => proposal.draft.decision === draft.decision);
  const months = end === undefined ? null : daysBetween(context.asOf, end.on) / DAYS_PER_MONTH;
  const levers: Lever[] = [
    {
      input: 'people.upkeepFte',
      current: people.upkeepFte,
      likely: [0, Math.max(0.5, 2 * people.upkeepFte)],
      plausible: [0, Math.max(2, 4 * people.upkeepFte)],
      logarithmic: false,
      at: (value) => ({ workload: { ...workload, people: { ...workload.people, upkeepFte: value } }, book }),
      quantity: (value) => ({ code: 'upkeep', value }),
    },
    {
      input: 'remaining life of the tuned model',
      current: months,
      likely: [Math.min(4, months ?? 4), Math.min(18, months ?? 18)],
      plausible: [0.1, Math.max(horizonMonths, 24)],
      logarithmic: true,
      at: (value) => ({
        workload,
        book: twins.reduce(
          (ending, { proposal }) =>
            bookEnding(
              ending,
              proposal.draft.productId,
              addDays(context.asOf, Math.round(value * DAYS_PER_MONTH)),
            ),
          book,
        ),
      }),
      quantity: (value) => ({ code: 'days-left', value: value * DAYS_PER_MONTH }),
    },
  ];
  const fineTuned = quality.fineTuned === undefined ? undefined : shareOf(quality.fineTuned);
  if (fineTuned !== undefined && (quality.lossPerErrorUsd !== undefined || quality.target !== undefined)) {
    levers.push({
      input: 'quality.fineTuned',
      current: fineTuned,
      likely: [Math.max(0, fineTuned - 0.03), Math.min(1, fineTuned + 0.03)],
      plausible: [0, 1],
      logarithmic: false,
      at: (value) => ({
        workload: { ...workload, quality: { ...workload.quality, fineTuned: value } },
        book,
      }),
      quantity: (value) => ({ code: 'right-after-tune', value }),
    });
  }
  return levers;
}
