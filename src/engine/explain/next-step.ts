import type { Plan, PlanKind } from '../advice.js';
import { evaluationSize } from '../quality/evaluation-size.js';
import { bestFineTune } from './among-plans.js';
import { isTrained, tokenBill } from './plan-traits.js';
import type { Findings } from './verdict.js';
import { formatCount, formatShare, formatUsd } from './wording.js';

/** Accuracy that is taken where none is given, and the drop that an evaluation should be able to show. */
const USUAL_ACCURACY = 0.9;
const DROP_TO_SEE = 0.05;

/** What a first tune is made on, where that is not the team's own examples alone. */
const EXAMPLES_OF: Partial<Record<PlanKind, string>> = {
  'rag+fine-tune': 'examples with their passages',
  distil: 'answers of the teacher',
};

/** What is judged beside what. */
function comparisonWith(winner: Plan, keep: Plan): string {
  if (winner.kind === 'optimise') return 'with the shorter prompt beside the present one';
  if (winner.modelName === keep.modelName) return `with the facts at hand beside ${keep.modelName} as it is`;
  return `on ${winner.modelName} beside ${keep.modelName}`;
}

/** The cheapest test that would settle the verdict. */
export function nextStepFor(findings: Findings, keep: Plan): string {
  const { winner, context } = findings;
  if (winner === null) return 'Decide which of the conditions can be relaxed, and ask again.';
  const { pilot } = findings.uncertainty.information;
  if (pilot !== null && pilot.netUsd > 0) {
    const tune = bestFineTune(findings.plans.filter((plan) => plan.feasible));
    return `Run a pilot before deciding: tune ${tune?.modelName.replace(/^(an? )?tuned /, '$1') ?? 'a model'} once on 200 to 500 examples and judge held-out queries. It costs about ${formatUsd(pilot.costUsd)} and is worth ${formatUsd(pilot.worthUsd)} on average over the simulated futures.`;
  }
  if (winner.kind === 'keep') return 'Nothing to test now. Ask again when the volume grows or a price moves.';
  if (winner.id === 'optimise') return 'Turn it on for a day and compare the bill.';
  if (winner.id === 'optimise:structured-outputs')
    return 'Turn it on for a day and count the calls that are sent again.';
  const accuracy = Math.max(DROP_TO_SEE, context.workload.quality.current ?? USUAL_ACCURACY);
  const items = evaluationSize(accuracy, accuracy - DROP_TO_SEE);
  const perItem = tokenBill(winner) + tokenBill(keep);
  const purpose = `enough to see a drop of 5 points from ${formatShare(accuracy)}`;
  if (isTrained(winner)) {
    const examples = EXAMPLES_OF[winner.kind] ?? 'examples';
    return `Tune once on 200 to 500 ${examples} and judge ${formatCount(items)} held-out queries: ${purpose}.`;
  }
  const gpuHour = winner.monthly.lines.find((line) => line.unit === 'GPU-hours')?.unitPriceUsd;
  if (winner.kind === 'self-host' && gpuHour !== undefined) {
    return `Rent one GPU for a day, about ${formatUsd(24 * gpuHour)}, judge ${formatCount(items)} real queries beside ${keep.modelName}, ${purpose}, and measure how many it answers in a second.`;
  }
  return `Judge ${formatCount(items)} real queries ${comparisonWith(winner, keep)}: ${purpose}. It costs about ${formatUsd(items * perItem)} in tokens.`;
}
