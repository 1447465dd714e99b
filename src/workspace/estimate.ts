import { z } from 'zod';
import { daysToPayback, isPresent, type Outcome, type Workload } from '../engine/index.js';
import type { Life } from './life.js';

/** Longest name of an estimate, in UTF-16 units. */
export const ESTIMATE_NAME_LENGTH = 75;

/**
 * What was decided about a workload: the few figures that a list shows and a digest compares. The whole advice
 * can be worked out again from the workload, the day and the price book.
 */
export const DecisionSchema = z.object({
  asOf: z.iso.date(),
  /** Version of the price book, `Advice.prices.bookVersion`. */
  bookVersion: z.string(),
  approach: z.enum(['prompting', 'rag', 'fine-tuning', 'rag+fine-tuning', 'self-host']),
  planId: z.string(),
  /** The plan as people read it: `Switch to GPT-6 Luna`. */
  planTitle: z.string(),
  headline: z.string(),
  /** What the headline says to do, without what comes of it; absent in what was stored before it was kept. */
  action: z.string().optional(),
  /** True when no plan is feasible, and `planId` names the present one. */
  unresolved: z.boolean(),
  /** How sure it is; absent in what was stored before verdicts had a grade. */
  grade: z.enum(['clear', 'leaning', 'test-first', 'too-close', 'must-move', 'no-plan']).optional(),
  /** Plans that are as good as the chosen one, or judged in the same test; absent where there are none. */
  besideIds: z.array(z.string()).optional(),
  /** First month of the present plan and of the chosen one in USD; the whole bill of a single batch. `null` when unknown. */
  presentUsd: z.number().nullable(),
  chosenUsd: z.number().nullable(),
  upfrontUsd: z.number().nullable(),
  /** Days from the decision until the chosen plan has earned itself back; `null` when it never does. Counted from going live in what was stored before 30 Nov 2026. */
  paybackDays: z.number().nullable(),
  /** First day on which the chosen plan no longer answers, where that is known. */
  endsOn: z.iso.date().optional(),
});

export type Decision = z.infer<typeof DecisionSchema>;

/** A saved workload of a workspace. */
export interface Estimate {
  readonly workspaceId: string;
  readonly id: string;
  /** As the person wrote it: escape it before it is shown. */
  readonly name: string;
  readonly workload: Workload;
  /** What was decided when the workload was saved or adjusted. */
  readonly decision: Decision;
  /** What it came to since, when it was last decided again: for a digest, a preview of one, or the Home tab. */
  readonly latest?: Decision;
  /** The conversation it was saved from. */
  readonly channelId?: string;
  readonly createdBy: string;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  /** Whether digests decide it again. */
  readonly watched: boolean;
  /** What people did about it; absent while the decision is proposed, and nobody's. */
  readonly life?: Life;
  /** Until then no reminder tells of it. */
  readonly snoozedUntil?: Date;
  /** When somebody last looked at it. */
  readonly lastLookedAt?: Date;
}

/** The newest decision that is known of an estimate. */
export function newestDecision({ decision, latest }: Pick<Estimate, 'decision' | 'latest'>): Decision {
  return latest ?? decision;
}

/** The plans that stand beside the chosen one: tied with it, or judged in the same test. */
function besideOf({ planId, tiedPlanIds, test }: Outcome['verdict']): Pick<Decision, 'besideIds'> {
  const tested = test?.plans.map((plan) => plan.planId) ?? [];
  const ids = [...new Set([...tiedPlanIds, ...tested])].filter((id) => id !== planId);
  return ids.length === 0 ? {} : { besideIds: ids };
}

/** The decision in an advice, or in what a question came to. */
export function decisionOf({ verdict, plans, asOf, prices }: Outcome): Decision {
  const chosen = plans.find((plan) => plan.id === verdict.planId);
  const present = plans.find(isPresent);
  return {
    asOf,
    bookVersion: prices.bookVersion,
    approach: verdict.approach,
    planId: verdict.planId,
    planTitle: chosen?.title ?? verdict.planId,
    headline: verdict.headline,
    action: verdict.action,
    unresolved: verdict.unresolved,
    grade: verdict.grade,
    ...besideOf(verdict),
    presentUsd: present?.firstMonthUsd ?? null,
    chosenUsd: chosen?.firstMonthUsd ?? null,
    upfrontUsd: chosen?.upfront.totalUsd ?? null,
    paybackDays: chosen === undefined ? null : daysToPayback(chosen, asOf),
    ...(chosen?.lifetime.until !== undefined && { endsOn: chosen.lifetime.until }),
  };
}
