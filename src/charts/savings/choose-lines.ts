import type { Blocker, CurveLine, Glance, Plan } from '../../engine/advice.js';
import { usdOn } from '../../engine/cost/cost-path.js';
import { formatUsd } from '../../engine/explain/wording.js';
import { isPresent, planKind } from '../../engine/plans/index.js';
import type { LineRole, SavingsLine } from './savings.js';

const DAYS_PER_MONTH = 30;

/** Said of what a plan would have cost past its end, in the picture and in its words. */
export const IF_IT_WENT_ON = 'if it could go on';

interface Candidate {
  readonly plan: Plan;
  readonly curve: CurveLine;
}

function pointsOf(curve: CurveLine, horizonDays: number): SavingsLine['points'] {
  const points = curve.points.filter(({ day }) => day <= horizonDays);
  for (const day of [curve.endsOnDay, horizonDays]) {
    if (day === undefined || day > horizonDays || points.some((point) => point.day === day)) continue;
    const after = points.findIndex((point) => point.day > day);
    points.splice(after === -1 ? points.length : after, 0, { day, usd: usdOn(curve, day) });
  }
  return points.map(({ day, usd }) => ({ x: day / DAYS_PER_MONTH, y: usd }));
}

function toLine({ plan, curve }: Candidate, role: LineRole, horizonDays: number): SavingsLine {
  const totalUsd = usdOn(curve, horizonDays);
  // The present plan is drawn for comparison; that it is not what is advised goes without saying.
  const blocked = !plan.feasible && !isPresent(plan);
  const endsAt = curve.endsOnDay !== undefined && curve.endsOnDay < horizonDays ? curve.endsOnDay : undefined;
  return {
    planId: plan.id,
    role,
    name: plan.names.line,
    amount: `${formatUsd(totalUsd)}${blocked ? ', blocked' : endsAt === undefined ? '' : ` ${IF_IT_WENT_ON}`}`,
    totalUsd,
    blocked,
    points: pointsOf(curve, horizonDays),
    ...(endsAt === undefined ? {} : { endsAt: endsAt / DAYS_PER_MONTH }),
  };
}

/** The best of some plans: feasible ones first, in the order of the advice; then the cheapest blocked one. */
function bestOf(candidates: readonly Candidate[], horizonDays: number): Candidate | undefined {
  const blocked = candidates.filter(({ plan }) => !plan.feasible);
  return (
    candidates.find(({ plan }) => plan.feasible) ??
    blocked.sort((a, b) => usdOn(a.curve, horizonDays) - usdOn(b.curve, horizonDays))[0]
  );
}

/** Blockers that answer "why not?". A plan blocked for another reason is no option, or its price is not sure enough. */
const INSTRUCTIVE: readonly Blocker['code'][] = [
  'not-for-sale',
  'model-ends',
  'life-too-short',
  'too-few-examples',
  'knowledge-gap',
  'below-quality-bar',
];

/** The lines beside those of the winner and of today, in the order in which they are chosen. */
const OTHER_LINES = ['tuned-or-retrieving', 'untuned'] as const;

/** Two lines that end closer than this share of each other lie on each other and say nothing. */
const APART = 0.02;

/**
 * The lines of the chart, at most four: the winner, today's plan, the best other plan that tunes or retrieves, and
 * the best other untuned plan. The last two also when they are blocked, for people ask why not; but not where they
 * would lie on a line that is there already.
 */
export function chooseLines(advice: Glance): SavingsLine[] {
  const { curve, plans, verdict } = advice;
  const candidates: Candidate[] = [];
  for (const plan of plans) {
    const line = curve.lines.find(({ planId }) => planId === plan.id);
    if (line !== undefined && line.points.length > 0) candidates.push({ plan, curve: line });
  }
  const chosen: [Candidate, LineRole][] = [];
  for (const candidate of candidates)
    if (candidate.plan.id === verdict.planId) chosen.push([candidate, 'winner']);
  for (const candidate of candidates) {
    if (isPresent(candidate.plan) && candidate.plan.id !== verdict.planId) chosen.push([candidate, 'today']);
  }
  const total = ({ curve: line }: Candidate): number => usdOn(line, curve.horizonDays);
  for (const line of OTHER_LINES) {
    const best = bestOf(
      candidates.filter(
        (candidate) =>
          planKind(candidate.plan.kind).chartLine === line &&
          candidate.plan.blockers.every(({ code }) => INSTRUCTIVE.includes(code)) &&
          chosen.every(([other]) => Math.abs(total(candidate) - total(other)) > APART * total(other)),
      ),
      curve.horizonDays,
    );
    if (best !== undefined) chosen.push([best, 'other']);
  }
  return chosen.map(([candidate, role]) => toLine(candidate, role, curve.horizonDays));
}
