import { z } from 'zod';
import { isFlip } from '../../digest/flip.js';
import { standingUsdIn } from '../../digest/redecided.js';
import { formatDay, type PriceChange } from '../../engine/index.js';
import { adviseFor } from '../../workspace/advise-for.js';
import { type Decision, DecisionSchema, decisionOf } from '../../workspace/estimate.js';
import { type Problem, QuestionError } from '../problems.js';
import { ASKED_WORKLOAD, askedWorkload } from '../read-workload.js';
import { type Desk, toolOf, vocabularyAt } from '../tool.js';

/** Most prices that are changed at once. */
const MAX_CHANGES = 20;

/** The same workload decided twice. */
export const redecideTool = toolOf({
  name: 'redecide',
  title: 'Does the decision still hold?',
  description:
    'Decides a workload twice and says whether the decision flips: on an earlier day and today, or at today’s prices ' +
    'and with some of them changed ("gpt-4o at half the price").',
  input: z.strictObject({
    ...ASKED_WORKLOAD,
    since: z.iso.date().optional().describe('The day of the earlier decision, YYYY-MM-DD.'),
    changes: z
      .array(
        z.strictObject({
          product: z.string().trim().min(1).max(120).describe('Id of a model, or of a tuning offer.'),
          factor: z.number().min(0.01).max(100).describe('Every price of it, times this: 0.5 is half.'),
        }),
      )
      .max(MAX_CHANGES)
      .optional(),
  }),
  output: z.object({
    before: DecisionSchema,
    now: DecisionSchema,
    flips: z
      .boolean()
      .describe('Whether another thing is to be done: ties and settings of one model are none.'),
    standingUsd: z
      .number()
      .nullable()
      .describe(
        'First month of the plan that was chosen before, as things are now; null where it is no longer possible or not known.',
      ),
  }),
  async answer(desk, { since = desk.today, changes = [], ...asked }) {
    const workload = askedWorkload(asked, vocabularyAt(desk));
    const priceChanges = changesOf(desk, since, changes);
    const decide = (asOf: string, made: readonly PriceChange[]) =>
      adviseFor(desk.advisor.redecide, desk.basis, { workload, asOf, priceChanges: made });
    const [old, fresh] = await Promise.all([decide(since, []), decide(desk.today, priceChanges)]);
    const [before, now] = [decisionOf(old), decisionOf(fresh)];
    const standingUsd = standingUsdIn(fresh, before);
    const flips = isFlip(before, now, standingUsd);
    return {
      text: words(before, now, flips, priceChanges.length > 0),
      data: { before, now, flips, standingUsd },
    };
  },
});

/** @throws QuestionError when there is nothing to decide again, or a product is not known */
function changesOf(
  { basis: { book }, today }: Desk,
  since: string,
  changes: readonly { readonly product: string; readonly factor: number }[],
): readonly PriceChange[] {
  if (since > today)
    throw new QuestionError([{ field: 'since', message: `write a day until today, ${today}.` }]);
  if (since === today && changes.length === 0) {
    const message = 'say since which day ("since": "2026-06-01"), or which prices change ("changes").';
    throw new QuestionError([{ field: '', message }]);
  }
  const problems: Problem[] = [];
  const made = changes.flatMap(({ product, factor }, index): PriceChange[] => {
    const id = book.findModel(product)?.id ?? book.tuningOffers.find((offer) => offer.id === product)?.id;
    if (id !== undefined) return [{ kind: 'scaled', product: id, factor }];
    problems.push({ field: `changes.${index}.product`, message: 'there is no such model or tuning offer.' });
    return [];
  });
  if (problems.length > 0) throw new QuestionError(problems);
  return made;
}

function words(before: Decision, now: Decision, flips: boolean, isOtherwise: boolean): string {
  const verdict = flips ? 'The decision flips.' : 'The decision holds.';
  const then = isOtherwise ? `${formatDay(now.asOf)}, with these prices` : formatDay(now.asOf);
  return [verdict, `${formatDay(before.asOf)}: ${before.headline}`, `${then}: ${now.headline}`].join('\n');
}
