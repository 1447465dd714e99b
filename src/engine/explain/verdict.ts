import type { Outcome, Plan, Verdict } from '../advice.js';
import { DAYS_PER_MONTH } from '../defaults.js';
import { isPresent } from '../plans/index.js';
import type { PlanContext } from '../plans/plan-kind.js';
import { cautionsAbout } from './cautions.js';
import { evidenceFor } from './evidence.js';
import { countsWrongAnswers, type Findings } from './findings.js';
import { nextStepFor } from './next-step.js';
import { reasonsFor } from './reasons.js';
import { formatDay, formatDuration, formatUsd, lowerFirst } from './wording.js';

const APPROACH_WORDS = {
  prompting: 'Prompt, do not fine-tune: ',
  rag: 'Retrieve: ',
  'fine-tuning': '',
  'rag+fine-tuning': 'Retrieve and fine-tune: ',
  'self-host': 'Host it yourself: ',
} as const;

/** Months' saving on the bill of today; negative when the plan costs more. */
function monthlySaving(plan: Plan, keep: Plan): number {
  return (keep.firstMonthUsd ?? 0) - (plan.firstMonthUsd ?? 0);
}

/** When a plan has earned itself back, as the end of a sentence: `pays for itself in 9 days`. */
function paybackWords(plan: Plan): string {
  const { againstKeep } = plan.breakeven;
  if (againstKeep.kind === 'never') return 'never pays for itself on cost alone';
  return againstKeep.days === 0
    ? 'pays for itself at once'
    : `pays for itself in ${formatDuration(againstKeep.days)}`;
}

function savingSentence(winner: Plan, keep: Plan, context: PlanContext): string {
  const { horizonMonths, volume } = context.workload;
  const saving = monthlySaving(winner, keep);
  const period = volume.oneOffQueries === undefined ? ' a month' : '';
  const counted = countsWrongAnswers(winner) ? ', wrong answers included,' : '';
  if (saving <= 0) {
    return `It costs ${formatUsd(-saving)}${period} more than today${counted} and is the cheapest plan that does the job.`;
  }
  const { againstKeep } = winner.breakeven;
  const inTime = againstKeep.kind === 'reached' && againstKeep.days <= horizonMonths * DAYS_PER_MONTH;
  return `It saves ${formatUsd(saving)}${period}${counted} ${inTime ? 'and' : 'but'} ${paybackWords(winner)}.`;
}

/** What to do, without a full stop, and what comes of it, as a sentence. */
type Parts = Pick<Verdict, 'action' | 'outcome'>;

function partsOf(winner: Plan, keep: Plan, context: PlanContext): Parts {
  const words = APPROACH_WORDS[winner.approach];
  const title = words === '' ? winner.title : lowerFirst(winner.title);
  if (isPresent(winner))
    return { action: `${words}${title}`, outcome: 'Nothing else saves enough to be worth the work.' };
  const forced = keep.blockers.some((blocker) => blocker.code === 'model-ends');
  const until = keep.lifetime.until;
  const deadline =
    forced && until !== undefined && until > context.asOf
      ? ` before ${keep.modelName} ends on ${formatDay(until)}`
      : '';
  return { action: `${words}${title}${deadline}`, outcome: savingSentence(winner, keep, context) };
}

function unresolvedParts(keep: Plan): Parts {
  const [first] = keep.blockers;
  return {
    action: 'No plan passes every condition',
    outcome: `What stops the present one: ${first?.message ?? 'unknown.'}`,
  };
}

function presentAmong(plans: readonly Plan[]): Plan {
  const keep = plans.find(isPresent);
  if (keep === undefined) throw new Error('No plan keeps the present model.');
  return keep;
}

/** Puts the outcome into one line. */
export function verdictOn({
  context,
  plans,
  winner,
}: Pick<Findings, 'context' | 'plans' | 'winner'>): Outcome['verdict'] {
  const keep = presentAmong(plans);
  const chosen = winner ?? keep;
  const parts = winner === null ? unresolvedParts(keep) : partsOf(winner, keep, context);
  return {
    approach: chosen.approach,
    planId: chosen.id,
    headline: `${parts.action}. ${parts.outcome}`,
    ...parts,
    unresolved: winner === null,
  };
}

/** The same verdict with everything that is said for it and against it. */
export function explained(verdict: Outcome['verdict'], findings: Findings): Verdict {
  const keep = presentAmong(findings.plans);
  return {
    ...verdict,
    reasons: reasonsFor(findings, keep),
    cautions: cautionsAbout(findings, keep),
    nextStep: nextStepFor(findings, keep),
    evidence: evidenceFor(findings),
  };
}
