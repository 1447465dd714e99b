import { z } from 'zod';
import { type Advice, daysToPayback, type Plan } from '../../engine/index.js';
import { firstThings } from '../../slack/features/result/first-things.js';
import { headlineNumbers } from '../../slack/features/result/headline-numbers.js';
import { resultMessage } from '../../slack/features/result/result-message.js';
import { asPlainText } from '../../slack/kit/safe-text.js';
import { adviseFor } from '../../workspace/advise-for.js';
import { DecisionSchema, decisionOf } from '../../workspace/estimate.js';
import { ASKED_WORKLOAD, askedWorkload } from '../read-workload.js';
import { toolOf, vocabularyAt } from '../tool.js';

const usd = z.number().nullable();

const PlanSummary = z.object({
  id: z.string(),
  title: z.string(),
  kind: z.string(),
  approach: DecisionSchema.shape.approach,
  feasible: z.boolean(),
  blockers: z.array(z.string()).describe('Why it cannot be done, where it cannot.'),
  firstMonthUsd: usd.describe(
    'Invoice and people of the first month, USD; the whole bill of a single batch.',
  ),
  upfrontUsd: usd.describe('Paid once, USD.'),
  horizon: z
    .object({ invoiceUsd: z.number(), peopleUsd: z.number(), mistakesUsd: usd })
    .nullable()
    .describe('Net present cost over the horizon, in parts that are never added up.'),
  paybackDays: z.number().nullable().describe('Days from the decision; null where it never pays back.'),
  accuracy: z
    .object({ mean: z.number(), p10: z.number(), p90: z.number() })
    .describe('How often it is right, 0 to 1: the mean, and 8 of 10 times between p10 and p90.'),
  pGoodEnough: z.number().describe('Chance that it is good enough, 0 to 1.'),
  endsOn: z.string().optional().describe('First day on which it no longer answers.'),
});

/** An advice in short. Names are a promise; fields may be added. */
export const AdviceSummary = z.object({
  asOf: z.string(),
  bookVersion: z.string(),
  decision: DecisionSchema,
  numbers: z
    .array(z.object({ label: z.string(), value: z.string() }))
    .describe('Invoice, people, mistakes and payback, each today and then.'),
  beforeYouAct: z.array(z.string()),
  reasons: z.array(z.string()),
  nextStep: z.string(),
  plans: z.array(PlanSummary).describe('The best first, then those that cannot be done.'),
  assumptions: z.array(z.string()).describe('What nobody gave, and what was taken for it.'),
  advice: z
    .record(z.string(), z.unknown())
    .optional()
    .describe('Everything that was worked out, where `whole` was asked for: see src/engine/advice.ts.'),
});

/** Plans that a summary names. */
const MAX_PLANS = 12;

/** The verdict on one workload. */
export const adviseTool = toolOf({
  name: 'advise',
  title: 'Prompt, retrieve or fine-tune?',
  description:
    'Decides whether a team should prompt, retrieve or fine-tune for an LLM workload: the verdict and how sure it is, ' +
    'what every plan costs (invoice, people, mistakes), when it pays back, what stands in the way and what would test ' +
    'it. Prices are dated and sourced. Give what is known; whatever is left out gets a stated default.',
  input: z.strictObject({
    ...ASKED_WORKLOAD,
    whole: z
      .boolean()
      .optional()
      .describe('Adds everything that was worked out, some hundred kilobytes. Default false.'),
  }),
  output: AdviceSummary,
  async answer(desk, { whole = false, ...asked }) {
    const workload = askedWorkload(asked, vocabularyAt(desk));
    const advice = await adviseFor(desk.advisor.advise, desk.basis, { workload, asOf: desk.today });
    return {
      text: asPlainText(resultMessage(advice, { kind: 'none' }).text),
      data: { ...summaryOf(advice), ...(whole && { advice: { ...advice } }) },
    };
  },
});

function summaryOf(advice: Advice): z.input<typeof AdviceSummary> {
  const { asOf, prices, verdict, plans, assumptions } = advice;
  return {
    asOf,
    bookVersion: prices.bookVersion,
    decision: decisionOf(advice),
    numbers: headlineNumbers(advice).map(({ label, value }) => ({ label, value })),
    beforeYouAct: [...firstThings(advice)],
    reasons: [...verdict.reasons],
    nextStep: verdict.nextStep,
    plans: plans.slice(0, MAX_PLANS).map((plan) => planSummary(plan, asOf)),
    assumptions: assumptions.map(({ statement }) => statement),
  };
}

function planSummary(plan: Plan, asOf: string): z.input<typeof PlanSummary> {
  const { id, title, kind, approach, feasible, blockers, firstMonthUsd, upfront, horizonCost, accuracy } =
    plan;
  const { mean, p10, p90 } = accuracy;
  return {
    id,
    title,
    kind,
    approach,
    feasible,
    blockers: blockers.map(({ message }) => message),
    firstMonthUsd,
    upfrontUsd: upfront.totalUsd,
    horizon: horizonCost,
    paybackDays: daysToPayback(plan, asOf),
    accuracy: { mean, p10, p90 },
    pGoodEnough: plan.pGoodEnough,
    ...(plan.lifetime.until !== undefined && { endsOn: plan.lifetime.until }),
  };
}
